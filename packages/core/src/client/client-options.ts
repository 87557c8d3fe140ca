import type { Clock } from "../system/clock.ts";
import type { Warning } from "../system/logger.ts";
import { Secret } from "../system/secret.ts";
import type { EnvironmentVariables } from "../system/system.ts";
import { type Credentials, credentialsMistake } from "./sign.ts";
import { inputError } from "./edge-error.ts";
import { endpointOrigin, type Transport } from "./transport.ts";
import type { EdgeWait } from "./limits.ts";
import { defaultQuota, defaultRetry, endpoints, type Quota, type Retry } from "./quota.ts";

/** How a client of the Global Edge API is made. Only `credentials` are needed. */
export interface EdgeClientOptions {
  /** A key pair of an account or sub-account. The secret key is text, and is not base64-decoded. */
  readonly credentials: { readonly accessKey: string; readonly secretKey: string | Secret };
  /** Which NAVER Cloud the account belongs to. @default "public" */
  readonly site?: "public" | "gov" | undefined;
  /** The API's origin: https, or http on this machine. @default the site's */
  readonly endpoint?: string | undefined;
  /** What the account may send, where its quota differs from the documented one. @default defaultQuota */
  readonly quota?: Partial<Quota> | undefined;
  /** How often and how patiently a request is sent again. @default defaultRetry */
  readonly retry?: Partial<Retry> | undefined;
  /**
   * Most milliseconds from the first call on, for all calls together: a wait that would go past them does not begin,
   * and a request that is under way then is given up. One that was just sent has a second all the same. @default none
   */
  readonly budget?: number | undefined;
  /** Ends every wait and request when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Called when a call has to wait, with the reason. */
  readonly onWait?: ((wait: EdgeWait) => void) | undefined;
  readonly onWarning?: ((warning: Warning) => void) | undefined;
  /**
   * The folder in which all processes of this machine count their requests together. It holds counts, never keys, and
   * nobody else may write into it. @default `global-edge-purge` in `XDG_STATE_HOME`, `~/.local/state`, on macOS
   * `~/Library/Caches`, on Windows `LOCALAPPDATA`; without any of them this process counts alone
   */
  readonly stateDirectory?: string | undefined;
  /** Milliseconds of the quota's "minute"; anything else is for tests. @default 60000 */
  readonly quotaWindow?: number | undefined;
  /** How requests reach the API. @default createTransport with this endpoint and environment */
  readonly transport?: Transport | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
  /** Gives numbers in [0, 1), for jitter. @default Math.random */
  readonly random?: (() => number) | undefined;
  /** Where proxies and `NODE_EXTRA_CA_CERTS` are read from; never credentials. @default process.env */
  readonly env?: EnvironmentVariables | undefined;
}

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
  const mistake = credentialsMistake(accessKey, secret.reveal());
  if (!mistake) return { accessKey, secretKey: secret };
  const next = "Copy both keys from the console again, with nothing around them. Both are needed.";
  throw inputError("CREDENTIALS_INVALID", `The ${mistake.key} key ${mistake.what}.`, next);
}

function checkWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw inputError(
    "LIMIT_INVALID",
    `${name} is ${value}; it must be a whole number, ${least} or more.`,
    `Mend ${name}.`,
  );
}
