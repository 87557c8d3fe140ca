/** The endpoints a purge needs. */
export type Endpoint = "request-purge" | "view-purge" | "profiles" | "edges" | "edge-status";

export interface Route {
  readonly endpoint: Endpoint;
  /** The id in the path, as its digits; empty where the path has none. */
  readonly id: string;
}

const routes: readonly { readonly endpoint: Endpoint; readonly form: RegExp }[] = [
  { endpoint: "request-purge", form: /^POST \/api\/v1\/purge$/ },
  { endpoint: "view-purge", form: /^GET \/api\/v1\/purge\/(\d+)$/ },
  { endpoint: "profiles", form: /^GET \/api\/v1\/profiles$/ },
  { endpoint: "edges", form: /^GET \/api\/v1\/profiles\/(\d+)\/cdn-edges$/ },
  { endpoint: "edge-status", form: /^GET \/api\/v1\/cdn-edges\/(\d+)\/status$/ },
];

/** Documented endpoints only: obsolete forms, other methods and any query are unknown to the emulator. */
export function findRoute(method: string, requestTarget: string): Route | undefined {
  for (const { endpoint, form } of routes) {
    const match = form.exec(`${method} ${requestTarget}`);
    if (match) return { endpoint, id: match[1] ?? "" };
  }
  return undefined;
}
