import { isLoopback } from "../is-loopback.ts";
import type { Parsed } from "./parsed.ts";

/**
 * An address for the API, as an origin without a slash at its end.
 *
 * Requests carry the access key and a signature that anybody who reads it may send again for five minutes, so plain
 * http is accepted only where nobody reads along: on this machine, where the emulator listens.
 */
export function parseEndpoint(text: string): Parsed<string> {
  if (!URL.canParse(text)) return { problem: 'a URL such as "https://edge.apigw.ntruss.com"' };
  const url = new URL(text);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url))) {
    return { problem: "an https URL; plain http is accepted for localhost only" };
  }
  if (url.username !== "" || url.password !== "") return { problem: "a URL without a user name and password" };
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    return { problem: "a URL without a path, a query and a fragment" };
  }
  return { value: url.origin };
}
