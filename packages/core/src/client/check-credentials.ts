/**
 * What is wrong with a key pair, as words that follow "The access key" or "The secret key"; `undefined` where it can be sent.
 *
 * An access key goes into a header. A secret key may be any text, but one with blanks or quotation marks around it was pasted with them.
 * Neither key's own text is in the words: people paste the two the wrong way round.
 */
export function credentialsMistake(
  accessKey: unknown,
  secretKey: unknown,
): { readonly key: "access" | "secret"; readonly what: string } | undefined {
  // Plain JavaScript hands over undefined where an environment variable is not set.
  if (typeof accessKey !== "string" || !/^[\x21-\x7e]+$/u.test(accessKey)) {
    return { key: "access", what: "is empty, or has a space, a line break or a letter beyond ASCII in it" };
  }
  if (typeof secretKey !== "string" || secretKey === "" || secretKey !== secretKey.trim()) {
    return { key: "secret", what: "is empty, or has a space or a line break at its start or end" };
  }
  if (isQuoted(accessKey)) return { key: "access", what: "begins or ends with a quotation mark" };
  return isQuoted(secretKey) ? { key: "secret", what: "begins or ends with a quotation mark" } : undefined;
}

function isQuoted(key: string): boolean {
  return /^["']|["']$/u.test(key);
}
