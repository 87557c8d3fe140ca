import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Mapping } from "@global-edge-purge/core/options";
import { type Files, naiveTargets, servedAs } from "./naive-targets.ts";

/** Stands in the place of a compressed copy that a file does not have. */
export const missingVersion = "none";

/** A server that has one build at a time. */
export interface Origin {
  readonly url: string;
  deploy(files: Files, mapping: Mapping): void;
  close(): Promise<void>;
}

/**
 * Serves a build as a forgiving host does: every file also under the addresses that any of the alias modes knows, whatever the
 * query, and in either Unicode form; a compressed file under its own address and as the file that it is a copy of, with the bytes of both, a line each. What a file is
 * called wins over what another is also called.
 */
export async function startOrigin(): Promise<Origin> {
  let served = new Map<string, string>();
  const server = createServer((request, response) => {
    const body = served.get((request.url ?? "").split("?")[0] ?? "");
    response.writeHead(body === undefined ? 404 : 200).end(body ?? "not found");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    deploy(files, mapping) {
      served = new Map();
      const modes = ["clean", mapping.aliases, "none"] as const;
      for (const aliases of modes)
        for (const [url, body] of urls(files, { ...mapping, aliases })) served.set(url, body);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function* urls(files: Files, { base, aliases }: Mapping): Generator<[string, string]> {
  // Sorted, so that of two files with one alias the same one always has it.
  for (const assetPath of Object.keys(files).toSorted()) {
    const root = { assets: base.assets, pages: base.pages === false ? base.assets : base.pages };
    const plain = servedAs(assetPath);
    const mapped = { base: root, aliases, queries: [] };
    const versions = ["", ".br", ".gz", ".zst"].map((end) => files[plain + end] ?? missingVersion);
    for (const url of naiveTargets(plain, mapped)) yield [url, [plain.normalize("NFC"), ...versions].join("\n")];
    if (plain === assetPath) continue;
    for (const url of naiveTargets(assetPath, { ...mapped, aliases: "none" }).filter((url) => isOwn(url, assetPath)))
      yield [url, `${assetPath} ${files[assetPath]}`];
  }
}

/** Whether a URL is that of the file itself, and not of the one that it is a copy of. */
function isOwn(url: string, assetPath: string): boolean {
  return decodeURIComponent(url).endsWith(assetPath.slice(assetPath.lastIndexOf(".")));
}
