import { defaultQuota, defaultRetry } from "../client/quota.ts";
import { purgeKinds } from "../options/option-values.ts";
import type { Settings } from "../options/settings.ts";
import type { System } from "../system/system.ts";
import { createFakeClock } from "./fake-clock.ts";

/** Settings of one run, as the options of a small site would give them. */
export function testSettings(changes: Partial<Settings> = {}): Settings {
  return {
    environment: "production",
    edgeIds: [11197],
    endpoint: "http://127.0.0.1:1",
    projectDirectory: "/project",
    base: { assets: "/", pages: "/" },
    aliases: "directory",
    queries: [],
    also: {},
    include: ["**"],
    exclude: [],
    purge: purgeKinds,
    onMissingBaseline: "mutable",
    allowShrink: false,
    when: "build",
    dryRun: false,
    onFailure: "error",
    report: {},
    logLevel: "info",
    quota: defaultQuota,
    retry: { ...defaultRetry, attempts: 2 },
    ...changes,
  };
}

/** A system on which time passes while somebody waits, without an environment, and which prints nothing. */
export function testSystem(changes: Partial<System> = {}): System {
  return {
    clock: createFakeClock(),
    random: () => 0.5,
    env: {},
    homeDirectory: () => "/nobody",
    isCI: false,
    isPullRequest: false,
    write: () => {},
    ...changes,
  };
}
