import type { BaselineStore } from "../../options/baseline-store.ts";
import type { S3Credentials } from "../../options/s3-credentials.ts";
import type { S3Location } from "../../options/s3-location.ts";
import { openS3Bucket, type S3Condition, unconditional } from "./s3-object.ts";
import type { S3Ports } from "./s3-send.ts";

const nothing = new Uint8Array();
/** Conditions that cannot hold once there is an object: an ETag that none has, and that there is none. */
const impossible = {
  "if-match": { "if-match": `"${"0".repeat(32)}"` },
  "if-none-match": { "if-none-match": "*" },
} as const;

/**
 * A baseline in Object Storage, replaced only under a condition on its ETag, so that two machines never overwrite each
 * other.
 *
 * That the service honours conditions is not taken on trust, since some ignore headers that they do not know (NAVER's
 * documentation does not list them for uploads): the first write is sent a second time, under each kind of condition
 * that it depends on and that cannot hold, so that it must be refused. Otherwise every write throws BaselineError
 * `BASELINE_UNCONDITIONAL`.
 */
export function createS3Store(location: S3Location, credentials: S3Credentials, ports: S3Ports): BaselineStore {
  const { key } = location;
  const bucket = openS3Bucket(location, credentials, ports);
  const honoured = new Set<keyof typeof impossible>();
  /**
   * The version of an object without bytes, which counts as none: it holds the place of a document that was set aside.
   */
  let emptyVersion: string | undefined;

  const prove = async (bytes: Uint8Array, kind: keyof typeof impossible): Promise<void> => {
    if (honoured.has(kind)) return;
    if ((await bucket.put(key, bytes, impossible[kind])).written) throw unconditional(location);
    honoured.add(kind);
  };

  const replace = async (bytes: Uint8Array, expected: string | undefined): Promise<boolean> => {
    const condition: S3Condition = expected === undefined ? { "if-none-match": "*" } : { "if-match": expected };
    const write = await bucket.put(key, bytes, condition);
    if (write.written) {
      if (expected === undefined) await prove(bytes, "if-none-match");
      // Also for a new object, whose next write will need it.
      await prove(bytes, "if-match");
    }
    // To a repeated request its own first attempt, whose answer was lost, looks like another writer.
    else if (!write.repeated || !(await holds(bytes))) return false;
    return true;
  };

  const holds = async (bytes: Uint8Array) => Buffer.from(bytes).equals((await bucket.get(key))?.bytes ?? nothing);

  return {
    location: location.text,
    async read() {
      const stored = await bucket.get(key);
      emptyVersion = stored?.bytes.length === 0 ? stored.version : undefined;
      if (!stored || emptyVersion !== undefined) return undefined;
      const { bytes, version, savedAt } = stored;
      return { text: new TextDecoder().decode(bytes), version, ...(!Number.isNaN(savedAt) && { savedAt }) };
    },
    write: (text, expected) => replace(new TextEncoder().encode(text), expected ?? emptyVersion),
    async setAside(expected) {
      const stored = await bucket.get(key);
      if (stored?.version !== expected) return undefined;
      const suffix = `.unusable-${new Date(ports.clock.now()).toISOString().replaceAll(":", "-")}`;
      await bucket.put(key + suffix, stored.bytes);
      // Not deleted: services honour conditions on writes more often than on deletes.
      return (await replace(nothing, expected)) ? location.text.replace(/(?=\?|$)/u, suffix) : undefined;
    },
  };
}
