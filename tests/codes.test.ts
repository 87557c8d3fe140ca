import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** The texts of our sources, without tests. */
function sources(): readonly string[] {
  return ["core", "cli", "unplugin"].flatMap((folder) => {
    const directory = join(root, "packages", folder, "src");
    return readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.c?ts$/u.test(path) && !/\.test\.ts$|(?:^|[\\/])test[\\/]/u.test(path))
      .map((path) => readFileSync(join(directory, path), "utf8"));
  });
}

/** Names of variables, and what the HTTP client and the system say, look like codes of ours. */
const foreign =
  /^(?:NCLOUD|AWS|GLOBAL_EDGE|GITHUB|NODE|XDG|UND_ERR|NCP|NAVER|LC)_|^(?:HTTPS?|NO|ALL)_PROXY$|^CI_|_(?:PR|PULL_REQUEST)(?:_|$)/u;
/** Of what `doctor` finds in order. */
const good = new Set(["BUILDS_ALIKE", "CACHE_KEY", "EDGE_RUNNING", "EDGES_OF_STATE"]);

/** Every code that a source writes: a text in quotation marks or in brackets, or the name of a row of failures. */
function codesInSources(): ReadonlySet<string> {
  const written = sources().flatMap((text) => [
    ...[...text.matchAll(/"(?<code>[A-Z]+(?:_[A-Z]+)+)"|\[(?<shown>[A-Z]+(?:_[A-Z]+)+)\]/gu)].map(
      ({ groups }) => groups?.["code"] ?? groups?.["shown"] ?? "",
    ),
    ...[...text.matchAll(/^ {2}(?<code>[A-Z]+(?:_[A-Z]+)+): \{/gmu)].map(({ groups }) => groups?.["code"] ?? ""),
  ]);
  const pullRequests = readFileSync(join(root, "packages/core/src/system/pull-request.ts"), "utf8");
  return new Set(written.filter((code) => !foreign.test(code) && !good.has(code) && !pullRequests.includes(code)));
}

const page = readFileSync(join(root, "docs/codes.md"), "utf8");
const rows = [...page.matchAll(/^\| `(?<code>[A-Z_]+)` +\| (?<means>[^|]+?) +\| (?<next>[^|]+?) +\|$/gmu)];

describe("the page of codes", () => {
  it("has a row for each code in the sources, and for no others", () => {
    const codes = new Set([...codesInSources(), "SKIPPED"]);
    expect(rows.map(({ groups }) => String(groups?.["code"])).toSorted()).toEqual([...codes].toSorted());
  });

  it("names in its text only codes that have a row", () => {
    const named = [...page.matchAll(/`(?<code>[A-Z]+(?:_[A-Z]+)+)`/gu)].map(({ groups }) => groups?.["code"] ?? "");
    const known = new Set(rows.map(({ groups }) => groups?.["code"]));
    expect(named.filter((code) => !known.has(code) && !foreign.test(code))).toEqual([]);
  });

  it.each(["ko", "ja"])("has an entry on the page of the language %s for each row", (language) => {
    const translated = readFileSync(join(root, "docs", language, "codes.md"), "utf8");
    const entries = new Set([...translated.matchAll(/^### `(?<code>\w+)`$/gmu)].map(({ groups }) => groups?.["code"]));
    expect(rows.map(({ groups }) => groups?.["code"]).filter((code) => !entries.has(code))).toEqual([]);
  });
});
