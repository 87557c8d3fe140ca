import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { keyless, startSite } from "../test/start-site.ts";

const files = {
  "global-edge-purge.config.json": JSON.stringify({ edgeId: 1, report: { json: "report.json" } }),
  "dist/index.html": "1",
  "dist/소개/index.html": "1",
};

describe("explain", () => {
  it("says what is known of a URL, pasted or typed, without keys", async () => {
    const site = await startSite(files);
    await site.cli(["run", "--dir", "dist"]);
    const { out, exitCode, err } = await site.cli(["explain", "https://www.example.com/소개/?x#y"], { env: keyless });
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^\/%EC%86%8C%EA%B0%9C\/\?x\n {2}report {4}The last run .* did not purge it\.\n {2}options {3}No file/,
    );

    const known = await site.cli(["explain", "https://www.example.com/소개/"], { env: keyless });
    expect(known.out).toMatch(/^ {2}baseline {2}The edge agrees with us .* \(소개\/index\.html, edge 1\)$/m);
    expect(known.out).toMatch(/^ {2}report {4}That was accepted \(purge \d+\)\. \(edge 1\)$/m);
  });

  it("compares the folder where one is named, and answers machines", async () => {
    const site = await startSite(files);
    await site.cli(["run", "--dir", "dist"]);
    site.write("dist/index.html", "2");
    const { out } = await site.cli(["explain", "/", "--dir", "dist", "--json"]);
    expect(JSON.parse(out)).toContainEqual({
      source: "build",
      assetPath: "index.html",
      says: "A run over this folder now purges it: the file changed.",
    });
    expect(site.purged()).toHaveLength(4);
  });

  it("learns the edges from a baseline in Object Storage, as from one in a file", async () => {
    const site = await startSite({ "dist/index.html": "1" });
    await site.cli(["run", "--dir", "dist", "--edge-id", "2", "--baseline", "state.json"]);
    const text = site.read("state.json");
    rmSync(join(site.folder, ".global-edge-purge"), { recursive: true });
    const storage = createServer((_, response) => void response.writeHead(200, { etag: '"1"' }).end(text));
    await new Promise<void>((resolve) => storage.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void storage.close());
    const endpoint = `http://127.0.0.1:${(storage.address() as AddressInfo).port}`;
    const baseline = ["--baseline", `s3://state/production.json?endpoint=${endpoint}`];
    const { exitCode, out, err } = await site.cli(["explain", "/", ...baseline]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toContain("(index.html, edge 2)");
    expect((await site.cli(["doctor", ...baseline])).out).toContain("the plan and the baseline are for 2.");
  });

  it("ends with 2 where nothing is ever purged", async () => {
    const site = await startSite({
      "global-edge-purge.config.json": JSON.stringify({ edgeId: 1, environments: { a: {} } }),
    });
    const { exitCode, err } = await site.cli(["explain", "/"]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining("ENVIRONMENT_UNKNOWN")]);
  });
});
