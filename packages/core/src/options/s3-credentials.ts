import type { Credentials } from "../client/sign.ts";
import { Secret } from "../system/secret.ts";
import type { EnvironmentVariables } from "../system/system.ts";
import { CredentialsError } from "./credentials-error.ts";

/** A key pair for a service that speaks S3. */
export interface S3Credentials extends Credentials {
  /** Part of temporary keys. */
  readonly sessionToken?: Secret;
}

/**
 * The keys for a baseline in Object Storage: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` (with
 * `AWS_SESSION_TOKEN`), which is where the tool that uploads finds its own, else those of the edge. NAVER Cloud's keys
 * are good for both (doc).
 *
 * @returns `undefined` where there are neither
 * @throws CredentialsError `CREDENTIALS_INCOMPLETE`, `CREDENTIALS_MALFORMED`
 */
export function findS3Credentials(env: EnvironmentVariables, edge: Credentials | undefined): S3Credentials | undefined {
  const [accessKey, secretKey, sessionToken] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].map(
    (name) => env[name]?.trim() || undefined,
  );
  // These two go out as headers.
  for (const [name, value] of [
    ["AWS_ACCESS_KEY_ID", accessKey],
    ["AWS_SESSION_TOKEN", sessionToken],
  ] as const) {
    if (value === undefined || /^[\x21-\x7e]+$/u.test(value)) continue;
    throw new CredentialsError("CREDENTIALS_MALFORMED", `${name} holds blanks or letters that no key has.`, {
      next: "Copy the key again, with nothing around it.",
    });
  }
  if (accessKey !== undefined && secretKey !== undefined) {
    return {
      accessKey,
      secretKey: new Secret(secretKey),
      ...(sessionToken !== undefined && { sessionToken: new Secret(sessionToken) }),
    };
  }
  if (accessKey === undefined && secretKey === undefined) return edge;
  const missing = accessKey === undefined ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
  throw new CredentialsError("CREDENTIALS_INCOMPLETE", `Half a pair of keys: the environment lacks ${missing}.`, {
    next: `Set ${missing} too, or unset the other one so that the keys of the edge count.`,
  });
}
