/** Foreign text as part of a line of our own: short, and unable to steer a terminal. */
export function oneLine(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}

/** A foreign value as part of a line of our own. */
export function shownJson(value: unknown): string {
  return value === undefined ? "undefined" : oneLine(JSON.stringify(value));
}

const mostNamed = 5;

/** The first few of many names, and how many more there are. */
export function listFew(names: readonly string[]): string {
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  return names.slice(0, mostNamed).join(", ") + more;
}
