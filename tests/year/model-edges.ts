import type { Purge } from "@global-edge-purge/emulator";
import type { Served } from "../histories/origin.ts";

/** Edges that keep every answer of the origin until a purge reaches it, without the time that asking over HTTP takes. */
export class ModelEdges {
  readonly #kept = new Map<number, Map<string, Served>>();
  readonly #origin: (url: string) => Served;

  constructor(origin: (url: string) => Served) {
    this.#origin = origin;
  }

  visit(edgeId: number, urls: readonly string[]): readonly Served[] {
    const kept = this.#keptAt(edgeId);
    return urls.map((url) => {
      const served = kept.get(url) ?? this.#origin(url);
      kept.set(url, served);
      return served;
    });
  }

  purge({ edgeId, purgeType, purgeTarget }: Purge): void {
    const kept = this.#keptAt(edgeId);
    if (purgeType === "ALL") return kept.clear();
    if (purgeType !== "URL") throw new Error(`The year has no purges of the type ${purgeType}.`);
    for (const target of purgeTarget) kept.delete(target);
  }

  #keptAt(edgeId: number): Map<string, Served> {
    const kept = this.#kept.get(edgeId) ?? new Map<string, Served>();
    this.#kept.set(edgeId, kept);
    return kept;
  }
}
