import type { ApiRequest } from "./api-request.ts";
import type { Emulator } from "./emulator.ts";
import type { EmulatorCredentials } from "./options.ts";
import type { Purge } from "./purges.ts";

/**
 * What to say once the emulator runs: where it listens, and what to put into the environment of a build.
 *
 * @param given The user's own credentials; their secret key is not printed.
 */
export function startLines(
  emulator: Emulator,
  edgeIds: readonly number[],
  credentials: EmulatorCredentials,
  given: boolean,
): string[] {
  return [
    "Global Edge emulator, reachable from this machine only.",
    `API         ${emulator.apiUrl}`,
    ...edgeIds.map((edgeId) => `edge ${edgeId}  ${emulator.edgeUrl(edgeId)}`),
    "",
    "Environment for a build that should purge here:",
    `export GLOBAL_EDGE_PURGE_ENDPOINT=${emulator.apiUrl}`,
    `export GLOBAL_EDGE_PURGE_EDGE_ID=${edgeIds.join(",")}`,
    `export NCLOUD_ACCESS_KEY_ID=${credentials.accessKey}`,
    given ? "export NCLOUD_SECRET_ACCESS_KEY=<yours>" : `export NCLOUD_SECRET_ACCESS_KEY=${credentials.secretKey}`,
    "",
  ];
}

/** One API request, such as `07:54:13 POST /api/v1/purge: 200 0000`. Times are UTC. */
export function requestLine({ time, method, requestTarget, status, code, refusal }: ApiRequest): string {
  const answer = status === undefined ? "no answer" : [status, code].join(" ").trim();
  const reason = refusal === undefined ? "" : `, ${refusal}`;
  return `${timeOfDay(time)} ${method} ${requestTarget}: ${answer}${reason}`;
}

/** One accepted purge, such as `07:54:13 purge 3720001: edge 11197, URL, 2 targets`. Times are UTC. */
export function purgeLine({ acceptedAt, id, edgeId, purgeType, purgeTarget }: Purge): string {
  const [first] = purgeTarget;
  const targets = purgeTarget.length > 1 ? `, ${purgeTarget.length} targets` : first === undefined ? "" : ` ${first}`;
  return `${timeOfDay(acceptedAt)} purge ${id}: edge ${edgeId}, ${purgeType}${targets}`;
}

function timeOfDay(time: number): string {
  return new Date(time).toISOString().slice(11, 19);
}
