import { describe, expect, it } from "vitest";
import type { CliWords } from "./cli-words.ts";
import { english } from "./english.ts";
import { korean } from "./korean.ts";

/** Every sentence, with facts that it must not lose. */
function sentences(words: CliWords): Readonly<Record<string, string>> {
  const { sources, edge, newerPlan, lastRun, project, newFile, atEnd, at, wrote, ...others } = words;
  const { notes, belowRoot, noScript, askEdges, notAnEdge, askFolder, ...plain } = others;
  const places = [
    "top",
    "export",
    "scripts",
    "last",
    "end",
    "after-build",
    { part: { list: "plugins", of: "vite" }, line: 51 },
    { part: { list: "plugins", of: "vite" } },
    { part: { list: "plugins" }, line: 51 },
    { part: { list: "plugins" } },
    { part: { property: "adapter", wraps: "adapter()" }, line: 51 },
    { part: { property: "adapter", wraps: "adapter()" } },
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
    ...notes,
    ownConfig: project({ config: "a.json", manager: "npm" }),
    belowRoot: belowRoot("/a.json"),
    noScript: noScript("build51"),
    askEdges: askEdges(51),
    notAnEdge: notAnEdge("51"),
    askFolder: askFolder("out51"),
    askUnknownFolder: askFolder(),
    ...Object.fromEntries(places.map((place, index) => [`at ${index}`, at("a.json", place)])),
  };
}
const facts = (text: string) =>
  text.match(
    /51|[a-z]\.json|plugins|\bvite\b|adapter|output: "export"|NAME|GitHub Actions|\.env\.local|my-site|baseline: "[^"]+"|"scripts"/g,
  ) ?? [];

describe("the command line's own words in Korean", () => {
  it.each(Object.entries(sentences(korean)))("%s: %s", (name, said) => {
    // A command, and a sentence around a config, are said by what is around them.
    expect(said).toMatch(/\p{Script=Hangul}/u);
    expect(facts(said).toSorted()).toEqual(facts(sentences(english)[name] ?? "").toSorted());
  });
});
