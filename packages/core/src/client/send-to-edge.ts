import type { Logger, Warning } from "../system/logger.ts";
import type { Progress } from "../system/progress.ts";
import type { System } from "../system/system.ts";
import type { EdgeWait } from "./limits.ts";
import type { PurgeBatch } from "./purge-batch.ts";
import type { EdgeClientOptions } from "./client-options.ts";
import type { Quota } from "./quota.ts";
import type { PurgeReceipt } from "./receipts.ts";

/** What became of batches. */
export interface SentBatches {
  readonly receipts: readonly PurgeReceipt[];
  /** Milliseconds by which this machine's clock is ahead of the API's, where that mattered. */
  readonly clockSkewMs?: number;
}

/** Whose requests these are, and within which limits they go out. */
export interface SendSettings extends Omit<EdgeClientOptions, "quota" | "transport" | keyof System> {
  readonly quota: Quota;
  /** Milliseconds in which all purges are to be complete; without it nobody waits for that. */
  readonly waitTimeout?: number;
}

/** How people are told. */
export interface SendPorts {
  readonly logger: Logger;
  readonly warn: (warning: Warning) => void;
  readonly progress: Progress;
  readonly words: {
    readonly wait: (wait: EdgeWait) => string;
    readonly request: (number: number, total: number) => string;
  };
}

/** Sends batches to the real API. What carries requests is loaded here, by those who send something only. */
export async function sendToEdge(
  batches: readonly PurgeBatch[],
  settings: SendSettings,
  system: System,
  { logger, warn, progress, words }: SendPorts,
): Promise<SentBatches> {
  const { createEdgeClient } = await import("./client.ts");
  const { sendBatches } = await import("./send-batches.ts");
  let under = "";
  const onBatch = (number: number, total: number) => {
    under = `  ${words.request(number, total)}`;
    if (total > 1) progress.tell(under);
  };
  const client = createEdgeClient({
    ...settings,
    ...system,
    onWait(wait) {
      // The quota makes a long purge wait each minute: at a terminal, that is one line.
      if (wait.reason === "quota" && progress.isRewritten) progress.tell(`${under}; ${words.wait(wait)}`);
      else logger.info(`  ${words.wait(wait)}`);
    },
    onWarning: warn,
  });
  try {
    const receipts = await sendBatches(batches, client, { ...settings, onBatch });
    if (client.clockSkew === undefined) return { receipts };
    warn(clockOff(client.clockSkew));
    return { receipts, clockSkewMs: client.clockSkew };
  } finally {
    await client.close();
  }
}

/** @param skew milliseconds by which this machine's clock is ahead of the API's */
function clockOff(skew: number): Warning {
  const minutes = `${(Math.abs(skew) / 60_000).toFixed(1)} minutes ${skew > 0 ? "ahead of" : "behind"}`;
  const message =
    `This machine's clock is ${minutes} the API's. Requests were signed with the API's time; set the ` + "clock.";
  return { code: "CLOCK_OFF", message };
}
