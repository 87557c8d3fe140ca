/**
 * A file's name as text. Where its bytes are not UTF-8, each byte that does not belong to a character becomes a lone
 * surrogate, `U+DC00` plus the byte (as Python's `surrogateescape` does): no name can hold one otherwise, JSON keeps
 * it, and `diskPath` leads back.
 */
export function textOfName(bytes: Buffer): string {
  const text = bytes.toString();
  if (Buffer.from(text).equals(bytes)) return text;
  let name = "";
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    name += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : bytes.toString("utf8", at, at + length);
    at += Math.max(1, length);
  }
  return name;
}

const longestCharacter = 4;

/** Bytes of the UTF-8 character that begins at `at`; 0 where none does. */
function characterLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= longestCharacter && at + length <= bytes.length; length++) {
    const part = bytes.subarray(at, at + length);
    // Decoding puts U+FFFD in the place of what is none, and that is three bytes of its own.
    if (Buffer.from(part.toString()).equals(part)) return length;
  }
  return 0;
}

/** Whether a name can be written as text, and so in a URL: false for one that is not UTF-8. */
export function isText(name: string): boolean {
  return name.isWellFormed();
}

/** A path with names as `textOfName` gives them, as the file system takes it. */
export function diskPath(path: string): string | Buffer {
  if (isText(path)) return path;
  const parts = Array.from(path, (character) => {
    const code = character.charCodeAt(0);
    const isByte = character.length === 1 && code >= 0xdc80 && code <= 0xdcff;
    return isByte ? Buffer.of(code - 0xdc00) : Buffer.from(character);
  });
  return Buffer.concat(parts);
}
