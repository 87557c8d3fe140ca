/**
 * A target as somebody typed or pasted it: of a URL the path and query count, and what a URL cannot hold is
 * percent-encoded. What is encoded already stays as it is.
 */
export function toTarget(text: string): string {
  const target = /^https?:\/\/[^/?#]*(?<rest>[^#]*)/iu.exec(text)?.groups?.["rest"] ?? text;
  const rooted = target === "" || target.startsWith("?") ? `/${target}` : target;
  return rooted.toWellFormed().replaceAll(/[^\x21-\x7e]+/gu, encodeURIComponent);
}
