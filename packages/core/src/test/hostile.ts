import fc from "fast-check";

/** Pieces that make a difference where text is read, printed or sent. */
const pieces = [
  "",
  " ",
  "\n",
  "\r\n",
  "\t",
  "\0",
  "\u001b[2J",
  "\u009b",
  "\u202e",
  "\u2028",
  "\ud800",
  "\udce9",
  "\ufeff",
  "é",
  "한글",
  "😀",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "..",
  "../..",
  "/",
  "//",
  "\\",
  "*",
  "**",
  "%",
  "%2F",
  "%00",
  "?",
  "#",
  "::error::",
  "##[",
  "|",
  "<script>",
  "${x}",
  "$(x)",
  "`",
  "'",
  '"',
  "=",
  "[",
  "]",
  ";",
  ":",
  "@",
  ",",
  "0",
  "-1",
  "1e309",
  "9007199254740993",
  "NaN",
  "null",
  "true",
  "s3://",
  "https://",
  "http://",
  "user:pass@",
  "localhost",
  "127.0.0.1",
  "[::1]",
  "file:///",
  "a.js",
  "index.html",
];

/** Text as somebody would write it who wants something to break. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ maxLength: 40 }),
);

/** Any value that JSON can hold, with such texts as names and values. */
export const hostileJson: fc.Arbitrary<unknown> = fc
  .jsonValue()
  .chain((value) =>
    fc.oneof(
      fc.constant(value),
      hostileText,
      fc.dictionary(hostileText, fc.oneof(hostileText, fc.jsonValue())),
      fc.array(hostileText),
    ),
  );

/** A document with one of its values, at any depth, in the place of which there is another one. */
export function damaged(document: unknown): fc.Arbitrary<unknown> {
  return fc.tuple(fc.infiniteStream(fc.nat(1000)), hostileJson, fc.boolean()).map(([numbers, other, removes]) => {
    const copy: unknown = structuredClone(document);
    let at = copy;
    for (;;) {
      if (typeof at !== "object" || at === null) return other;
      const names = Object.keys(at);
      const name = names[Number(numbers.next().value) % Math.max(1, names.length)];
      if (name === undefined) return other;
      const below: unknown = Reflect.get(at, name);
      const goesOn = typeof below === "object" && below !== null && Number(numbers.next().value) % 3 !== 0;
      if (goesOn) at = below;
      else {
        if (removes) Reflect.deleteProperty(at, name);
        else Reflect.set(at, name, other);
        return copy;
      }
    }
  });
}

/** Names that mean something to what shows them: a CI service, Markdown, HTML, a terminal. */
export const hostileNames = [
  "::error::x",
  "a\n::error::x",
  "a\r\n::add-mask::x",
  "##[error]x",
  "%0A::error::x",
  "a|b",
  "<img src=x onerror=alert(1)>",
  "</td></table><script>",
  "`code` **bold** _it_ ~~s~~ [l](http://e.test) ![i](http://e.test/i.png)",
  "\u001B[31mred\u001B[0m",
  "\u202Egpj.exe",
  "\u2066x\u2069",
  "# heading",
  "\\`",
  "&lt;b&gt;",
];
