/** Two words, or a word and what is filled in beside it. */
const words = /\p{L}[,.:;)]* [(`"]*[\p{L}$]/u;

/**
 * Leaves texts of several words alone, and what is put together inside of them. Nothing is decided with such a text; what
 * people read is held by snapshots and by docs/codes.md, once for each code and not once for each mutant.
 */
export const strykerPlugins = [
  {
    kind: "Ignore",
    name: "texts",
    value: { shouldIgnore: ({ node }) => (isText(node) ? "a text for people" : undefined) },
  },
];

/** A text, or an object that holds nothing but the next step. */
function isText(node) {
  if (node.type === "ObjectExpression" && node.properties.length > 0) return node.properties.every(isNextStep);
  return words.test(textOf(node));
}

const isNextStep = ({ key }) => key?.name === "next";

function textOf(node) {
  if (node.type === "StringLiteral") return node.value;
  return node.type === "TemplateLiteral" ? node.quasis.map(({ value }) => value.raw).join("$") : "";
}
