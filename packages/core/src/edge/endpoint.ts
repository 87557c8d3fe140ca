import { isLoopback } from "../is-loopback.ts";
import { inputError } from "./edge-error.ts";

/**
 * The origin of an endpoint, without a slash at its end.
 *
 * @throws EdgeError with code `ENDPOINT_INVALID`, or `ENDPOINT_INSECURE` for plain http to another machine
 */
export function endpointOrigin(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol) || url.pathname !== "/" || url.search || url.hash) {
    throw inputError(
      "ENDPOINT_INVALID",
      `The endpoint ${JSON.stringify(withoutUser(endpoint))} is not the URL of an origin.`,
      "Give scheme and host and nothing more, such as https://edge.apigw.ntruss.com.",
    );
  }
  if (url.username || url.password) {
    const next = "Leave the user out: the API authenticates with an access key and a secret key.";
    throw inputError("ENDPOINT_INVALID", `The endpoint ${url.origin} has a user in it.`, next);
  }
  if (url.protocol === "http:" && !isLoopback(url)) {
    const next = "Use https. Plain http is accepted for this machine alone, such as http://127.0.0.1:8080.";
    throw inputError("ENDPOINT_INSECURE", `The endpoint ${url.origin} is plain http to another machine.`, next);
  }
  return url.origin;
}

/** What may be a password is not shown. */
function withoutUser(text: string): string {
  return text.replace(/[^/\s]*@/, "");
}
