/**
 * Text that neither a terminal nor a CI service takes for an instruction, whatever names and foreign words it holds.
 *
 * Control characters and those that turn the direction of writing are written as escapes; line breaks and tabs stay.
 * GitHub Actions obeys a line that begins with `::` or holds `##[`, Azure Pipelines one that holds `##vso[`: one
 * character of these is an escape, too. JSON stays JSON, and means the same.
 */
export function inertText(text: string): string {
  return text
    .replaceAll(/(?!\n|\t|\r\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, escaped)
    .replaceAll(/^(\s*):(?=:)/gmu, (_, blanks: string) => blanks + escaped(":"))
    .replaceAll(/##(?=\[|vso\[)/gu, `#${escaped("#")}`);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
