const stringOrComment = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//gu;
const stringOrTrailingComma = /"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/gu;

/**
 * JSON with comments and trailing commas, as task runners take it.
 *
 * @returns `undefined` where it is not that
 */
export function parseJsonc(text: string): unknown {
  const keepStrings = (match: string) => (match.startsWith('"') ? match : "");
  try {
    return JSON.parse(text.replace(stringOrComment, keepStrings).replace(stringOrTrailingComma, keepStrings));
  } catch {
    // The task runner itself says what is wrong with its file.
    return undefined;
  }
}
