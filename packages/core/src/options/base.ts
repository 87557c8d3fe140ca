import type { Parsed } from "../net/address.ts";
import type { PublicPath } from "./resolution.ts";
import type { Settings } from "./settings.ts";

const url = /^(?:https?:)?\/\/(?<host>[^/?#\\]*)(?<path>.*)$/isu;
const anotherScheme = /^[a-z][a-z0-9+.-]*:/iu;
const dotSegment = /^(?:\.|%2E){1,2}$/u;

/**
 * The base that a path or URL means: it starts and ends with `/` and is written as in a URL (see `toUrlForm`). Of a
 * URL, the path counts. A base is not brought into another Unicode form: visitors request what the build wrote into its
 * pages.
 */
export function parseBase(text: string): Parsed<string> {
  if (text.trim() === "") return { problem: 'a path or a URL; "/" is the root of the host' };
  if (/\p{Surrogate}/u.test(text)) return { problem: "well-formed Unicode text" };
  const { host, path } = url.exec(text)?.groups ?? {};
  if (host === "") return { problem: 'a URL that names a host, such as "https://www.example.com/docs/"' };
  if (host === undefined && anotherScheme.test(text)) return { problem: "a path or an http(s) URL" };
  const written = path ?? text;
  if (/[?#*\\]/u.test(written)) return { problem: 'a path or a URL without "?", "#", "*" and "\\"' };

  const base = toUrlForm(withSlashes(written));
  const segments = base === "/" ? [] : base.slice(1, -1).split("/");
  if (segments.includes("")) return { problem: 'a path or a URL without empty parts ("//")' };
  if (segments.some((segment) => dotSegment.test(segment))) {
    return { problem: 'a path from the root of the host, without the parts "." and ".."' };
  }
  return { value: base };
}

/**
 * The base that a bundler's public path (Vite's `base`, webpack's `output.publicPath`) says. A URL says where assets
 * are and nothing about pages: most hosts serve those from the site itself.
 */
export function baseFromBundler(publicPath: PublicPath | undefined): Parsed<Settings["base"]> {
  if (typeof publicPath === "object") return { problem: `given, because ${publicPath.saysNothingBecause}` };
  const fromUrl = publicPath !== undefined && url.test(publicPath);
  if (publicPath === undefined || !(fromUrl || publicPath.startsWith("/"))) {
    return { problem: `given, ${reason(publicPath)}. ${example}` };
  }
  const parsed = parseBase(publicPath);
  if ("problem" in parsed) {
    return { problem: `given, because the bundler's public path is not ${parsed.problem}. ${example}` };
  }
  return { value: fromUrl ? { assets: parsed.value } : { assets: parsed.value, pages: parsed.value } };
}

const example = 'For a site at the root of its host: base: "/"; for one in a folder: base: "/docs/"';

/** Vite turns every relative `base` into "./"; "auto" and the empty text are webpack's and Rspack's. */
function reason(publicPath: string | undefined): string {
  if (publicPath === undefined) return "because the bundler does not say where files are served";
  if (publicPath === "./")
    return 'because a relative base ("./" in Vite\'s config) does not say where files are served';
  if (publicPath === "auto" || publicPath === "") {
    return `because output.publicPath "${publicPath}" does not say where files are served`;
  }
  return "because a relative public path does not say where files are served";
}

const percentCodeOrOther = /%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~!$&'()+,;=:@/]/gu;

/**
 * A path as it stands in a URL: what RFC 3986 calls `pchar` stays as it is. A valid `%XX` keeps its meaning and is
 * written in upper case; everything else is percent-encoded UTF-8. Applying it twice changes nothing.
 */
function toUrlForm(path: string): string {
  return path.replace(percentCodeOrOther, (found) =>
    found.length === 3 && found.startsWith("%") ? found.toUpperCase() : encodeURIComponent(found),
  );
}

function withSlashes(path: string): string {
  const rooted = path.startsWith("/") ? path : `/${path}`;
  return rooted.endsWith("/") ? rooted : `${rooted}/`;
}
