import type { Finding } from "@global-edge-purge/core/inspect";
import { describe, expect, it } from "vitest";
import { startSite } from "../test/start-site.ts";

/** A build that counts how often it ran, and what it does then. */
const script = (body: string) => `
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
const time = Number(existsSync("times") ? readFileSync("times", "utf8") : 0) + 1;
writeFileSync("times", String(time));
writeFileSync("env", String(process.env.GLOBAL_EDGE_PURGE));
mkdirSync("dist/_app/immutable", { recursive: true });
${body}`;

async function findingsOf(body: string, args: readonly string[] = ["--dir", "dist"]) {
  const site = await startSite({ "build.mjs": script(body) });
  const env = { PATH: process.env["PATH"], CI: "" };
  const command = `"${process.execPath}" build.mjs`;
  const result = await site.cli(["doctor", "--json", "--edge-id", "1", "--build", command, ...args], { env });
  const findings: Finding[] = JSON.parse(result.out);
  return { ...result, ...site, findings: findings.filter(({ code }) => /BUILD|DIRECTORY/u.test(code)) };
}

describe("doctor --build", () => {
  it("says that a build repeats itself, without a purge and without a trace", async () => {
    const { findings, read, purged } = await findingsOf('console.log("built"); writeFileSync("dist/index.html", "1");');
    expect(findings).toEqual([
      { code: "BUILDS_ALIKE", level: "good", message: "Two builds of the same sources wrote the same 1 file." },
    ]);
    expect([read("times"), read("env")]).toEqual(["2", "0"]);
    expect([purged(), read(".global-edge-purge/production/baseline.json")]).toEqual([[], ""]);
  });

  it("says which names differ, of which kind, what they cost, and which setting mends it", async () => {
    const body = `
      writeFileSync("dist/index.html", String(time));
      writeFileSync("dist/about.html", "1");
      writeFileSync("dist/_app/immutable/" + time + ".js", "1");
      writeFileSync("dist/_app/version.json", JSON.stringify({ version: String(1795906833679 + time) }));`;
    const { findings, err, out } = await findingsOf(`console.log("built"); ${body}`);
    expect(findings).toEqual([
      {
        code: "BUILDS_DIFFER",
        level: "notice",
        message:
          "Two builds of the same sources differ in 3 names (the second has 5 files): " +
          "1 hashed name (_app/immutable/2.js), 1 data file (_app/version.json), 1 page (index.html). " +
          "Each deploy purges 3 targets in 1 request for it.",
        next: "Set version.name of SvelteKit to something that is made from the content or the commit.",
      },
    ]);
    expect(err).toContain("built\nbuilt\n");
    // Where these tests run in CI, the machine is one that forgets.
    const problems = (JSON.parse(out) as Finding[]).filter(
      ({ level, code }) => level === "problem" && code !== "BASELINE_FORGOTTEN",
    );
    expect(problems).toEqual([]);
  });

  it.each([
    ["BUILD_FAILED", "process.exit(3);", ["--dir", "dist"], "exit code 3"],
    ["DIRECTORY_MISSING", "", [], "which folder"],
  ])("says %s where it cannot compare", async (code, body, args, words) => {
    const { findings, exitCode } = await findingsOf(body, args);
    expect(findings).toMatchObject([{ code, level: "problem", message: expect.stringContaining(words) }]);
    expect(exitCode).toBe(1);
  });
});
