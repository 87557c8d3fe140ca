/** What an origin says to one request. */
export interface OriginAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Where the edge fetches from: takes path and query as the visitor sent them. */
export type Origin = (requestTarget: string) => Promise<OriginAnswer>;

/** Path of a request target, without its query. */
export function pathOf(requestTarget: string): string {
  const query = requestTarget.indexOf("?");
  return query === -1 ? requestTarget : requestTarget.slice(0, query);
}

/** An answer in plain text. */
export function textAnswer(status: number, text: string): OriginAnswer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: Buffer.from(`${text}\n`) };
}
