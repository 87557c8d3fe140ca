import { gzipSync } from "node:zlib";
import type { Clock } from "../system/clock.ts";
import { startHost } from "./http-host.ts";

export interface LiveOrigin {
  /** Without a slash at its end. */
  readonly url: string;
  /** Puts files online, at a time of the clock or now; what is not among them stays. `undefined` takes one away. */
  deploy(files: Readonly<Record<string, string | undefined>>, at?: number): void;
  /** Paths asked for so far. */
  readonly asked: readonly string[];
}

export interface LiveOriginOptions {
  /** What a path without a file gets. @default "not-found" */
  readonly missing?: "not-found" | "index";
  /** Sends text compressed, whatever was asked for. */
  readonly compresses?: boolean;
  /** Sends `/a.html` to `/a` and `/a/index.html` to `/a/`. */
  readonly cleanUrls?: boolean;
  /** Changes what a file holds on its way, as hosts do that minify. */
  readonly transform?: (path: string, text: string) => string;
}

/** A web server whose files change with the time: what lies behind an edge. */
export async function startLiveOrigin(clock: Clock, options: LiveOriginOptions = {}): Promise<LiveOrigin> {
  const changes: { readonly at: number; readonly path: string; readonly text: string | undefined }[] = [];
  const asked: string[] = [];
  const textOf = (path: string) => changes.findLast((change) => change.path === path && change.at <= clock.now())?.text;

  const fileOf = (path: string): string | undefined => {
    const names = path.endsWith("/") ? [`${path}index.html`] : options.cleanUrls ? [path, `${path}.html`] : [path];
    return (
      names.find((name) => textOf(name) !== undefined) ?? (options.missing === "index" ? "/index.html" : undefined)
    );
  };
  const url = await startHost((request, response) => {
    const path = decodeURIComponent(request.url?.split("?")[0] ?? "/");
    asked.push(path);
    const clean = path.replace(/(?:(?<=\/)index)?\.html$/u, "");
    if (options.cleanUrls && clean !== path && textOf(path) !== undefined) {
      response.writeHead(308, { location: clean }).end();
      return;
    }
    const file = fileOf(path);
    const text = file === undefined ? undefined : textOf(file);
    if (file === undefined || text === undefined) {
      response.writeHead(404).end("not found");
      return;
    }
    const bytes = options.transform?.(file, text) ?? text;
    if (options.compresses) response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(bytes));
    else response.end(bytes);
  });
  return {
    url,
    asked,
    deploy(files, at = clock.now()) {
      for (const [path, text] of Object.entries(files)) changes.push({ at, path: `/${path}`, text });
      changes.sort((a, b) => a.at - b.at);
    },
  };
}
