import type { IncomingMessage, ServerResponse } from "node:http";
import { gatewayError } from "./answer.ts";
import { answerRoute, type Outcome, type Service } from "./answer-route.ts";
import { headersWithoutSecrets, readableBody, type ApiRequest } from "./api-request.ts";
import type { FaultQueue } from "./faults.ts";
import { countInWindow } from "./quota-window.ts";
import { readBody } from "./read-body.ts";
import { respond } from "./respond.ts";
import { findRoute } from "./route.ts";
import { authenticationMistake } from "./signature.ts";

export interface ApiContext extends Service {
  readonly faults: FaultQueue;
  /** Each request is added when it arrives and replaced when it is over. */
  readonly requests: ApiRequest[];
  /** Called after a purge was accepted. */
  purgeAccepted(): void;
}

/**
 * One API request from arrival to answer: authenticate, count, process, answer. Whatever is decided by the order of
 * arrival (time, quota, faults) is decided before the first await.
 */
export async function handleApiRequest(
  context: ApiContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { settings, requests } = context;
  const { clock, credentials, quota } = settings;
  const { method = "", url: requestTarget = "", headers } = request;
  const time = clock.now();
  const route = findRoute(method, requestTarget);
  const fault = context.faults.take(route?.endpoint);
  const mistake = authenticationMistake(method, requestTarget, headers, credentials, time);
  const counted = mistake === undefined;
  const index = requests.length;
  const seen = { time, method, requestTarget, headers: headersWithoutSecrets(headers), body: undefined, counted };
  requests.push(seen);
  const sent = countInWindow(
    requests.filter((earlier) => earlier.counted).map((earlier) => earlier.time),
    time,
    quota.window,
  );

  const body = await readBody(request, quota.bodyBytes);
  const finish = (outcome: Partial<Outcome>): void => {
    const { answer, refusal } = outcome;
    requests[index] = {
      ...seen,
      body: readableBody(body.bytes),
      ...(answer && { status: answer.status, ...(answer.code !== undefined && { code: answer.code }) }),
      ...(refusal !== undefined && { refusal }),
    };
    settings.onRequest?.(requests[index]);
  };
  const drop = (): void => {
    finish({});
    request.socket.destroy();
  };

  if (fault.drop === "before-processing") return drop();
  if (fault.stall === "before-processing") return finish({});
  const outcome = decide();
  if (outcome.purge) {
    context.purgeAccepted();
    settings.onPurge?.(outcome.purge);
  }
  if (fault.truncate !== "reset") await fault.until?.();
  if (fault.drop === "after-processing") return drop();
  if (fault.stall === "after-processing") return finish({});
  finish(outcome);
  respond(response, outcome.answer, fault, clock.now());

  function decide(): Outcome {
    if (fault.answer) return { answer: fault.answer };
    if (mistake !== undefined) return { answer: gatewayError(401, "200"), refusal: mistake };
    if (sent > quota.requestsPerMinute) {
      const refusal = `${sent} requests in ${quota.window} ms; ${quota.requestsPerMinute} are allowed`;
      return { answer: gatewayError(429, "420"), refusal };
    }
    const failPurge = fault.failPurge === true;
    const clientIp = request.socket.remoteAddress ?? "";
    return answerRoute({ route, contentType: headers["content-type"], body, clientIp, failPurge }, context);
  }
}
