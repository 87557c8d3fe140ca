import type { Clock } from "../clock.ts";
import type { Quota, Retry } from "../options/settings.ts";
import type { Secret } from "../secret.ts";
import type { EnvironmentVariables } from "../system.ts";
import type { EdgeWarning } from "./edge-warning.ts";
import type { EdgeWait } from "./limits.ts";
import type { Transport } from "./transport.ts";

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
   * Most milliseconds from the first call on, for all calls together: a wait that would go past them does not begin.
   * A request that is under way then may still take its response timeout. @default none
   */
  readonly budget?: number | undefined;
  /** Ends every wait and request when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Called when a call has to wait, with the reason. */
  readonly onWait?: ((wait: EdgeWait) => void) | undefined;
  readonly onWarning?: ((warning: EdgeWarning) => void) | undefined;
  /**
   * The folder in which all processes of this machine count their requests together. It holds counts, never keys.
   * @default one for this user in the system's temporary folder
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
