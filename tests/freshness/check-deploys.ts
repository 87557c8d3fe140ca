import process from "node:process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { deploys } from "./deploys.ts";
import { playDeploy } from "./play-deploy.ts";

/** Plays random deploys. @returns how many answers of the edge were compared with the origin's */
export async function checkDeploys(count: number): Promise<number> {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(deploys, async (deploy) => {
      const folder = await mkdtemp(join(tmpdir(), "freshness-"));
      try {
        compared += await playDeploy(deploy, folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: count, seed: Number(process.env["HISTORIES_SEED"] ?? 1) },
  );
  return compared;
}
