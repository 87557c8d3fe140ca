import type { EnvironmentVariables } from "../system.ts";
import { inputError } from "./edge-error.ts";

/** The proxies of an environment, as undici takes them; empty text for none. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * Reads `http_proxy`, `https_proxy` and `no_proxy`, in lower or upper case (lower wins, as everywhere).
 *
 * @throws EdgeError with code `PROXY_INVALID` for a proxy without `http://` or `https://`
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
  throw inputError(
    "PROXY_INVALID",
    `The proxy in the environment variable ${found} is no http or https URL.`,
    `Write it with its scheme, such as ${found}=http://proxy.example:3128, or unset it.`,
  );
}

function variable(env: EnvironmentVariables, lower: string): { readonly name: string; readonly value: string } {
  const upper = lower.toUpperCase();
  const name = env[lower] ? lower : upper;
  return { name, value: env[name]?.trim() ?? "" };
}
