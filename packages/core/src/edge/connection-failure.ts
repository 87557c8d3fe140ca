import { messageOf, systemCode } from "../errors.ts";
import type { EdgeFailure } from "./edge-error.ts";
import { oneLine } from "./one-line.ts";

const timeoutCodes = new Set([
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);
/** OpenSSL's words for a certificate that is not trusted, which Node uses as codes. */
const certificateCode = /CERT|^ERR_TLS|^UNABLE_TO_|^UND_ERR_PRX_TLS$/;

/** What it means that a request got no answer: by the error's code, never by its message. */
export function connectionFailure(thrown: unknown, host: string): EdgeFailure {
  const error = firstOf(thrown);
  const code = systemCode(error);
  const said = `${code === undefined ? "" : `${code}: `}${oneLine(messageOf(error))}`;
  if (isTimeout(error, code)) {
    return {
      code: "EDGE_TIMEOUT",
      message: `${host} did not answer in time (${said}).`,
      next: "Check the network and the proxy, then run again. A purge that was sent may have been accepted; sending it twice does no harm.",
      retry: "back-off",
      stops: "nothing",
    };
  }
  if (code !== undefined && certificateCode.test(code)) {
    return {
      code: "EDGE_TLS",
      message: `The certificate of ${host} is not trusted (${said}).`,
      next: "Behind a proxy that opens TLS, name its certificate authority in NODE_EXTRA_CA_CERTS. Otherwise check the endpoint.",
      retry: "never",
      stops: "run",
    };
  }
  // undici's code when a proxy answers CONNECT with anything but 200.
  if (code === "UND_ERR_ABORTED") {
    return {
      code: "EDGE_PROXY",
      message: `The proxy did not connect to ${host} (${said}).`,
      next: "Check HTTPS_PROXY with its user and password, or name the API's host in NO_PROXY.",
      retry: "back-off",
      stops: "nothing",
    };
  }
  return {
    code: "EDGE_NETWORK",
    message: `The connection to ${host} failed (${said}).`,
    next: "Check the network, the endpoint and the proxy, then run again.",
    retry: "back-off",
    stops: "nothing",
  };
}

function isTimeout(error: unknown, code: string | undefined): boolean {
  return (error instanceof Error && error.name === "TimeoutError") || (code !== undefined && timeoutCodes.has(code));
}

/** A connection tried at several addresses fails with all their errors and no words of its own. */
function firstOf(thrown: unknown): unknown {
  return thrown instanceof AggregateError ? ((thrown.errors as unknown[])[0] ?? thrown) : thrown;
}
