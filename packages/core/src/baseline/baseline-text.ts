import { createHash } from "node:crypto";
import { z } from "zod";
import { shownPath } from "../output/asset-path.ts";
import { messageOf } from "../system/errors.ts";
import { oneLine, shownJson } from "../system/shorten.ts";
import { isEntry } from "./baseline-entry.ts";
import type { Baseline, BaselineEntry, EdgeSection } from "./baseline.ts";

/** The version of the document below. Another one is a missing baseline, never a guess. */
const version = 1;
const kind = "global-edge-purge baseline";

const about =
  "What each Global Edge is known to serve, path by path: settled (it agrees with this digest), " +
  "unsettled (a purge is still owed), " +
  "gone (removed without a purge). Written by global-edge-purge; everything that deploys this site must share one.";

/** What no options lead to would go out as part of a target, which is refused every time. */
const base = z.string().regex(/^\/(?:[\u0021-\u007e]+\/)?$/u);
const mappingSchema = z.object({
  base: z.object({ assets: base, pages: z.union([base, z.literal(false)]) }),
  aliases: z.enum(["none", "directory", "clean", "function"]),
  queries: z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]),
});

const headSchema = z.object({
  kind: z.literal(kind),
  version: z.literal(version),
  outputDirectory: z.string(),
  builds: z.array(z.object({ id: z.string(), live: z.literal(true).exactOptional() })).exactOptional(),
  edges: z.record(
    z.string().regex(/^[1-9]\d*$/),
    z.object({
      mappings: z.array(mappingSchema),
      wholeEdgeUnsettled: z.literal(true).exactOptional(),
      paths: z.unknown(),
    }),
  ),
  // Documents of earlier versions have none.
  digest: z.string().exactOptional(),
});

/** The last member of a document: the digest of all text before it. */
const seal = /,\n {2}"digest": "([0-9a-f]{64})"\n\}\s*$/u;

export type ParsedBaseline = { readonly baseline: Baseline } | { readonly unusable: string };

/** Reads a baseline document. What it cannot vouch for is `unusable`, with the reason in words; it never throws. */
export function parseBaseline(text: string): ParsedBaseline {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { unusable: `it is not JSON (${oneLine(messageOf(error))})` };
  }
  const head = headSchema.safeParse(json);
  if (!head.success) {
    const found = z.object({ kind: z.unknown(), version: z.unknown() }).partial().safeParse(json);
    if (found.success && found.data.kind !== kind) {
      return { unusable: `it is of another kind (${shownJson(found.data.kind)})` };
    }
    if (found.success && found.data.version !== version) {
      return {
        unusable: `its version is ${shownJson(found.data.version)}, and this tool reads ${version}`,
      };
    }
    return { unusable: oneLine(z.prettifyError(head.error)) };
  }
  const edges = new Map<number, EdgeSection>();
  for (const [edgeId, { paths, ...section }] of Object.entries(head.data.edges)) {
    if (typeof paths !== "object" || paths === null || Array.isArray(paths))
      return { unusable: `edge ${edgeId} has no paths` };
    const entries = new Map<string, BaselineEntry>();
    // One at a time, and not as a record: a file may be called __proto__.
    for (const assetPath of Object.keys(paths)) {
      const value: unknown = Reflect.get(paths, assetPath);
      if (!isEntry(value)) {
        return { unusable: `the entry of ${shownPath(assetPath)} at edge ${edgeId} is not one we write` };
      }
      entries.set(assetPath, value);
    }
    edges.set(Number(edgeId), { ...section, paths: entries });
  }
  const { outputDirectory, builds, digest } = head.data;
  const baseline = { outputDirectory, ...(builds && { builds }), edges };
  // Earlier versions sealed nothing. Some stores lay a document out anew, and say the same.
  const isSealed = sealOf(text) === digest || sealOf(formatBaseline(baseline)) === digest;
  return isSealed ? { baseline } : { unusable: "it is not as it was written: its digest is another one" };
}

/** The document of a baseline: the same text for the same content, a line for each path. */
export function formatBaseline(baseline: Baseline): string {
  const sections = [...baseline.edges]
    .toSorted(([a], [b]) => a - b)
    .map(([edgeId, section]) => `    "${edgeId}": ${formatSection(section)}`);
  const builds = baseline.builds ? `\n  "builds": ${JSON.stringify(baseline.builds)},` : "";
  const content = `{
  "kind": ${JSON.stringify(kind)},
  "version": ${version},
  "about": ${JSON.stringify(about)},
  "outputDirectory": ${JSON.stringify(baseline.outputDirectory)},${builds}
  "edges": ${block(sections, "  ")}`;
  return `${content},\n  "digest": "${digestOf(content)}"\n}\n`;
}

/**
 * The digest that a document bears, if it is that of the text before it. One byte that a disk lost can be the name of a
 * file: its purge would be lost as well, without a word.
 */
function sealOf(text: string): string | undefined {
  const found = seal.exec(text);
  return found && digestOf(text.slice(0, found.index)) === found[1] ? found[1] : undefined;
}

function digestOf(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

function formatSection({ mappings, wholeEdgeUnsettled, paths }: EdgeSection): string {
  const lines = [...paths]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([assetPath, entry]) => `        ${JSON.stringify(assetPath)}: ${JSON.stringify(entry)}`);
  const whole = wholeEdgeUnsettled ? `\n      "wholeEdgeUnsettled": true,` : "";
  return `{
      "mappings": ${JSON.stringify(mappings)},${whole}
      "paths": ${block(lines, "      ")}
    }`;
}

function block(lines: readonly string[], indent: string): string {
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
}
