import tls from "node:tls";
import { readFile } from "node:fs/promises";
import { messageOf } from "../system/errors.ts";
import type { Warning } from "../system/logger.ts";
import type { EnvironmentVariables } from "../system/system.ts";

/**
 * The certificates to trust, where `NODE_EXTRA_CA_CERTS` adds some; `undefined` for those that Node trusts anyway.
 *
 * Node reads that variable once, when it starts, and not for a variable that is set later or comes from elsewhere. A
 * file that cannot be read is passed over with a warning, as Node does.
 */
export async function trustedCertificates(
  env: EnvironmentVariables,
  onWarning: (warning: Warning) => void,
): Promise<string[] | undefined> {
  const path = env["NODE_EXTRA_CA_CERTS"];
  if (!path?.trim()) return undefined;
  try {
    const extra = await readFile(path, "utf8");
    return [...defaultCertificates(), extra];
  } catch (error) {
    const message = `The certificates in NODE_EXTRA_CA_CERTS cannot be read and are not used: ${messageOf(error)}.`;
    onWarning({ code: "CA_FILE_UNREADABLE", message });
    return undefined;
  }
}

function defaultCertificates(): readonly string[] {
  // Node 22.15 and later; it knows of the system's store where that was asked for.
  const { getCACertificates } = tls as { readonly getCACertificates?: (type: "default") => readonly string[] };
  return getCACertificates?.("default") ?? tls.rootCertificates;
}
