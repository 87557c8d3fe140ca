import { createHash } from "node:crypto";

/**
 * A document of ours with an entry for each of many paths in place of the one that it has for one path: a baseline or a plan, of which both have a line for
 * each path. No file has to be there for it.
 *
 * @param text written by the program, with one path
 * @param path that path
 * @param paths sorted by code units
 * @param digestOf the digest of a path's file, in hexadecimal
 */
export function growDocument(
  text: string,
  path: string,
  paths: readonly string[],
  digestOf: (path: string) => string,
): string {
  const lines = text.split("\n").flatMap((line) => {
    const entry = line.trimStart();
    if (!entry.startsWith(`${JSON.stringify(path)}: {`)) return [line];
    const indent = line.slice(0, line.length - entry.length);
    const [before = "", after = ""] = entry
      .replace(/,$/u, "")
      .slice(JSON.stringify(path).length)
      .split(/[0-9a-f]{64}/u);
    const grown = paths.map((path) => `${indent}${JSON.stringify(path)}${before}${digestOf(path)}${after}`).join(",\n");
    return [entry.endsWith(",") ? `${grown},` : grown];
  });
  return lines.join("\n");
}

/** The plan with the digest that its content has now: it stands in its last line and is of all that comes before. */
export function sealPlan(text: string): string {
  const [, content] = /^\{\n {2}(.*),\n {2}"digest": "[0-9a-f]{64}"\n\}\n$/su.exec(text) ?? [];
  if (content === undefined) throw new Error("This is not a plan as it was when this was written.");
  return `{\n  ${content},\n  "digest": "${createHash("sha256").update(content).digest("hex")}"\n}\n`;
}

/** A digest for a path, another one for each version of its file. */
export function madeUpDigest(path: string, version: number): string {
  return createHash("sha256").update(`${version} ${path}`).digest("hex");
}

/** A baseline that knows another digest of every path that `isChanged` says, by its number in the document. */
export function changeDigests(baseline: string, isChanged: (index: number) => boolean): string {
  let index = 0;
  return baseline.replaceAll(/"digest":"[0-9a-f]{64}"/gu, (entry) =>
    isChanged(index++) ? `"digest":"${madeUpDigest(entry, 0)}"` : entry,
  );
}
