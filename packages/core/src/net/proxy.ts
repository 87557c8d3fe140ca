import { isIPv6 } from "node:net";
import { GlobalEdgePurgeError } from "../system/errors.ts";
import type { EnvironmentVariables } from "../system/system.ts";
import { isLoopback } from "./address.ts";

/** A proxy of the environment cannot be used. Nothing was sent. */
export class ProxyError extends GlobalEdgePurgeError {
  override readonly name = "ProxyError";
  declare readonly code: "PROXY_INVALID";
}

/**
 * The proxy for a URL by `http_proxy`, `https_proxy` and `no_proxy`, in lower or upper case, as curl reads them: each
 * scheme has its own, lower case wins, blank is none, and `host:port` means `http://host:port`. One that this URL does
 * not need may be anything.
 *
 * @returns an http(s) URL, or `undefined` where the URL is asked for directly: a proxy elsewhere cannot reach this
 * machine, and would see a request in plain text
 * @throws ProxyError `PROXY_INVALID` for a proxy that is needed and is neither
 */
export function proxyFor(url: URL, env: EnvironmentVariables): string | undefined {
  if (url.protocol === "http:" && isLoopback(url)) return undefined;
  const { name, value } = variable(env, url.protocol === "https:" ? "https_proxy" : "http_proxy");
  if (value === "" || isExcepted(url, variable(env, "no_proxy").value)) return undefined;
  const withScheme = hostAndPort.test(value) ? `http://${value}` : value;
  if (/^https?:\/\//iu.test(withScheme) && URL.canParse(withScheme)) return withScheme;
  // The value is not shown: it may hold a password.
  throw new ProxyError("PROXY_INVALID", `The proxy in the environment variable ${name} is no http or https URL.`, {
    next: `Write it with its scheme and port, such as ${name}=http://proxy.example:3128, or unset it.`,
  });
}

/** `proxy:3128`, also with a user in front, or an IPv6 address in brackets. */
const hostAndPort = /^(?:[^/]*@)?(?:[^@/:[\]]+|\[[\da-f:.]+\]):\d+\/?$/iu;

/**
 * By names of hosts and domains, with or without a port; `*` names all. A domain stands for its subdomains, dot in
 * front or not.
 */
function isExcepted({ hostname, protocol, port }: URL, noProxy: string): boolean {
  const askedPort = port || (protocol === "https:" ? "443" : "80");
  return noProxy.split(/[\s,]+/u).some((entry) => {
    if (entry === "*") return true;
    // A zone is this machine's own business: no URL has one.
    const [address = ""] = entry.split("%");
    if (isIPv6(address)) return hostname === new URL(`http://[${address}]`).hostname;
    const [, name = "", entryPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/u.exec(entry.toLowerCase()) ?? [];
    const fits = hostname === name || hostname === `[${name}]` || (name !== "" && hostname.endsWith(`.${name}`));
    return fits && (entryPort === undefined || entryPort === askedPort);
  });
}

function variable(env: EnvironmentVariables, lower: string): { readonly name: string; readonly value: string } {
  const read = (name: string) => ({ name, value: env[name]?.trim() ?? "" });
  const found = read(lower);
  return found.value === "" ? read(lower.toUpperCase()) : found;
}
