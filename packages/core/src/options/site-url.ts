import type { Parsed } from "./parsed.ts";

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
