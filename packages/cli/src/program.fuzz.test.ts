import fc from "fast-check";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runInProcess, tempFolder } from "./test/run-in-process.ts";

const words = fc.oneof(
  fc.constantFrom(
    "run",
    "plan",
    "send",
    "status",
    "edges",
    "purge",
    "forget",
    "explain",
    "help",
    "--dir",
    "dist",
    "--edge-id",
    "1",
    "1,2",
    "0",
    "--env",
    "production",
    "../..",
    "--base",
    "/",
    "--dry-run",
    "--json",
    "--adopt",
    "--out",
    "plan.json",
    "--baseline",
    "state.json",
    "s3://b/k",
    "--log-level",
    "debug",
    "silent",
    "--all",
    "--yes",
    "--help",
    "--version",
    "--",
    "/index.html",
    "https://example.com/a?b#c",
    "/*",
    "*",
    "-1",
    "--include",
    "--exclude",
    "**",
    "[",
    "{a",
    "--immutable",
    "--queries",
    "--aliases",
    "--endpoint",
    "http://127.0.0.1:9",
    "--quota",
    "--retry",
    "--budget",
    "1e309",
    "--origin",
    "--verify",
    "--wait",
    "--report-json",
    "r.json",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
);

describe("the command line", () => {
  it("ends with an exit code and words of ours, whatever it is given, and touches nothing elsewhere", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 7 }), async (args) => {
        const root = tempFolder();
        const workingDirectory = join(root, "project");
        mkdirSync(join(workingDirectory, "dist"), { recursive: true });
        writeFileSync(join(workingDirectory, "dist", "index.html"), "one");
        // No keys: nothing can be sent.
        const { exitCode, err } = await runInProcess(args, {
          workingDirectory,
          env: { GLOBAL_EDGE_PURGE_ENDPOINT: "" },
        });
        expect({ exitCode, err }).toMatchObject({ exitCode: expect.toBeOneOf([0, 1, 2, 3]) as number });
        expect(err).not.toMatch(/defect of global-edge-purge|\n\s+at [^\n]*:\d+/u);
        expect(err).not.toMatch(/(?!\n|\t)[\p{Cc}\p{Bidi_Control}]/u);
        expect(readdirSync(root)).toEqual(["project"]);
      }),
    );
  });
});
