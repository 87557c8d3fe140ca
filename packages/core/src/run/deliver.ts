import type { PurgeBatch } from "../client/purge-batch.ts";
import type { Quota } from "../client/quota.ts";
import type { PurgeReceipt } from "../client/receipts.ts";
import { createHttp } from "../net/create-http.ts";
import type { OriginSettings, VerifySettings } from "../options/settings.ts";
import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
import { mergeBatches } from "../plan/merge-batches.ts";
import { isExpressible, packBatches } from "../plan/pack-batches.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import { addWaiting, type Waiting } from "../plan/waiting.ts";
import { withhold } from "../plan/withhold.ts";
import { acceptedPaths } from "../report/outcome.ts";
import { askOrigin, type ProbeTools } from "../served/ask-origin.ts";
import { edgesThatNeedMarker } from "../served/origin-checks.ts";
import { verifyEdge } from "../served/verify-edge.ts";
import type { System } from "../system/system.ts";
import type { RunPorts } from "./report-run.ts";
import { type SendSettings, sendToEdge, type Sent } from "./send-to-edge.ts";

/** A plan that is owed, with whom to ask before and after it is sent. */
export interface Delivery {
  readonly plan: PurgePlan;
  readonly manifest: AssetManifest;
  /** Immutable names that may not be on the origin yet: one that is asked must serve them before anything is purged. */
  readonly newNames: readonly AssetPath[];
  readonly origin?: OriginSettings | undefined;
  readonly verify?: VerifySettings | undefined;
}

export interface Delivered extends Sent {
  /** What does not count as purged yet; one entry for each delivery, in their order. */
  readonly waiting: readonly Waiting[];
}

/**
 * What happens between owing purges and settling them: origins are asked, what they serve is purged, in the fewest requests for all
 * plans together, and edges are checked.
 */
export async function deliver(
  deliveries: readonly Delivery[],
  account: SendSettings,
  system: System,
  ports: Pick<RunPorts, "logger" | "warn">,
): Promise<Delivered> {
  const { clock, signal } = system;
  const tell = (text: string) => ports.logger.info(`  ${text}`);
  const ends = clock.now() + (account.budget ?? Infinity);
  const http = createHttp(system.env, ports.warn);
  const tools: ProbeTools = { http, clock, signal, deadline: ends, tell, warn: ports.warn };
  const timeLeft = () => Math.max(0, ends - clock.now());
  const within = <Limit extends { readonly timeout: number }>(limit: Limit): Limit => ({
    ...limit,
    timeout: Math.min(limit.timeout, timeLeft()),
  });

  const gated = await Promise.all(
    deliveries.map(async ({ plan, manifest, newNames, origin }) => ({
      plan,
      missing: origin
        ? await askOrigin({ edges: plan.edges, manifest, newNames }, within(origin), tools)
        : new Set<AssetPath>(),
    })),
  );
  const withheld = withhold(gated);
  const batches = mergeBatches(withheld, account.quota);
  const late = withheld.map(({ waiting }) => addWaiting(new Map(), waiting, "origin"));
  if (batches.length === 0) return { receipts: [], waiting: late };

  const send = (parts: readonly PurgeBatch[]) =>
    sendToEdge(parts, { ...account, ...limitsOf(deliveries, account, timeLeft()) }, system, ports);
  const sent = await send(batches);
  const receipts = [...sent.receipts];
  const repurge = async (urls: ReadonlyMap<number, readonly string[]>) => {
    const again = batchesOf(urls, account.quota);
    if (again.length > 0) receipts.push(...(await send(again)).receipts);
  };
  const check = async (delivery: Delivery, waiting: Waiting): Promise<Waiting> => {
    const { plan, verify } = delivery;
    if (!verify) return waiting;
    const question = { ...delivery, receipts: sent.receipts, waiting, repurge };
    const stale = await verifyEdge(question, within(verify), tools);
    return addWaiting(
      waiting,
      plan.edges.map(({ edgeId }) => [edgeId, stale]),
      "verify",
    );
  };
  const waiting = await Promise.all(
    deliveries.map(async (delivery, index) => {
      const checked = await check(delivery, late[index] ?? new Map());
      return keepMarker(delivery, sent.receipts, checked);
    }),
  );
  return { ...sent, receipts, waiting };
}

/** How long sending may take. Only what is completed can be checked, so a check waits for completion. */
function limitsOf(deliveries: readonly Delivery[], { waitTimeout }: SendSettings, timeLeft: number) {
  const timeouts = deliveries.flatMap(({ verify }) => verify?.timeout ?? []);
  const wait = waitTimeout ?? (timeouts.length > 0 ? Math.max(...timeouts) : undefined);
  return { ...(wait !== undefined && { waitTimeout: wait }), ...(Number.isFinite(timeLeft) && { budget: timeLeft }) };
}

/** A marker that is settled tells nothing any more, so it settles last. */
function keepMarker(
  { plan, manifest, origin }: Delivery,
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
