import type { Settings } from "./options.ts";
import type { PurgeRequest } from "./validate-purge.ts";

export type PurgeStatus = "READY" | "RUNNING" | "SUCCESS" | "FAILURE";

/** A purge the API accepted. */
export interface Purge extends PurgeRequest {
  readonly id: bigint;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly acceptedAt: number;
  /** As of the moment it was asked for. */
  readonly status: PurgeStatus;
}

export interface Purges {
  /** @param fails The purge ends in FAILURE and drops nothing. */
  accept(request: PurgeRequest, fails: boolean): Purge;
  /** In the order they were accepted. */
  list(): readonly Purge[];
  find(id: bigint): Purge | undefined;
  /** How many purges of an edge are READY or RUNNING. */
  inProgress(edgeId: number): number;
  /** Purges that reached SUCCESS since this was last called: what they cover has to leave the cache now. */
  takeSucceeded(): readonly Purge[];
}

interface AcceptedPurge extends Omit<Purge, "status"> {
  readonly fails: boolean;
}

/** The purges of all edges. No timers: a status is worked out from the clock whenever somebody asks. */
export function createPurges({ clock, firstPurgeId, purgeDuration }: Settings): Purges {
  const accepted: AcceptedPurge[] = [];
  const unfinished = new Set<AcceptedPurge>();

  function view(purge: AcceptedPurge): Purge {
    const { fails, ...rest } = purge;
    const age = clock.now() - purge.acceptedAt;
    if (age < purgeDuration.ready) return { ...rest, status: "READY" };
    if (age < purgeDuration.ready + purgeDuration.running) return { ...rest, status: "RUNNING" };
    return { ...rest, status: fails ? "FAILURE" : "SUCCESS" };
  }

  return {
    accept(request, fails) {
      const purge = { ...request, id: firstPurgeId + BigInt(accepted.length), acceptedAt: clock.now(), fails };
      accepted.push(purge);
      unfinished.add(purge);
      return view(purge);
    },
    list: () => accepted.map(view),
    find(id) {
      const purge = accepted.find((candidate) => candidate.id === id);
      return purge && view(purge);
    },
    inProgress(edgeId) {
      const statuses = [...unfinished].filter((purge) => purge.edgeId === edgeId).map((purge) => view(purge).status);
      return statuses.filter((status) => status === "READY" || status === "RUNNING").length;
    },
    takeSucceeded() {
      const succeeded: Purge[] = [];
      for (const purge of unfinished) {
        const seen = view(purge);
        if (seen.status === "SUCCESS" || seen.status === "FAILURE") unfinished.delete(purge);
        if (seen.status === "SUCCESS") succeeded.push(seen);
      }
      return succeeded;
    },
  };
}
