/** The name of the file that a compressed sibling (`app.js.br`) stands beside; any other name as it is. */
export function plainName(name: string): string {
  return name.replace(/(?<=.)\.(?:br|gz|zst)$/s, "");
}
