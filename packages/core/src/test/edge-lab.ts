import { createEmulator, type Emulator, emulatorCredentials, type EmulatorOptions } from "@global-edge-purge/emulator";
import { onTestFinished } from "vitest";
import type { EdgeClientOptions } from "../client/client-options.ts";
import { createEdgeClient, type EdgeClient } from "../client/client.ts";
import type { EdgeWait } from "../client/limits.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { tempFolder } from "./temp-folder.ts";

export interface EdgeLab {
  /** Time for the emulator and, unless they have their own, for the clients. */
  readonly clock: FakeClock;
  readonly emulator: Emulator;
  /** Every wait that the clients told of. */
  readonly waits: readonly EdgeWait[];
  /** Every warning of the clients. */
  readonly warnings: readonly string[];
  /** Where the clients count their requests together. */
  readonly stateDirectory: string;
  readonly createClient: (options?: Partial<EdgeClientOptions>) => EdgeClient;
}

/** A local Global Edge and clients for it, on one fake clock and without an environment. Closed when the test ends. */
export async function startEdgeLab(options: EmulatorOptions = {}): Promise<EdgeLab> {
  const clock = createFakeClock();
  const emulator = await createEmulator({ clock, ...options });
  const stateDirectory = await tempFolder();
  const waits: EdgeWait[] = [];
  const warnings: string[] = [];
  onTestFinished(() => emulator.close());
  return {
    clock,
    emulator,
    waits,
    warnings,
    stateDirectory,
    createClient(overrides = {}) {
      const client = createEdgeClient({
        endpoint: emulator.apiUrl,
        credentials: emulatorCredentials,
        clock,
        random: () => 0.5,
        env: {},
        stateDirectory,
        onWait: (wait) => waits.push(wait),
        onWarning: ({ code }) => warnings.push(code),
        ...overrides,
      });
      onTestFinished(() => client.close());
      return client;
    },
  };
}

/** A purge of one URL on the emulator's edge. */
export const onePurge = { edgeId: 11197, type: "URL", targets: ["/css/main.css?v=2"] } as const;
