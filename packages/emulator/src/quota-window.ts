/**
 * How many of these times lie in the window that ends now. Two requests exactly one window apart are in no window
 * together: a window of 60,000 ms holds 60,000 different milliseconds.
 */
export function countInWindow(times: readonly number[], now: number, window: number): number {
  return times.filter((time) => time > now - window && time <= now).length;
}

/** The largest count of any window, wherever it begins. 0 without times. */
export function mostInAnyWindow(times: readonly number[], window: number): number {
  const sorted = times.toSorted((left, right) => left - right);
  let most = 0;
  let first = 0;
  for (const [last, time] of sorted.entries()) {
    while ((sorted[first] ?? time) <= time - window) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
