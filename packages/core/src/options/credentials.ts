import { join } from "node:path";
import { type Credentials, credentialsMistake } from "../client/sign.ts";
import { Secret } from "../system/secret.ts";
import type { EnvironmentVariables } from "../system/system.ts";
import { CredentialsError } from "./credentials-error.ts";
import { defaultProfile, type GivenKeys, readCredentialsFile } from "./credentials-file.ts";
import { nearbyKeys, type NearbySources } from "./nearby-keys.ts";
import { accessKeyVariables, publishedCredentials, secretKeyVariables } from "./published-names.ts";

/** Everywhere that keys may be. */
export interface CredentialSources extends NearbySources {
  /** The option `credentials`. */
  readonly option: GivenKeys | undefined;
  /** Whether a continuous-integration service runs this process. */
  readonly isCI: boolean;
  /** Prefixes of variables that the bundler was told to publish, beside the usual ones. */
  readonly envPrefixes: readonly string[];
  /** The section of the file that was asked for by name. */
  readonly profile: string | undefined;
  readonly homeDirectory: () => string | undefined;
}

interface Source extends GivenKeys {
  /** As it stands in messages. */
  readonly where: string;
  /** What to set for each half. */
  readonly accessKeyName: string;
  readonly secretKeyName: string;
}

/**
 * Finds the keys of the account in the first source that holds any: the option, the environment, `.env` files, and
 * `~/.ncloud/configure` (the order of NAVER Cloud's published SDKs, seen). A source that holds half a pair ends the
 * search.
 *
 * @throws CredentialsError with any of its codes; `CREDENTIALS_MISSING` names everywhere it looked
 */
export function findCredentials(sources: CredentialSources): Credentials {
  refusePublished(sources);
  const { option, env, dotenv } = sources;
  return (
    credentialsOf(optionSource(option)) ??
    credentialsOf(variableSource("the environment", env)) ??
    credentialsOf(variableSource("the .env files", dotenv?.variables ?? {})) ??
    credentialsOfFile(sources)
  );
}

function credentialsOfFile(sources: CredentialSources): Credentials {
  const { profile, homeDirectory, readFile, dotenv } = sources;
  const home = homeDirectory();
  const path = join(home ?? "~", ".ncloud", "configure");
  const profiles = home === undefined ? undefined : readCredentialsFile(path, readFile);
  const wanted = profile ?? defaultProfile;
  const section = profiles?.get(wanted);
  const found = section && credentialsOf(fileSource(`the profile ${wanted} of ${path}`, section));
  if (found) return found;

  if (profiles && !section && profile !== undefined) {
    const message = `${path} has no profile "${profile}". It has: ${namesOf(profiles)}.`;
    throw new CredentialsError("CREDENTIALS_PROFILE_UNKNOWN", message, {
      next: "Correct the option profile or the variable NCLOUD_PROFILE, or add that section to the file.",
    });
  }
  const missing = section
    ? `no keys in ${wanted}`
    : profiles
      ? `no ${wanted}; it has: ${namesOf(profiles)}`
      : home === undefined
        ? "this user has no home folder"
        : "no such file";
  const looked = [
    "the option credentials",
    "the environment",
    ...(dotenv ? [`${dotenv.names.join(", ")} of ${dotenv.folder}`] : []),
    `${path} (${missing})`,
  ];
  const message = [`No NAVER Cloud keys were found in ${looked.join(", ")}.`, ...nearbyKeys(sources)].join(" ");
  throw new CredentialsError("CREDENTIALS_MISSING", message, { next: howToGive(sources) });
}

function howToGive({ isCI, dotenv }: CredentialSources): string {
  const set = `Set ${accessKeyVariables[0]} and ${secretKeyVariables[0]} to an API key of the account or a sub-account`;
  if (isCI) return `${set} in this job, or GLOBAL_EDGE_PURGE=0 in a job that does not deploy.`;
  return dotenv ? `${set}, here in .env.local, which git must ignore.` : `${set}.`;
}

function namesOf(profiles: ReadonlyMap<string, unknown>): string {
  return [...profiles.keys()].join(", ") || "none";
}

function optionSource(option: GivenKeys | undefined): Source {
  return {
    where: "the option credentials",
    accessKeyName: "accessKey",
    secretKeyName: "secretKey",
    accessKey: option?.accessKey?.trim(),
    secretKey: option?.secretKey?.trim(),
  };
}

function fileSource(where: string, section: GivenKeys): Source {
  return { where, accessKeyName: "ncloud_access_key_id", secretKeyName: "ncloud_secret_access_key", ...section };
}

function variableSource(where: string, from: EnvironmentVariables): Source {
  return {
    where,
    accessKeyName: accessKeyVariables.join(" or "),
    secretKeyName: secretKeyVariables.join(" or "),
    accessKey: firstOf(accessKeyVariables, from),
    secretKey: firstOf(secretKeyVariables, from),
  };
}

function firstOf(names: readonly string[], from: EnvironmentVariables): string | undefined {
  return names.map((name) => from[name]?.trim() ?? "").find((value) => value !== "");
}

/** The keys of a source; `undefined` where it holds neither. */
function credentialsOf({ where, accessKey, secretKey, accessKeyName, secretKeyName }: Source): Credentials | undefined {
  if (accessKey === undefined && secretKey === undefined) return undefined;
  if (accessKey === undefined) throw incomplete(where, "secret", "access", accessKeyName);
  if (secretKey === undefined) throw incomplete(where, "access", "secret", secretKeyName);
  const mistake = credentialsMistake(accessKey, secretKey);
  if (mistake) throw malformed(`The ${mistake.key} key in ${where} ${mistake.what}.`);
  return { accessKey, secretKey: new Secret(secretKey) };
}

function incomplete(where: string, there: string, missing: string, name: string): CredentialsError {
  const message = `Half a pair of keys: the ${there} key is in ${where}, the ${missing} key (${name}) is not.`;
  return new CredentialsError("CREDENTIALS_INCOMPLETE", message, {
    next: `Add the ${missing} key there, or take the ${there} key away so that the next source counts.`,
  });
}

function malformed(message: string): CredentialsError {
  return new CredentialsError("CREDENTIALS_MALFORMED", message, {
    next: "Copy the key from the console again, with nothing around it.",
  });
}

function refusePublished({ env, dotenv, envPrefixes }: CredentialSources): void {
  const [published] = [env, dotenv?.variables ?? {}].flatMap((variables) =>
    publishedCredentials(variables, envPrefixes),
  );
  if (published === undefined) return;
  const { name, prefix } = published;
  throw new CredentialsError(
    "CREDENTIALS_PUBLIC",
    `${name} holds a key, and bundlers write variables that start with "${prefix}" into the files visitors download.`,
    { next: "Give the variable a name without that prefix. If a build with it was ever deployed, replace the key." },
  );
}
