import { UsageError } from "./usage-error.ts";

/**
 * A target as somebody typed or pasted it: of a URL the path and query count, and what a URL cannot hold is
 * percent-encoded. What is encoded already stays as it is.
 *
 * @throws UsageError `URL_INVALID`
 */
export function toTarget(text: string): string {
  const { host, rest } = /^https?:\/\/(?<host>[^/?#\\]*)(?<rest>[^#]*)/iu.exec(text)?.groups ?? {};
  if (host !== undefined && (host.trim() === "" || !URL.canParse(`https://${host}`))) {
    throw new UsageError("URL_INVALID", `${JSON.stringify(text)} is no URL of a site: it names no host.`, {
      next: "Give a path from the root of the site, such as /index.html, or a whole URL.",
    });
  }
  const target = rest ?? text;
  const rooted = target === "" || target.startsWith("?") ? `/${target}` : target;
  return rooted.toWellFormed().replaceAll(/[^\x21-\x7e]+/gu, encodeURIComponent);
}
