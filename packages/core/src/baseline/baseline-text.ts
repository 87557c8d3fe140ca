import { z } from "zod";
import { messageOf } from "../system/errors.ts";
import { isEntry } from "./baseline-entry.ts";
import type { Baseline, BaselineEntry, EdgeSection } from "./baseline.ts";

/** The version of the document below. Another one is a missing baseline, never a guess. */
const version = 1;
const kind = "global-edge-purge baseline";

const about =
  "What each Global Edge is known to serve, path by path: settled (it agrees with this digest), " +
  "unsettled (a purge is still owed), " +
  "gone (removed without a purge). Written by global-edge-purge; everything that deploys this site must share one.";

const mappingSchema = z.object({
  base: z.object({ assets: z.string(), pages: z.union([z.string(), z.literal(false)]) }),
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
});

export type ParsedBaseline = { readonly baseline: Baseline } | { readonly unusable: string };

/** Reads a baseline document. What it cannot vouch for is `unusable`, with the reason in words; it never throws. */
export function parseBaseline(text: string): ParsedBaseline {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { unusable: `it is not JSON (${messageOf(error)})` };
  }
  const head = headSchema.safeParse(json);
  if (!head.success) {
    const found = z.object({ kind: z.unknown(), version: z.unknown() }).partial().safeParse(json);
    if (found.success && found.data.kind !== kind) {
      return { unusable: `it is of another kind (${JSON.stringify(found.data.kind)})` };
    }
    if (found.success && found.data.version !== version) {
      return { unusable: `its version is ${JSON.stringify(found.data.version)}, and this tool reads ${version}` };
    }
    return { unusable: z.prettifyError(head.error).replaceAll("\n", " ") };
  }
  const edges = new Map<number, EdgeSection>();
  for (const [edgeId, { paths, ...section }] of Object.entries(head.data.edges)) {
    if (typeof paths !== "object" || paths === null || Array.isArray(paths))
      return { unusable: `edge ${edgeId} has no paths` };
    const entries = new Map<string, BaselineEntry>();
    // One at a time, and not as a record: a file may be called __proto__.
    for (const [assetPath, value] of Object.entries(paths)) {
      if (!isEntry(value)) return { unusable: `the entry of ${assetPath} at edge ${edgeId} is not one we write` };
      entries.set(assetPath, value);
    }
    edges.set(Number(edgeId), { ...section, paths: entries });
  }
  const { outputDirectory, builds } = head.data;
  return { baseline: { outputDirectory, ...(builds && { builds }), edges } };
}

/** The document of a baseline: the same text for the same content, a line for each path. */
export function formatBaseline(baseline: Baseline): string {
  const sections = [...baseline.edges]
    .toSorted(([a], [b]) => a - b)
    .map(([edgeId, section]) => `    "${edgeId}": ${formatSection(section)}`);
  const builds = baseline.builds ? `\n  "builds": ${JSON.stringify(baseline.builds)},` : "";
  return `{
  "kind": ${JSON.stringify(kind)},
  "version": ${version},
  "about": ${JSON.stringify(about)},
  "outputDirectory": ${JSON.stringify(baseline.outputDirectory)},${builds}
  "edges": ${block(sections, "  ")}
}
`;
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
