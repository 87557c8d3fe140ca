import { describe, expect, it } from "vitest";
import type { CliWords } from "./cli-words.ts";
import { english } from "./english.ts";
import { korean } from "./korean.ts";

/** Every sentence, with facts that it must not lose. */
function sentences(words: CliWords): Readonly<Record<string, string>> {
  const { sources, edge, newerPlan, lastRun, project, newFile, atEnd, at, wrote, askFolder, ...plain } = words;
  const places = [
    "top",
    "export",
    "scripts",
    "last",
    { part: { list: "plugins" }, line: 51 },
    { part: { list: "plugins" } },
    { part: { property: "adapter" }, line: 51 },
    { part: { property: "adapter" } },
  ] as const;
  return {
    ...plain,
    ...sources,
    edge: edge(51),
    newerPlan: newerPlan("a.json", "production", "staging51"),
    lastRun: lastRun("2026-11-51", "partial"),
    project: project({ manager: "npm", service: "github" }),
    newFile: newFile("a.json"),
    atEnd: atEnd("a.json"),
    wrote: wrote(["a.json", "b.json"]),
    askFolder: askFolder("out51"),
    ...Object.fromEntries(places.map((place, index) => [`at ${index}`, at("a.json", place)])),
  };
}
const facts = (text: string) =>
  text.match(/51|[a-z]\.json|plugins|adapter|GitHub Actions|\.env\.local|my-site|baseline: "[^"]+"|"scripts"/g) ?? [];

describe("the command line's own words in Korean", () => {
  it.each(Object.entries(sentences(korean)))("%s: %s", (name, said) => {
    // A command, and a sentence around a config, are said by what is around them.
    expect(said).toMatch(/\p{Script=Hangul}/u);
    expect(facts(said).toSorted()).toEqual(facts(sentences(english)[name] ?? "").toSorted());
  });
});
