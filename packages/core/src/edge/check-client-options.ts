import type { Credentials, Quota, Retry } from "../options/settings.ts";
import { defaultQuota, defaultRetry, endpoints } from "../quota.ts";
import { Secret } from "../secret.ts";
import type { EdgeClientOptions } from "./client-options.ts";
import { inputError } from "./edge-error.ts";
import { endpointOrigin } from "./endpoint.ts";

/** The options that decide what is sent, complete and checked. */
export interface CheckedOptions {
  readonly credentials: Credentials;
  readonly endpoint: string;
  readonly quota: Quota;
  readonly retry: Retry;
  readonly window: number;
}

/** @throws EdgeError with code `CREDENTIALS_INVALID`, `ENDPOINT_INVALID`, `ENDPOINT_INSECURE` or `LIMIT_INVALID` */
export function checkClientOptions(options: EdgeClientOptions): CheckedOptions {
  const { quotaWindow: window = 60_000, budget } = options;
  const quota = { ...defaultQuota, ...options.quota };
  const retry = { ...defaultRetry, ...options.retry };
  for (const [name, value] of Object.entries(quota)) checkWhole(`quota.${name}`, value, 1);
  checkWhole("retry.attempts", retry.attempts, 1);
  checkWhole("retry.minDelay", retry.minDelay, 0);
  checkWhole("retry.maxDelay", retry.maxDelay, 0);
  checkWhole("quotaWindow", window, 1);
  if (budget !== undefined) checkWhole("budget", budget, 0);
  return {
    credentials: checkCredentials(options.credentials),
    endpoint: endpointOrigin(options.endpoint ?? endpoints[options.site ?? "public"]),
    quota,
    retry,
    window,
  };
}

function checkCredentials({ accessKey, secretKey }: EdgeClientOptions["credentials"]): Credentials {
  const secret = secretKey instanceof Secret ? secretKey : new Secret(secretKey);
  // An access key goes into a header. Its own text is not shown: people paste the two keys the wrong way round.
  if (typeof accessKey !== "string" || !/^[\x21-\x7E]+$/.test(accessKey)) {
    throw credentialsError("The access key is empty, or has a space, a line break or a letter beyond ASCII in it.");
  }
  // Plain JavaScript hands over undefined where an environment variable is not set.
  const text: unknown = secret.reveal();
  if (typeof text !== "string" || text === "" || text !== text.trim()) {
    throw credentialsError("The secret key is empty, or has a space or a line break at its start or end.");
  }
  return { accessKey, secretKey: secret };
}

function credentialsError(message: string) {
  return inputError("CREDENTIALS_INVALID", message, "Copy both keys from the console again. Both are needed.");
}

function checkWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw inputError(
    "LIMIT_INVALID",
    `${name} is ${value}; it must be a whole number, ${least} or more.`,
    `Mend ${name}.`,
  );
}
