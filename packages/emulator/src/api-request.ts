import type { IncomingHttpHeaders } from "node:http";

/** One API request the emulator saw. */
export interface ApiRequest {
  /** When it arrived: milliseconds since the epoch, by the emulator's clock. */
  readonly time: number;
  readonly method: string;
  /** Path and query as they stood on the request line. */
  readonly requestTarget: string;
  /** Names in lower case. The values of the access key, the signature and other credentials are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed if it was JSON, else the text; `undefined` if it was empty or has not arrived yet. */
  readonly body: unknown;
  /** Whether it counted against the quota: it did if its signature was valid, even where the answer was a refusal. */
  readonly counted: boolean;
  /** HTTP status of the answer. Missing while the request is under way, and for good if no answer went out. */
  readonly status?: number;
  /** Code of the answer's envelope, such as `"0000"` or the gateway's `"200"`. Missing where it had none. */
  readonly code?: string;
  /** Why the emulator refused it, in plain words and often in more detail than the answer gave. Holds no secret. */
  readonly refusal?: string;
}

const secretHeaders = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "x-ncp-apigw-signature-v2",
  "x-ncp-iam-access-key",
]);

/** Headers as they may be shown: that a credential was sent stays visible, its value does not. */
export function headersWithoutSecrets(headers: IncomingHttpHeaders): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    secretHeaders.has(name) ? "(left out)" : [value].flat().join(", "),
  ]);
  return Object.fromEntries(shown) as Record<string, string>;
}

/** The body as `ApiRequest` shows it. */
export function readableBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is a fact about the request, not an error: show what came.
    return text;
  }
}
