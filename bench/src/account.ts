import { createEmulator, type Emulator, emulatorCredentials, type EmulatorOptions } from "@global-edge-purge/emulator";
import process from "node:process";

/** Edges that every account here has. */
export const edgeIds: readonly number[] = [11197, 11198, 11199];

/** An emulated account. Unless told otherwise its quota holds nothing up. */
export function openAccount(options: EmulatorOptions = {}): Promise<Emulator> {
  return createEmulator({
    edges: edgeIds.map((edgeId) => ({ edgeId })),
    quota: { requestsPerMinute: 1_000_000 },
    ...options,
  });
}

/**
 * An environment that says nothing of this machine: no CI, no keys but the emulator's, an empty home, and a temporary folder of its own, in
 * which the requests of the last minute are counted.
 *
 * @param home absolute
 */
export function cleanEnvironment(home: string, emulator?: Emulator): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    NO_COLOR: "1",
    ...(emulator && {
      GLOBAL_EDGE_PURGE_ENDPOINT: emulator.apiUrl,
      NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
      NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
    }),
  };
}
