/** What reading a text came to: a value, or what the text must be instead, as words that follow "must be". */
export type Parsed<Value> = { readonly value: Value } | { readonly problem: string };

/** Whether a URL names this machine: only there is plain http accepted, and no proxy asked. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(hostname);
}

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

/** The URL of a folder, with a slash at its end: where an origin serves what a build wrote. */
export function parseFolderUrl(text: string): Parsed<string> {
  const parsed = parseHttpUrl(text);
  if ("problem" in parsed) return parsed;
  const { origin, pathname } = parsed.value;
  return { value: `${origin}${pathname.replace(/\/*$/u, "")}/` };
}

/** The origin of a site, without a slash at its end: purge targets are paths from there. */
export function parseSiteUrl(text: string): Parsed<string> {
  const parsed = parseHttpUrl(text);
  if ("problem" in parsed) return parsed;
  if (parsed.value.pathname !== "/") {
    return { problem: 'the URL of a host without a path, such as "https://www.example.com"' };
  }
  return { value: parsed.value.origin };
}

/** Nothing secret is sent there, so plain http is fine. */
function parseHttpUrl(text: string): Parsed<URL> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/u.test(url.protocol)) return { problem: 'an http(s) URL, such as "https://www.example.com"' };
  if (url.username !== "" || url.password !== "") return { problem: "a URL without a user name and password" };
  if (url.search !== "" || url.hash !== "") return { problem: "a URL without a query and a fragment" };
  return { value: url };
}
