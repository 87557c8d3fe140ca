import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startDeployLab } from "../test/deploy-lab.ts";
import { purgeBuild } from "./purge-build.ts";

/** Twenty-four requests, of which ten may go out in a minute. */
async function purgeMuch(rewriteLine?: (line: string) => void) {
  const lab = await startDeployLab();
  const { settings, project } = lab.app("site", { aliases: "none" });
  mkdirSync(join(project, "dist"), { recursive: true });
  for (let index = 0; index < 24; index++) writeFileSync(join(project, "dist", `${index}.html`), "1");
  const build = { outputDirectory: join(project, "dist"), immutableNames: new Set<string>() };
  const quota = { ...settings.quota, targetsPerRequest: 1 };
  const system = { ...lab.system, ...(rewriteLine && { rewriteLine }) };
  expect(await purgeBuild(build, { ...settings, quota }, system)).toMatchObject({ verdict: "purged" });
  return lab.printed().split("\n");
}

describe("how far a long purge has come", () => {
  it("is told in a log now and then, after how long it takes", async () => {
    const lines = await purgeMuch();
    expect(lines).toContain("  24 targets in 24 requests, about 2 min");
    expect(lines.filter((line) => /request|waiting/.test(line)).slice(1, -1)).toEqual([
      "  waiting 61 s: the requests of this minute are used up",
      "  request 12 of 24",
      "  waiting 61 s: the requests of this minute are used up",
      "  request 22 of 24",
    ]);
  });

  it("is one line at a terminal, with what it waits for", async () => {
    const shown: string[] = [];
    const lines = await purgeMuch((line) => void shown.push(line));
    expect(shown).toHaveLength(26);
    expect(shown.slice(9, 13)).toEqual([
      "  request 10 of 24",
      "  request 11 of 24",
      "  request 11 of 24; waiting 61 s: the requests of this minute are used up",
      "  request 12 of 24",
    ]);
    expect(lines.filter((line) => / of 24|waiting/.test(line))).toEqual([]);
  });
});
