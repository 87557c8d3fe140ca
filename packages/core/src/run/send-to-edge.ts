import { describeWait } from "../client/limits.ts";
import type { PurgeBatch } from "../client/purge-batch.ts";
import type { PurgeReceipt } from "../client/receipts.ts";
import type { Credentials } from "../client/sign.ts";
import { CredentialsError } from "../options/credentials-error.ts";
import type { Settings } from "../options/settings.ts";
import type { Logger, Warning } from "../system/logger.ts";
import type { System } from "../system/system.ts";

export interface Sent {
  readonly receipts: readonly PurgeReceipt[];
  /** Milliseconds by which this machine's clock is ahead of the API's, where that mattered. */
  readonly clockSkewMs?: number;
}

/** What sending needs of the settings. */
export type SendSettings = Pick<Settings, "endpoint" | "quota" | "retry" | "budget" | "waitTimeout"> & {
  readonly credentials: Credentials;
};

/** Sends batches to the real API. What carries requests is loaded here, by those who send something only. */
export async function sendToEdge(
  batches: readonly PurgeBatch[],
  settings: SendSettings,
  system: System,
  { logger, warn }: { readonly logger: Logger; readonly warn: (warning: Warning) => void },
): Promise<Sent> {
  const { createEdgeClient } = await import("../client/client.ts");
  const { sendBatches } = await import("../client/send-batches.ts");
  const { endpoint, credentials, quota, retry, budget, waitTimeout } = settings;
  const client = createEdgeClient({
    endpoint,
    credentials,
    quota,
    retry,
    clock: system.clock,
    random: system.random,
    env: system.env,
    budget,
    signal: system.signal,
    onWait: (wait) => logger.info(`  ${describeWait(wait)}`),
    onWarning: warn,
  });
  try {
    const receipts = await sendBatches(batches, client, { waitTimeout });
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
  const message = `This machine's clock is ${minutes} the API's. Requests were signed with the API's time; set the clock.`;
  return { code: "CLOCK_OFF", message };
}

/** @throws CredentialsError `CREDENTIALS_MISSING` */
export function requireCredentials(settings: Pick<Settings, keyof SendSettings>): SendSettings {
  const { credentials } = settings;
  if (credentials) return { ...settings, credentials };
  throw new CredentialsError("CREDENTIALS_MISSING", "There are no credentials to sign requests with.", {
    next: "Set NCLOUD_ACCESS_KEY_ID and NCLOUD_SECRET_ACCESS_KEY.",
  });
}
