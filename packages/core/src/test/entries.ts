import { createHash } from "node:crypto";
import type { GoneEntry, SettledEntry, UnsettledEntry } from "../baseline/baseline.ts";
import type { AssetManifest, ManifestEntry } from "../output/manifest.ts";

/** The digest of a short text. */
export function digestOf(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A settled entry at the digest of a short text. */
export function settled(
  content: string,
  rest: Partial<Pick<SettledEntry, "immutable" | "targets">> = {},
): SettledEntry {
  return { state: "settled", digest: digestOf(content), size: content.length, immutable: false, ...rest };
}

export function unsettled(
  mark: string,
  rest: Partial<Pick<UnsettledEntry, "removed" | "targets">> = {},
): UnsettledEntry {
  return { state: "unsettled", mark, ...rest };
}

export function gone(content: string, since = "2026-01-01T00:00:00.000Z"): GoneEntry {
  return { state: "gone", digest: digestOf(content), since };
}

/** A manifest of short texts. */
export function manifestOf(
  contents: Readonly<Record<string, string>>,
  isImmutable: (assetPath: string) => boolean = () => false,
): AssetManifest {
  return new Map(
    Object.entries(contents).map(([assetPath, content]): [string, ManifestEntry] => [
      assetPath,
      { digest: digestOf(content), size: content.length, immutable: isImmutable(assetPath) },
    ]),
  );
}
