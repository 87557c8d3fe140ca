import { idDigits, type LongId } from "./long-id.ts";
import type { PurgeType } from "./purge-batch.ts";

/** One request of the API, not signed yet. */
export interface EdgeRequest {
  readonly method: "GET" | "POST";
  /** Path and query, byte for byte as they go out. */
  readonly requestTarget: string;
  /** JSON. */
  readonly body?: string;
}

/** What to purge, in one request. A `PurgeBatch` is one. */
export interface PurgeRequest {
  readonly edgeId: LongId;
  readonly type: PurgeType;
  /** As the edge knows them: paths from the host's root, percent-encoded. Empty for `ALL`. */
  readonly targets: readonly string[];
}

/** `POST /api/v1/purge` (doc). Each function here throws EdgeError with code `ID_INVALID` for an id that is none. */
export function purgeRequest({ edgeId, type, targets }: PurgeRequest): Required<EdgeRequest> {
  // Put together by hand: JSON.stringify has no way to write an integer past 2^53.
  const fields = [
    `"edgeId":${idDigits(edgeId, "edge id")}`,
    `"purgeType":${JSON.stringify(type)}`,
    ...(type === "ALL" ? [] : [`"purgeTarget":${JSON.stringify(targets)}`]),
  ];
  return { method: "POST", requestTarget: "/api/v1/purge", body: `{${fields.join(",")}}` };
}

/** `GET /api/v1/purge/{purgeRequestId}` (doc). */
export function viewPurgeRequest(purgeId: LongId): EdgeRequest {
  return { method: "GET", requestTarget: `/api/v1/purge/${idDigits(purgeId, "purge id")}` };
}

/** `GET /api/v1/profiles` (doc). */
export function profilesRequest(): EdgeRequest {
  return { method: "GET", requestTarget: "/api/v1/profiles" };
}

/** `GET /api/v1/profiles/{profileId}/cdn-edges` (doc). */
export function edgesRequest(profileId: LongId): EdgeRequest {
  return { method: "GET", requestTarget: `/api/v1/profiles/${idDigits(profileId, "profile id")}/cdn-edges` };
}

/** `GET /api/v1/cdn-edges/{edgeId}/status` (doc). */
export function edgeStatusRequest(edgeId: LongId): EdgeRequest {
  return { method: "GET", requestTarget: `/api/v1/cdn-edges/${idDigits(edgeId, "edge id")}/status` };
}
