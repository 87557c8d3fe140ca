import { createHttp } from "../../net/create-http.ts";
import type { BaselineStore } from "../../options/baseline-store.ts";
import { CredentialsError } from "../../options/credentials-error.ts";
import { findS3Credentials } from "../../options/s3-credentials.ts";
import { isS3Location, parseS3Location } from "../../options/s3-location.ts";
import type { Settings } from "../../options/settings.ts";
import type { System } from "../../system/system.ts";
import { BaselineError } from "../baseline-error.ts";
import { createFileStore } from "./file-store.ts";
import { createS3Store } from "./s3-store.ts";

/**
 * The store of a baseline, by where it lies: an absolute path, an `s3://` location, or a store already.
 *
 * @param tell told of each wait, in a line for people
 * @throws CredentialsError `CREDENTIALS_MISSING`, `CREDENTIALS_INCOMPLETE` or `CREDENTIALS_MALFORMED` for Object
 * Storage
 * @throws BaselineError `BASELINE_UNREADABLE` for a location that no options could give
 */
export function openBaseline(
  location: string | BaselineStore,
  { credentials, budget }: Pick<Settings, "credentials" | "budget">,
  { clock, random, env, signal }: Pick<System, "clock" | "random" | "env" | "signal">,
  tell: (line: string) => void = () => {},
): BaselineStore {
  if (typeof location !== "string") return location;
  if (!isS3Location(location)) return createFileStore(location, { clock, signal }, tell);
  const parsed = parseS3Location(location);
  if ("problem" in parsed) {
    throw new BaselineError("BASELINE_UNREADABLE", `The baseline ${location} is not ${parsed.problem}.`, {
      next: "Mend the option baseline; where a plan names it, build again to get a plan of the options as they are.",
    });
  }
  const keys = findS3Credentials(env, credentials);
  if (!keys) {
    throw new CredentialsError("CREDENTIALS_MISSING", `There are no keys for the baseline ${location}.`, {
      next:
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the keys of the edge: " +
        "NCLOUD_ACCESS_KEY_ID and NCLOUD_SECRET_ACCESS_KEY.",
    });
  }
  // What it could warn of, certificates that cannot be read, the edge's client warns of as well.
  const http = createHttp(env, () => {});
  return createS3Store(parsed.value, keys, { http, clock, random, signal, patience: budget, tell });
}
