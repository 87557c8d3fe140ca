import type { EdgeClient, EdgeProfile, EdgeSummary } from "@global-edge-purge/core/client";
import { formatTable } from "./format-table.ts";

/** A profile of the account, with its edges. */
export interface ProfileWithEdges extends EdgeProfile {
  readonly edges: readonly EdgeSummary[];
}

/** The edges of the account, which is where edge ids come from. */
export async function accountEdges(
  client: Pick<EdgeClient, "profiles" | "edges">,
): Promise<readonly ProfileWithEdges[]> {
  const profiles = [];
  for (const profile of await client.profiles()) profiles.push({ ...profile, edges: await client.edges(profile.id) });
  return profiles;
}

/** Edges as a table. */
export function tableOfEdges(profiles: readonly ProfileWithEdges[]): string {
  return formatTable(
    ["edge id", "status", "region", "name", "domain", "profile"],
    profiles.flatMap(({ id, profileName = id, edges }) =>
      edges.map(({ id: edgeId, statusType = "", serviceRegionType = "", edgeName = "", domainName = "" }) => [
        edgeId,
        statusType,
        serviceRegionType,
        edgeName,
        domainName,
        profileName,
      ]),
    ),
  );
}
