import { messageOf, systemCode } from "../system/errors.ts";
import { CredentialsError } from "./credentials-error.ts";

/** What one source says of the keys; a half that it does not name is absent. */
export interface GivenKeys {
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
): ReadonlyMap<string, GivenKeys> | undefined {
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

/**
 * Reads the text of a file of credentials: sections of `name = value`, seen in published SDKs. A `;` or `#` starts a
 * comment at the start of a line and after a blank; within a value it belongs to it, since a secret may hold either.
 */
export function parseProfiles(text: string): ReadonlyMap<string, GivenKeys> {
  const sections = new Map<string, Map<string, string>>();
  const bare = new Map<string, string>();
  let section = bare;
  for (const line of text.replace(/^\uFEFF/u, "").split(/[\r\n]+/u)) {
    const name = /^\s*\[([^\]]*)\]\s*(?:[;#].*)?$/u.exec(line)?.[1]?.trim();
    const [, key, value] = /^\s*([^;#=\s][^=]*?)\s*=(.*)$/u.exec(line) ?? [];
    if (name !== undefined) {
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
    } else if (key !== undefined && value !== undefined) section.set(key, plainValue(value));
  }
  const own = sections.get(defaultProfile);
  if (own || credentialNames.some((name) => bare.get(name))) {
    sections.set(defaultProfile, new Map([...bare, ...(own ?? [])].filter(([, value]) => value !== "")));
  }
  return new Map([...sections].map(([name, values]) => [name, credentialsIn(values)]));
}

/** A value without its quotation marks, and without a comment behind it. */
function plainValue(text: string): string {
  const quoted = /^\s*(["'])(?<inside>.*?)\1\s*(?:\s[;#].*)?$/u.exec(text)?.groups?.["inside"];
  return (quoted ?? text.replace(/\s[;#].*$/u, "")).trim();
}

const credentialNames = ["ncloud_access_key_id", "ncloud_secret_access_key"] as const;

function credentialsIn(section: ReadonlyMap<string, string>): GivenKeys {
  const [accessKey, secretKey] = credentialNames.map((name) => section.get(name) || undefined);
  return { accessKey, secretKey };
}
