import { messageOf, systemCode } from "../system/errors.ts";
import { oneLine } from "../system/shorten.ts";

const timeoutCodes = new Set([
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);
/** OpenSSL's words for a certificate that is not trusted, which Node uses as codes. */
const certificateCode = /CERT|^ERR_TLS|^UNABLE_TO_|^UND_ERR_PRX_TLS$/;

/** Why a request got no answer. */
export interface ConnectionFailure {
  readonly kind: "timeout" | "tls" | "proxy" | "network";
  /** What is wrong, for people. Never holds what was sent. */
  readonly message: string;
  /** What to do about it. */
  readonly next: string;
  /** Whether the same request may succeed later. */
  readonly canHeal: boolean;
}

/** What it means that a request got no answer: by the error's code, never by its message. */
export function connectionFailure(thrown: unknown, host: string): ConnectionFailure {
  const error = firstOf(thrown);
  const code = systemCode(error);
  const said = `${code === undefined ? "" : `${code}: `}${oneLine(messageOf(error))}`;
  if (isTimeout(error, code)) {
    return {
      kind: "timeout",
      message: `${host} did not answer in time (${said}).`,
      next: "Check the network and the proxy, then run again.",
      canHeal: true,
    };
  }
  if (code !== undefined && certificateCode.test(code)) {
    return {
      kind: "tls",
      message: `The certificate of ${host} is not trusted (${said}).`,
      next:
        "Behind a proxy that opens TLS, name its certificate authority in NODE_EXTRA_CA_CERTS. " +
        "Otherwise check the endpoint.",
      canHeal: false,
    };
  }
  // undici's code when a proxy answers CONNECT with anything but 200.
  if (code === "UND_ERR_ABORTED") {
    return {
      kind: "proxy",
      message: `The proxy did not connect to ${host} (${said}).`,
      next: "Check HTTPS_PROXY with its user and password, or name the API's host in NO_PROXY.",
      canHeal: true,
    };
  }
  return {
    kind: "network",
    message: `The connection to ${host} failed (${said}).`,
    next: "Check the network, the endpoint and the proxy, then run again.",
    canHeal: true,
  };
}

function isTimeout(error: unknown, code: string | undefined): boolean {
  return (error instanceof Error && error.name === "TimeoutError") || (code !== undefined && timeoutCodes.has(code));
}

/** A connection tried at several addresses fails with all their errors and no words of its own. */
function firstOf(thrown: unknown): unknown {
  return thrown instanceof AggregateError ? ((thrown.errors as unknown[])[0] ?? thrown) : thrown;
}
