import { parse } from "ini";
import { messageOf, systemCode } from "../system/errors.ts";
import { CredentialsError } from "./credentials-error.ts";

/** What one section of `~/.ncloud/configure` says; a half that it does not name is absent. */
export interface FileCredentials {
  readonly accessKey: string | undefined;
  readonly secretKey: string | undefined;
}

/** The section that counts where no profile is asked for. Keys above every section belong to it, too. */
export const defaultProfile = "DEFAULT";

/**
 * The sections of a file of credentials, by name.
 *
 * @returns `undefined` where there is no such file
 * @throws CredentialsError `CREDENTIALS_UNREADABLE`
 */
export function readCredentialsFile(
  path: string,
  readFile: (path: string) => string,
): ReadonlyMap<string, FileCredentials> | undefined {
  try {
    return parseProfiles(readFile(path));
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) return undefined;
    throw new CredentialsError("CREDENTIALS_UNREADABLE", `${path} cannot be read: ${messageOf(error)}`, {
      next: "Make it a file that you may read, or give the keys as NCLOUD_ACCESS_KEY_ID and NCLOUD_SECRET_ACCESS_KEY.",
      cause: error,
    });
  }
}

/** Reads the text of a file of credentials (format: global sections of an ini file; seen in published SDKs). */
export function parseProfiles(text: string): ReadonlyMap<string, FileCredentials> {
  const root = parse(withPlainValues(text)) as Readonly<Record<string, unknown>>;
  const sections = Object.entries(root).flatMap(([name, value]) =>
    typeof value === "object" && value !== null ? [[name, credentialsIn(value)] as const] : [],
  );
  const profiles = new Map(sections);
  const bare = credentialsIn(root);
  const named = profiles.get(defaultProfile);
  if (named !== undefined || bare.accessKey !== undefined || bare.secretKey !== undefined) {
    profiles.set(defaultProfile, {
      accessKey: named?.accessKey ?? bare.accessKey,
      secretKey: named?.secretKey ?? bare.secretKey,
    });
  }
  return profiles;
}

/**
 * The ini library ends a value at every `;` and `#`, and nests sections at every dot. A secret may hold the one and a
 * profile's name the other, so they are escaped. A `;` or `#` after a blank starts a comment, as people expect. A
 * quoted value is the library's to read.
 */
function withPlainValues(text: string): string {
  return text
    .replace(/^\uFEFF/u, "")
    .replace(
      /^[ \t]*\[([^\]\r\n]*)\][ \t]*(?:[;#].*)?$/gmu,
      (_header, name: string) => `[${name.replace(/[.;#]/gu, "\\$&")}]`,
    )
    .replace(/^[^=\n]*=(?![ \t]*["']).*$/gmu, (line) => line.replace(/(?<=[^\s\\])[;#]/gu, "\\$&"));
}

function credentialsIn(section: object): FileCredentials {
  const { ncloud_access_key_id: accessKey, ncloud_secret_access_key: secretKey } = section as Record<string, unknown>;
  return { accessKey: keyFrom(accessKey), secretKey: keyFrom(secretKey) };
}

/** A name without `=` reads as `true`, and one without a value as the empty text: neither is a key. */
function keyFrom(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
