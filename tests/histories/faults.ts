import {
  emptyAnswer,
  type Fault as EmulatorFault,
  gatewayError,
  htmlAnswer,
  serviceError,
} from "@global-edge-purge/emulator";
import type { Death, Fault } from "./history.ts";

const emulatorFaults: Readonly<Record<Fault, EmulatorFault>> = {
  none: {},
  "500": { answer: gatewayError(500, "900") },
  "403": { answer: serviceError(403, "0032") },
  "413": { answer: gatewayError(413, "430") },
  "429": { answer: gatewayError(429, "400") },
  html: { answer: htmlAnswer(502) },
  "lost-before": { drop: "before-processing" },
  "lost-after": { drop: "after-processing" },
  cut: { truncate: true },
};

/** What goes wrong with the next requests, one after the other. */
export function faultsOf(faults: readonly Fault[]): readonly EmulatorFault[] {
  return faults.map((fault) => emulatorFaults[fault]);
}

export function neverEnds<Result>(): Promise<Result> {
  return new Promise(() => {});
}

/** The process dies while it waits for the answer to a request. `isOver` says that it had ended by itself before. */
export function deathAtRequest(
  { count, side }: Death,
  die: () => void,
  isOver: () => boolean,
): readonly EmulatorFault[] {
  const until = () => {
    if (isOver()) return Promise.resolve();
    die();
    return neverEnds();
  };
  // What is answered in place of everything else was not processed.
  return [...unharmed(count), { until, ...(side === "before" && { answer: emptyAnswer(500) }) }];
}

/** The process is told to stop while it waits for the answer to a request, which then comes. */
export function stopAtRequest(count: number, stopping: AbortController): readonly EmulatorFault[] {
  const until = async () => stopping.abort();
  return [...unharmed(count), { until }];
}

/** Something else happens while the answer to a request is awaited. */
export function actAtRequest(count: number, act: () => Promise<void>): readonly EmulatorFault[] {
  return [...unharmed(count), { until: act }];
}

function unharmed(count: number): readonly EmulatorFault[] {
  return Array.from({ length: count - 1 }, () => ({}));
}
