/** One request that counts against the account. */
export interface Slot {
  /** Never given twice in one ledger. */
  readonly id: number;
  /** The process that sent it. */
  readonly processId: number;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
  /** Milliseconds since the epoch; absent while the answer is awaited. */
  readonly answeredAt?: number;
}

/** Every request that may still count against an account, by our own count. */
export interface QuotaWindow {
  readonly nextId: number;
  readonly slots: readonly Slot[];
  /** The API said that the account has nothing left; until when to believe it, in milliseconds since the epoch. */
  readonly fullUntil?: number;
}

export const emptyWindow: QuotaWindow = { nextId: 1, slots: [] };

export interface WindowRules {
  /** Requests in one window. */
  readonly requests: number;
  /** Milliseconds. */
  readonly length: number;
}

/** No answer takes longer, in milliseconds: past it a slot counts as answered, whatever process holds it. */
export const longestAnswer = 120_000;

/** A slot, or how long to wait before asking again. */
export type Taking = { readonly slot: Slot } | { readonly wait: number; readonly reason: "quota" | "used-elsewhere" };

/**
 * Takes a slot if fewer than `requests` are taken. A slot is taken until one window after its answer came: the API
 * counted the request at some moment before that, so only then can no window of the API's hold more than our count,
 * whether its minute is fixed or slides. A millisecond comes on top, in case both ends of a window belong to it.
 */
export function takeSlot(
  window: QuotaWindow,
  rules: WindowRules,
  processId: number,
  now: number,
): readonly [QuotaWindow, Taking] {
  if (window.fullUntil !== undefined && window.fullUntil > now) {
    return [window, { wait: window.fullUntil - now, reason: "used-elsewhere" }];
  }
  if (window.slots.length < rules.requests) {
    const slot = { id: window.nextId, processId, takenAt: now };
    return [{ ...window, nextId: slot.id + 1, slots: [...window.slots, slot] }, { slot }];
  }
  const releases = window.slots.map((slot) => releaseOf(slot, rules)).toSorted((left, right) => left - right);
  const release = releases[window.slots.length - rules.requests] ?? Number.POSITIVE_INFINITY;
  // Nobody tells us when another process has its answer, so that is asked again and again.
  const wait = Number.isFinite(release) ? release - now : Math.min(250, Math.max(10, rules.length / 20));
  return [window, { wait, reason: "quota" }];
}

/** Marks a slot as answered: it is free one window from now. */
export function answerSlot(window: QuotaWindow, slot: Slot, now: number): QuotaWindow {
  const slots = window.slots.map((other) =>
    other.id === slot.id && other.processId === slot.processId ? { ...other, answeredAt: now } : other,
  );
  return { ...window, slots };
}

/** Frees a slot at once: nothing was sent for it. */
export function dropSlot(window: QuotaWindow, slot: Slot): QuotaWindow {
  const slots = window.slots.filter(({ id, processId }) => id !== slot.id || processId !== slot.processId);
  return { ...window, slots };
}

/** The API refused a request for quota although our count allowed it: nothing is sent until then. */
export function fillWindow(window: QuotaWindow, until: number): QuotaWindow {
  return { ...window, fullUntil: Math.max(until, window.fullUntil ?? 0) };
}

/**
 * The window as of now: free slots are gone, and the slot of a dead process counts as answered now, since nobody knows
 * when it was. Times in the future come from a clock that was set back, and count as now.
 */
export function tidyWindow(
  window: QuotaWindow,
  rules: WindowRules,
  now: number,
  isAlive: (processId: number) => boolean,
): QuotaWindow {
  const slots = window.slots
    .map((slot): Slot => {
      const takenAt = Math.min(slot.takenAt, now);
      if (slot.answeredAt !== undefined) return { ...slot, takenAt, answeredAt: Math.min(slot.answeredAt, now) };
      const lost = now - takenAt > longestAnswer || !isAlive(slot.processId);
      return lost ? { ...slot, takenAt, answeredAt: now } : { ...slot, takenAt };
    })
    .filter((slot) => releaseOf(slot, rules) > now);
  const { nextId, fullUntil } = window;
  const latest = now + Math.max(longestFull, rules.length);
  return {
    nextId,
    slots,
    ...(fullUntil !== undefined && fullUntil > now && { fullUntil: Math.min(fullUntil, latest) }),
  };
}

/** As long as a `Retry-After` can be, in milliseconds. */
const longestFull = 60 * 60_000;

function releaseOf(slot: Slot, rules: WindowRules): number {
  return slot.answeredAt === undefined ? Number.POSITIVE_INFINITY : slot.answeredAt + rules.length + 1;
}
