/** How long to pause between attempts. Milliseconds. */
export interface Pauses {
  readonly minDelay: number;
  readonly maxDelay: number;
}

/**
 * Milliseconds to wait before the same request is sent again. Pauses grow exponentially with full jitter: anything from
 * nothing up to the full pause, so that many clients that failed together do not come back together.
 *
 * @param attempts requests sent so far
 * @param random a number in [0, 1)
 */
export function backOff(attempts: number, { minDelay, maxDelay }: Pauses, random: number): number {
  return Math.ceil(random * Math.min(maxDelay, minDelay * 2 ** (attempts - 1)));
}
