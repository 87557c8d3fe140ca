import { createHash } from "node:crypto";

/** The API's word for how a target is read. `ALL` has no target of its own. */
export type PurgeType = (typeof purgeTypes)[number];
export const purgeTypes = ["URL", "DIRECTORY", "PATTERN", "ALL"] as const;

/** What goes out in one request. */
export interface PurgeBatch {
  /** The same for the same edge, type and targets: twelve hexadecimal digits. */
  readonly id: string;
  readonly edgeId: number;
  readonly type: PurgeType;
  /** In sending order; empty for `ALL`. */
  readonly targets: readonly string[];
}

/** A batch with the id that its content gives it. */
export function createBatch(edgeId: number, type: PurgeType, targets: readonly string[]): PurgeBatch {
  const content = JSON.stringify([edgeId, type, targets]);
  return { id: createHash("sha256").update(content).digest("hex").slice(0, 12), edgeId, type, targets };
}
