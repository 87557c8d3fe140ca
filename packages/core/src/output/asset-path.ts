/** A file's path inside the output directory: posix separators, relative, exactly as the disk spells it. */
export type AssetPath = string;

/**
 * An asset path as part of a line for people: a control character, a line break, a change of the direction of writing
 * or a byte that is not UTF-8 (see `textOfName`) is written as an escape, so that it can be seen and steers no
 * terminal.
 */
export function shownPath(assetPath: AssetPath): string {
  return assetPath.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Surrogate}\u2028\u2029]/gu, (found) => {
    const code = found.charCodeAt(0);
    const byte = code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : code;
    return byte > 0xff ? `\\u${byte.toString(16)}` : `\\x${byte.toString(16).padStart(2, "0")}`;
  });
}

/** Whether a name has printable ASCII only, and so one Unicode form. */
export function isAscii(name: string): boolean {
  return !/[^ -~]/.test(name);
}

/** Whether a file is an HTML document, compressed or not: a page of the site. */
export function isDocument(assetPath: AssetPath): boolean {
  return /\.html?$/i.test(plainName(assetPath));
}

/** The name of the file that a compressed one (`app.js.br`) is a copy of; any other name as it is. */
export function plainName(name: string): string {
  return name.replace(/(?<=[^/])\.(?:br|gz|zst)$/, "");
}
