/** Foreign text as part of a line of our own: short, and unable to steer a terminal. */
export function oneLine(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}
