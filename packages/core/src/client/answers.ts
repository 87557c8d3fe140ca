import { z } from "zod";
import type { ResultReader } from "./response.ts";

/** What the API says of a purge. Fields the API left out are absent. Ids are text: they can be past 2^53. */
export interface PurgeView {
  readonly purgeId: string;
  /** `READY`, `RUNNING`, `SUCCESS` or `FAILURE` (doc); whatever else the API may say comes as it is. */
  readonly status: string;
  /** `URL`, `DIRECTORY`, `PATTERN` or `ALL`. */
  readonly purgeType?: string | undefined;
  /** As the API writes it, such as `2022-11-24T07:54:13Z`. */
  readonly requestDateTime?: string | undefined;
  readonly serviceDomain?: string | undefined;
  readonly targetDirectory?: string | undefined;
  readonly targetFileList?: readonly string[] | undefined;
  readonly instanceNo?: string | undefined;
  readonly clientIp?: string | undefined;
  /** `ACCOUNT` or `SUBACCOUNT`. */
  readonly workerType?: string | undefined;
}

/** A group of edges. */
export interface EdgeProfile {
  readonly id: string;
  readonly profileName?: string | undefined;
  readonly customerId?: string | undefined;
}

/** An edge as the API lists it. */
export interface EdgeSummary {
  /** The edge id, as text. */
  readonly id: string;
  readonly profileId?: string | undefined;
  readonly edgeName?: string | undefined;
  /** `PUBLISHING`, `RUNNING`, `STOPPING`, `STOPPED`, `ACTIVATING`, `DELETING` or `DELETED` (doc). */
  readonly statusType?: string | undefined;
  /** `KOREA`, `JAPAN` or `GLOBAL` (doc). */
  readonly serviceRegionType?: string | undefined;
  readonly originalCopyDomain?: string | undefined;
  readonly domainName?: string | undefined;
  readonly registrationDate?: string | undefined;
  readonly modifyDate?: string | undefined;
}

const id = z.union([z.string().regex(/^\d+$/), z.int().nonnegative()]).transform(String);
// What we only pass on must not make an answer unreadable.
const text = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);

/** The ids of the purge requests. The purge is accepted already, so a list we cannot read is empty and no failure. */
export const purgeIds: ResultReader<readonly string[]> = {
  schema: z.union([z.array(id), id.transform((single) => [single])]).catch([]),
};

export const purgeView: ResultReader<PurgeView> = {
  unwrapped: true,
  schema: z.object({
    purgeId: id,
    status: z.string(),
    purgeType: text,
    requestDateTime: text,
    serviceDomain: text,
    targetDirectory: text,
    targetFileList: z.array(z.string()).optional().catch(undefined),
    instanceNo: text,
    clientIp: text,
    workerType: text,
  }),
};

export const profileList: ResultReader<readonly EdgeProfile[]> = {
  schema: z.array(z.object({ id, profileName: text, customerId: text })),
};

export const edgeList: ResultReader<readonly EdgeSummary[]> = {
  schema: z.array(
    z.object({
      id,
      profileId: text,
      edgeName: text,
      statusType: text,
      serviceRegionType: text,
      originalCopyDomain: text,
      domainName: text,
      registrationDate: text,
      modifyDate: text,
    }),
  ),
};

export const edgeStatus: ResultReader<string> = { schema: z.string() };
