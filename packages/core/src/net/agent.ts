import tls from "node:tls";
import { readFile } from "node:fs/promises";
import { GlobalEdgePurgeError, messageOf } from "../system/errors.ts";
import type { Warning } from "../system/logger.ts";
import type { EnvironmentVariables } from "../system/system.ts";

/** The proxies of an environment, as undici takes them; empty text for none. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/** A proxy of the environment cannot be used. Nothing was sent. */
export class ProxyError extends GlobalEdgePurgeError {
  override readonly name = "ProxyError";
  declare readonly code: "PROXY_INVALID";
}

/**
 * Reads `http_proxy`, `https_proxy` and `no_proxy`, in lower or upper case (lower wins, as everywhere).
 *
 * @throws ProxyError `PROXY_INVALID` for a proxy without `http://` or `https://`
 */
export function proxySettings(env: EnvironmentVariables): ProxySettings {
  return {
    httpProxy: proxyUrl(env, "http_proxy"),
    httpsProxy: proxyUrl(env, "https_proxy"),
    noProxy: variable(env, "no_proxy").value,
  };
}

function proxyUrl(env: EnvironmentVariables, name: string): string {
  const { name: found, value } = variable(env, name);
  if (value === "") return "";
  const protocol = URL.canParse(value) ? new URL(value).protocol : undefined;
  if (protocol === "http:" || protocol === "https:") return value;
  // The value is not shown: it may hold a password.
  throw new ProxyError("PROXY_INVALID", `The proxy in the environment variable ${found} is no http or https URL.`, {
    next: `Write it with its scheme, such as ${found}=http://proxy.example:3128, or unset it.`,
  });
}

function variable(env: EnvironmentVariables, lower: string): { readonly name: string; readonly value: string } {
  const upper = lower.toUpperCase();
  const name = env[lower] ? lower : upper;
  return { name, value: env[name]?.trim() ?? "" };
}

/**
 * The certificates to trust, where `NODE_EXTRA_CA_CERTS` adds some; `undefined` for those that Node trusts anyway.
 *
 * Node reads that variable once, when it starts, and not for a variable that is set later or comes from elsewhere. A file
 * that cannot be read is passed over with a warning, as Node does.
 */
export async function trustedCertificates(
  env: EnvironmentVariables,
  onWarning: (warning: Warning) => void,
): Promise<string[] | undefined> {
  const path = env["NODE_EXTRA_CA_CERTS"];
  if (!path) return undefined;
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
