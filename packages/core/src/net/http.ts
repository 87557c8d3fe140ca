/** The network, for everything but the Global Edge API: a baseline in Object Storage, the origin, and pages of the edge. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpRequest {
  readonly method: "GET" | "PUT";
  /** Absolute, http or https. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Milliseconds for everything, the last byte of the answer included. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** An answer whatever its status; redirects are not followed. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it came over the wire: content encodings are not undone. Read it to its end, or discard it. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Leaves the body unread. */
  discard(): Promise<void>;
}

/** There was no answer, or it broke off. The message never holds what was sent. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  /** Whether the same request may succeed later. */
  readonly canHeal: boolean;

  constructor(message: string, canHeal: boolean) {
    super(message);
    this.canHeal = canHeal;
  }
}

/** The headers of an answer: names in lower case, several values of one name joined by a comma. */
export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

/** Headers as undici gives them. */
export function joinHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): ResponseHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
