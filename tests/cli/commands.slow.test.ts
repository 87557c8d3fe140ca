import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder, startSite, timeout } from "./command-site.ts";
import { cli, startCli } from "./start-cli.ts";

describe("more commands, as users run them", { timeout }, () => {
  it("keys from a file, what the last run became, and apps that must have a plan", async () => {
    const { env, site } = await startSite();
    const { NCLOUD_ACCESS_KEY_ID: access, NCLOUD_SECRET_ACCESS_KEY: secret, ...keyless } = env;
    site.write("deploy.env", `NCLOUD_ACCESS_KEY_ID=${access}\nNCLOUD_SECRET_ACCESS_KEY=${secret}\n`);
    const keys = ["--env-file", "deploy.env"];
    expect(await cli(site, ["plan", ...folder], keyless)).toMatchObject({ ended: 0 });
    expect(await cli(site, ["doctor"], keyless)).toMatchObject({ stdout: expect.stringContaining("are for 1.") });
    const lacking = await cli(site, ["send", ...keys, "--require", ".", "apps/other"], keyless);
    expect(lacking).toMatchObject({ ended: 2, stderr: expect.stringContaining("There is no plan of apps/other.") });
    expect(await cli(site, ["send", ...keys, "--require", "."], keyless)).toMatchObject({ ended: 0 });
    const status = await cli(site, ["status", ...keys], keyless);
    expect(status).toMatchObject({ ended: 0, stdout: expect.stringMatching(/\n3720001 +\w+ +URL /) });
    expect(await cli(site, ["purge", "--report", ...keys], keyless)).toMatchObject({ ended: 0 });
    // Node itself refuses such a file, with an exit code of its own.
    expect((await cli(site, ["status", "--env-file", "nowhere.env"], keyless)).ended).not.toBe(0);
  });

  it("in GitHub Actions: annotations and a summary, in which a hostile name is text", async () => {
    const { env, site } = await startSite({ "dist/::error::x|<b>.txt": "1", "dist/a*\n::add-mask::y.txt": "1" });
    const summary = join(site.outside, "summary.md");
    const github = { ...env, GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
    const ran = await cli(site, ["run", "dist", "--edge-id", "1"], github);
    expect(ran).toMatchObject({ ended: 3, stdout: "" });
    const commands = ran.stderr.split("\n").filter((line) => line.trimStart().startsWith("::"));
    expect(commands).toEqual([
      expect.stringMatching(/^::warning title=BASELINE_MISSING::No baseline for edge 1/),
      expect.stringMatching(/^::warning title=NOT_EXPRESSIBLE::a\*\\x0a::add-mask::y\.txt: /),
      expect.stringMatching(/^::error title=Global Edge purge partial::Partly purged: .*%0A/),
    ]);
    const refused = await cli(site, ["run", "nowhere", "--edge-id", "1"], github);
    expect(refused.stderr).toMatch(/^::error title=OUTPUT_MISSING::.+%0A.+$/m);
    const text = readFileSync(summary, "utf8");
    expect(text).toContain("**partial**");
    expect(text).toContain("| /&#58;&#58;error&#58;&#58;x&#37;7C&#37;3Cb&#37;3E.txt | missing-baseline |");
    expect(text).toContain("| a&#42;&#92;x0a&#58;&#58;add-mask&#58;&#58;y.txt | 1 | expressible |");
    expect(text).toContain("**failed** (OUTPUT&#95;MISSING)");
  });

  it("in colour where somebody asks for it, in which a hostile name brings none of its own", async () => {
    const { env, site } = await startSite({ "dist/\u001b[31m.txt": "1" });
    const wanted = { ...env, FORCE_COLOR: "1" };
    const { stderr } = await cli(site, ["run", "dist", "--edge-id", "1"], wanted);
    expect(stderr).toContain("\u001b[33m  warning\u001b[39m: ");
    expect(stderr).toContain("\n\u001b[32mPurged ");
    expect(stderr).toContain(" s).\u001b[39m\n");
    expect(stderr).not.toContain("\u001b[31m");
    const refused = await cli(site, ["run", "nowhere", "--edge-id", "1"], wanted);
    expect(refused.stderr).toContain("\u001b[31m");
    expect((await cli(site, ["run", "dist", "--edge-id", "1"], env)).stderr).not.toContain("\u001b");
  });

  it("explain and doctor: say why, and what is wrong", async () => {
    const { cli, env, site, emulator } = await startSite();
    await cli(["run", ...folder]);
    site.write("dist/index.html", "2");
    const why = await cli(["explain", "/docs/", ...folder]);
    expect(why.ended).toBe(0);
    expect(why.stdout + why.stderr).toContain("docs/index.html");
    const well = await cli(["doctor", "--edge-id", "1"]);
    expect(well).toMatchObject({ ended: 0 });
    expect(well.stdout + well.stderr).toContain("Edge 1 is running");
    const wrong = await startCli(site, ["doctor", "--edge-id", "1"], {
      ...env,
      NCLOUD_SECRET_ACCESS_KEY: "wrongSecretKey00000000000000000000000001",
    }).result;
    expect(wrong.ended).toBe(1);
    expect(wrong.stdout + wrong.stderr).toContain("EDGE_AUTHENTICATION");
    expect(emulator.purges).toHaveLength(1);
  });
});
