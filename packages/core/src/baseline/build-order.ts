import { createHash } from "node:crypto";
import type { AssetManifest } from "../output/manifest.ts";

/** A build that a baseline has met: it was planned, and maybe recorded as what the edges serve. */
export interface KnownBuild {
  /** Says of two builds whether they wrote the same bytes under the same names: sixteen hexadecimal digits. */
  readonly id: string;
  /** It was recorded: by a run, by somebody's word, or because its plan was sent. */
  readonly live?: true;
}

/** More plans than this do not wait at once; an older one counts as one of a build that was never live. */
const mostKnown = 50;

/** The id of a build, by its content. */
export function buildId(manifest: AssetManifest): string {
  const digest = createHash("sha256");
  for (const assetPath of [...manifest.keys()].toSorted()) {
    digest.update(`${assetPath}\0${manifest.get(assetPath)?.digest}\n`);
  }
  return digest.digest("hex").slice(0, 16);
}

/** The builds that a baseline has met, with the one at their end that was made last: planned, or recorded at once. */
export function addBuild(builds: readonly KnownBuild[], { id, live }: KnownBuild): readonly KnownBuild[] {
  const wasLive = live ?? builds.find((known) => known.id === id)?.live;
  const latest = { id, ...(wasLive && { live: wasLive }) };
  return [...builds.filter((known) => known.id !== id), latest].slice(-mostKnown);
}

/**
 * The same builds, with one recorded whose plan was sent: it stays in its place, since others may have been made after
 * it.
 */
export function recordSent(builds: readonly KnownBuild[], id: string): readonly KnownBuild[] {
  const isKnown = builds.some((known) => known.id === id);
  if (!isKnown) return addBuild(builds, { id, live: true });
  return builds.map((known) => (known.id === id ? { id, live: true } : known));
}

/**
 * Whether a build that was made after this one was recorded, and this one never was: then nobody can tell which of the
 * two the origin has. Plans that are sent in the order in which they were written are not overtaken, nor is a build
 * that was live before.
 */
export function isOvertaken(builds: readonly KnownBuild[], id: string): boolean {
  const place = builds.findIndex((known) => known.id === id);
  return builds[place]?.live !== true && builds.slice(place + 1).some(({ live }) => live === true);
}
