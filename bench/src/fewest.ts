/** What an account may send, as NAVER Cloud documents it. */
const quota = { requestsPerMinute: 10, targetsPerRequest: 100, minute: 60_000 };

/** How much sending costs. */
export interface SendingCost {
  readonly requests: number;
  /** Milliseconds that pass because of the quota. */
  readonly waiting: number;
}

/** The least that so many short URLs cost on each of so many edges: full requests, and nothing waited that the quota does not force. */
export function fewest(urls: number, edges: number): SendingCost {
  return costOf(Math.ceil(urls / quota.targetsPerRequest) * edges);
}

/** A script that sends a request for each URL, and waits for the next minute after ten. */
export function oneByOne(urls: number, edges: number): SendingCost {
  return costOf(urls * edges);
}

/** One request an edge for everything that it holds. */
export function everything(edges: number): SendingCost {
  return costOf(edges);
}

function costOf(requests: number): SendingCost {
  const waits = Math.max(0, Math.ceil(requests / quota.requestsPerMinute) - 1);
  return { requests, waiting: waits * quota.minute };
}
