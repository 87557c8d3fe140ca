import { gatewayError, jsonAnswer, serviceError, success, type Answer } from "./answer.ts";
import type { Edge, Settings } from "./options.ts";
import type { Purge, Purges } from "./purges.ts";
import type { ReceivedBody } from "./read-body.ts";
import type { Route } from "./route.ts";
import { checkPurge } from "./validate-purge.ts";

/** One authenticated request within the quota. */
export interface RoutedRequest {
  readonly route: Route | undefined;
  readonly contentType: string | undefined;
  readonly body: ReceivedBody;
  readonly clientIp: string;
  /** The purge it asks for will end in FAILURE. */
  readonly failPurge: boolean;
}

/** What the service answers, and why if it is a refusal. */
export interface Outcome {
  readonly answer: Answer;
  readonly refusal?: string;
  /** The purge that was accepted. */
  readonly purge?: Purge;
}

export interface Service {
  readonly settings: Settings;
  readonly purges: Purges;
  /** Host and port of an edge, its "domain". */
  readonly edgeDomain: (edgeId: number) => string;
}

export function answerRoute(request: RoutedRequest, service: Service): Outcome {
  const { route, body } = request;
  const { edges, quota } = service.settings;
  if (body.tooLarge) {
    return { answer: gatewayError(413, "430"), refusal: `the body is larger than ${quota.bodyBytes} bytes` };
  }
  if (!route) return { answer: gatewayError(404, "300"), refusal: "no documented endpoint" };
  switch (route.endpoint) {
    case "request-purge":
      return requestPurge(request, service);
    case "view-purge":
      return viewPurge(route.id, request.clientIp, service);
    case "profiles":
      return { answer: success(JSON.stringify(profiles(edges))) };
    case "edges": {
      const listed = edges.filter((edge) => String(edge.profileId) === route.id);
      if (listed.length === 0) return notPermitted(`profile ${route.id} does not exist`);
      return { answer: success(JSON.stringify(listed.map((edge) => edgeItem(edge, service)))) };
    }
    case "edge-status": {
      const edge = edges.find((candidate) => String(candidate.edgeId) === route.id);
      return edge ? { answer: success(JSON.stringify(edge.statusType)) } : notPermitted(noSuchEdge(route.id));
    }
  }
}

function requestPurge(request: RoutedRequest, { settings, purges }: Service): Outcome {
  const checked = checkPurge(request.contentType, request.body.bytes, settings.quota);
  if ("mistake" in checked) {
    return { answer: serviceError(400, "0040", `Invalid request: ${checked.mistake}.`), refusal: checked.mistake };
  }
  const { edgeId } = checked.request;
  const edge = settings.edges.find((candidate) => candidate.edgeId === edgeId);
  if (!edge) return notPermitted(noSuchEdge(edgeId));
  if (edge.statusType !== "RUNNING") return notPermitted(`edge ${edgeId} is ${edge.statusType}, not RUNNING`);
  if (purges.inProgress(edgeId) >= settings.quota.inProgress) {
    const refusal = `${settings.quota.inProgress} purges of edge ${edgeId} are still in progress`;
    return { answer: gatewayError(429, "410"), refusal };
  }
  const purge = purges.accept(checked.request, request.failPurge);
  return { answer: success(`[${purge.id}]`), purge };
}

function viewPurge(id: string, clientIp: string, { settings, purges, edgeDomain }: Service): Outcome {
  const purge = purges.find(BigInt(id));
  if (!purge) return notPermitted(`purge ${id} does not exist`);
  const isDirectory = purge.purgeType === "DIRECTORY";
  const rest = JSON.stringify({
    clientIp,
    instanceNo: purge.edgeId,
    requestDateTime: dateTime(purge.acceptedAt),
    serviceDomain: edgeDomain(purge.edgeId),
    status: purge.status,
    targetDirectory: isDirectory ? purge.purgeTarget.join(",") : "",
    targetFileList: isDirectory ? [] : purge.purgeTarget,
    purgeType: purge.purgeType,
    workerType: "SUBACCOUNT",
  });
  // Written by hand: JSON.stringify has no way to write a bigint's digits as a number.
  const view = `{"purgeId":${purge.id},${rest.slice(1)}`;
  return { answer: settings.purgeView === "wrapped" ? success(view) : jsonAnswer(view) };
}

function profiles(edges: readonly Edge[]): unknown[] {
  const ids = [...new Set(edges.map((edge) => edge.profileId))];
  return ids.map((id) => ({ id, customerId: "emulator", profileName: `profile-${id}` }));
}

function edgeItem(edge: Edge, { edgeDomain }: Service): unknown {
  return {
    id: edge.edgeId,
    profileId: edge.profileId,
    edgeName: edge.edgeName,
    statusType: edge.statusType,
    serviceRegionType: edge.serviceRegionType,
    originalCopyDomain: "origin.emulator.invalid",
    registrationDate: "2024-01-01T00:00:00Z",
    modifyDate: "2024-01-01T00:00:00Z",
    domainName: edgeDomain(edge.edgeId),
  };
}

/** Nothing is documented for what does not exist; 0032 is what the service most likely says (a guess). */
function notPermitted(refusal: string): Outcome {
  return { answer: serviceError(403, "0032"), refusal };
}

function noSuchEdge(edgeId: number | string): string {
  return `edge ${edgeId} does not exist`;
}

/** ISO 8601 without milliseconds, as the documentation's examples show it. */
function dateTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
