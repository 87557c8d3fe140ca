import { createEmulator, type Emulator, type EmulatorOptions } from "@global-edge-purge/emulator";

/** One answer of a server, as far as it can be stale. */
type Answer = `${number} ${string}`;

export const edgeId = 11197;

/** What everybody gets who has no edge before them: the folder as a host with clean URLs serves it. */
export interface ColdSite {
  readonly url: string;
  ask(target: string): Promise<Answer>;
  close(): Promise<void>;
}

/** How a host serves a folder; at its root and with clean URLs, unless said otherwise. */
export type Hosting = Pick<EmulatorOptions, "originBase" | "cleanUrls">;

export async function openColdSite(folder: string, hosting: Hosting = {}): Promise<ColdSite> {
  const emulator = await createEmulator({ edges: [{ edgeId }], origin: folder, cleanUrls: true, ...hosting });
  const url = emulator.edgeUrl(edgeId);
  return { url, ask: (target) => answerOf(url + target), close: () => emulator.close() };
}

/** The objects that an edge keeps and that are not what the folder holds now, with what visitors get of them. */
export async function staleObjects(
  emulator: Emulator,
  folder: string,
  isHashed: (target: string) => boolean,
  hosting: Hosting = {},
): Promise<readonly string[]> {
  const cold = await openColdSite(folder, hosting);
  const stale: string[] = [];
  for (const { url } of emulator.cached(edgeId)) {
    const [kept, now] = await Promise.all([answerOf(emulator.edgeUrl(edgeId) + url), cold.ask(url)]);
    // Nothing leads to a hashed name that is gone. A page for what is not there is kept under every address that somebody tried.
    const isGone = now.startsWith("404") && (isHashed(url) || kept.startsWith("404"));
    if (kept !== now && !isGone) stale.push(url);
  }
  await cold.close();
  return stale;
}

/** The targets at which two folders answer alike. */
export async function needlessTargets(
  targets: readonly string[],
  before: string,
  after: string,
  hosting: Hosting = {},
): Promise<readonly string[]> {
  const [old, now] = [await openColdSite(before, hosting), await openColdSite(after, hosting)];
  const needless: string[] = [];
  for (const target of targets) if ((await old.ask(target)) === (await now.ask(target))) needless.push(target);
  await Promise.all([old.close(), now.close()]);
  return needless;
}

async function answerOf(url: string): Promise<Answer> {
  const response = await fetch(url);
  const body = Buffer.from(await response.arrayBuffer());
  return `${response.status} ${body.toString("latin1")}`;
}
