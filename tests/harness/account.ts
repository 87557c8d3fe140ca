import { createEmulator, type Emulator, type EmulatorOptions, emulatorCredentials } from "@global-edge-purge/emulator";

/** What a build asked of the API. */
export interface Asked {
  readonly requests: number;
  /** All purge targets that were sent, sorted; one that was sent twice is there twice. */
  readonly targets: readonly string[];
}

/** An emulated account with edge 11197, and the variables that lead a build to it. */
export interface Account {
  readonly emulator: Emulator;
  readonly env: NodeJS.ProcessEnv;
  /** What was asked since the last call. */
  asked(): Asked;
}

const edgeId = 11197;

export async function openAccount(options: EmulatorOptions = {}): Promise<Account> {
  const emulator = await createEmulator({ edges: [{ edgeId }], quota: { requestsPerMinute: 1000 }, ...options });
  let seen = 0;
  return {
    emulator,
    env: {
      GLOBAL_EDGE_PURGE_ENDPOINT: emulator.apiUrl,
      NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
      NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
    },
    asked() {
      const requests = emulator.requests.slice(seen);
      seen = emulator.requests.length;
      return { requests: requests.length, targets: requests.flatMap(({ body }) => targetsOf(body)).toSorted() };
    },
  };
}

function targetsOf(body: unknown): readonly string[] {
  if (typeof body !== "object" || body === null || !("purgeTarget" in body)) return [];
  return Array.isArray(body.purgeTarget) ? body.purgeTarget.map(String) : [];
}
