import type { PurgeBatch } from "../client/purge-batch.ts";
import type { Quota } from "../client/quota.ts";
import type { PurgeReceipt } from "../client/receipts.ts";
import { createHttp } from "../net/create-http.ts";
import { mergeBatches } from "../plan/merge-batches.ts";
import { isExpressible, packBatches } from "../plan/pack-batches.ts";
import { addWaiting, type Waiting } from "../plan/waiting.ts";
import { type GatedPlan, urlsOfMissing, withhold } from "../plan/withhold.ts";
import { acceptedPaths } from "../report/outcome.ts";
import { askOrigin, type ProbeTools } from "../served/ask-origin.ts";
import { edgesThatNeedMarker } from "../served/origin-checks.ts";
import { verifyEdge } from "../served/verify-edge.ts";
import type { System } from "../system/system.ts";
import type { DeliveredPlan, OwedPlan } from "./plan-stages.ts";
import type { RunPorts } from "./reports/report-run.ts";
import { type SendSettings, sendToEdge, type SentBatches } from "../client/send-to-edge.ts";

/** What plans that were owed came to at the edges. */
export interface Delivery extends SentBatches {
  /** In the order given, each with the receipts of all, and with what of it does not count as purged yet. */
  readonly plans: readonly DeliveredPlan[];
}

/**
 * What happens between owing purges and settling them: origins are asked, what they serve is purged, in the fewest
 * requests for all plans together, and edges are checked.
 */
export async function deliver(
  owed: readonly OwedPlan[],
  account: SendSettings,
  system: System,
  ports: Pick<RunPorts, "logger" | "warn" | "progress" | "words">,
): Promise<Delivery> {
  const { clock, signal } = system;
  const tell = (text: string) => ports.logger.info(`  ${text}`);
  const ends = clock.now() + (account.budget ?? Infinity);
  const http = createHttp(system.env, ports.warn);
  const tools: ProbeTools = { http, clock, signal, deadline: ends, tell, ...ports };
  const timeLeft = () => Math.max(0, ends - clock.now());
  const within = <Limit extends { readonly timeout: number }>(limit: Limit): Limit => ({
    ...limit,
    timeout: Math.min(limit.timeout, timeLeft()),
  });

  const gated = await Promise.all(
    owed.map(async (each): Promise<GatedPlan & OwedPlan> => {
      const { plan, manifest, newNamesOf, origin } = each;
      if (!origin || plan.batches.length === 0) return { ...each, missing: new Set() };
      const question = { edges: plan.edges, manifest, newNames: newNamesOf(plan) };
      return { ...each, missing: await askOrigin(question, within(origin), tools) };
    }),
  );
  const missingUrls = urlsOfMissing(gated);
  const held = gated.map((each) => {
    const { edges, waiting } = withhold(each, missingUrls);
    return { ...each, sendable: { edges }, waiting: addWaiting(new Map(), waiting, "origin") };
  });
  const batches = mergeBatches(
    held.map(({ sendable }) => sendable),
    account.quota,
  );
  if (batches.length === 0) return { plans: held.map((each) => ({ ...each, receipts: [] })), receipts: [] };

  const send = (parts: readonly PurgeBatch[]) =>
    sendToEdge(parts, { ...account, ...limitsOf(owed, account, timeLeft()) }, system, ports);
  const sent = await send(batches);
  const receipts = [...sent.receipts];
  const repurge = async (urls: ReadonlyMap<number, readonly string[]>) => {
    const again = batchesOf(urls, account.quota);
    if (again.length > 0) receipts.push(...(await send(again)).receipts);
  };
  const check = async (each: (typeof held)[number]): Promise<Waiting> => {
    const { plan, manifest, verify, waiting } = each;
    if (!verify) return waiting;
    const question = { plan, manifest, receipts: sent.receipts, waiting, repurge };
    const stale = await verifyEdge(question, within(verify), tools);
    return addWaiting(
      waiting,
      plan.edges.map(({ edgeId }) => [edgeId, stale]),
      "verify",
    );
  };
  const plans = await Promise.all(
    held.map(async (each) => ({ ...each, waiting: keepMarker(each, sent.receipts, await check(each)) })),
  );
  return { ...sent, receipts, plans: plans.map((each) => ({ ...each, receipts })) };
}

/** How long sending may take. Only what is completed can be checked, so a check waits for completion. */
function limitsOf(plans: readonly OwedPlan[], { waitTimeout }: SendSettings, timeLeft: number) {
  const timeouts = plans.flatMap(({ verify }) => verify?.timeout ?? []);
  const wait = waitTimeout ?? (timeouts.length > 0 ? Math.max(...timeouts) : undefined);
  return { ...(wait !== undefined && { waitTimeout: wait }), ...(Number.isFinite(timeLeft) && { budget: timeLeft }) };
}

/** A marker that is settled tells nothing any more, so it settles last. */
function keepMarker(
  { plan, manifest, origin }: OwedPlan,
  receipts: readonly PurgeReceipt[],
  waiting: Waiting,
): Waiting {
  const marker = origin?.marker;
  if (marker === undefined) return waiting;
  const accepted = new Map(plan.edges.map((edge) => [edge, acceptedPaths(edge, receipts, waiting)]));
  const edgeIds = edgesThatNeedMarker(
    plan.edges,
    manifest,
    (edge, assetPath) => accepted.get(edge)?.(assetPath) === true,
  );
  return addWaiting(
    waiting,
    edgeIds.map((edgeId) => [edgeId, [marker]]),
    "accept",
  );
}

function batchesOf(urls: ReadonlyMap<number, readonly string[]>, quota: Quota): readonly PurgeBatch[] {
  return [...urls].flatMap(([edgeId, targets]) =>
    packBatches(
      edgeId,
      "URL",
      targets.filter((url) => isExpressible(url, quota)),
      quota,
    ),
  );
}
