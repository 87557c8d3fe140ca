import type { ConnectionFailure } from "./connection-failure.ts";

/** The network: one request, one answer. Rejects with HttpError where there is none. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpRequest {
  readonly method: "GET" | "PUT" | "POST";
  /** Absolute, http or https. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | undefined;
  /** Milliseconds for everything, the last byte of the answer included. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Called once there is a connection, right before the request is written to it. */
  readonly onLeave?: () => void;
}

/** An answer whatever its status; redirects are not followed. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** As it came over the wire: content encodings are not undone. Read it to its end, or discard it. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Leaves the body unread. */
  discard(): Promise<void>;
}

/** The headers of an answer: names in lower case, several values of one name joined by a comma. */
export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

/** There was no answer, or it broke off. The message never holds what was sent. */
export class HttpError extends Error implements ConnectionFailure {
  override readonly name = "HttpError";
  readonly kind: ConnectionFailure["kind"];
  readonly next: string;
  /** Whether the same request may succeed later. */
  readonly canHeal: boolean;

  constructor(message: string, canHeal: boolean, more: Partial<Omit<ConnectionFailure, "message" | "canHeal">> = {}) {
    super(message);
    this.canHeal = canHeal;
    this.kind = more.kind ?? "network";
    this.next = more.next ?? "Check the network and the proxy, then run again.";
  }
}
