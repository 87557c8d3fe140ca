import { isLoopback, parseEndpoint } from "../net/address.ts";
import { inputError } from "./edge-error.ts";

/**
 * The origin of an endpoint, without a slash at its end.
 *
 * @throws EdgeError with code `ENDPOINT_INVALID`, or `ENDPOINT_INSECURE` for plain http to another machine
 */
export function endpointOrigin(endpoint: string): string {
  const parsed = parseEndpoint(endpoint);
  if ("value" in parsed) return parsed.value;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const code = url?.protocol === "http:" && !isLoopback(url) ? "ENDPOINT_INSECURE" : "ENDPOINT_INVALID";
  // What may be a password is not shown.
  const shown = JSON.stringify(endpoint.replace(/[^/\s]*@/u, ""));
  const next = "Give scheme and host and nothing more, such as https://edge.apigw.ntruss.com.";
  throw inputError(code, `The endpoint ${shown} must be ${parsed.problem}.`, next);
}
