import { OptionsError } from "@global-edge-purge/core/options";
import { describe, expect, it } from "vitest";
import { startSite } from "./test/start-site.ts";
import { nameFlags } from "./name-flags.ts";

const config = (options: object) => ({
  "dist/index.html": "1",
  "global-edge-purge.config.json": JSON.stringify(options),
});

describe("mistakes at the command line", () => {
  it.each([
    [["--edge-id", "abc"], '--edge-id (edgeId): must be a positive whole number, such as 11197, and is "abc".'],
    [["--edge-id", "1,1"], '--edge-id (edgeId): must be a list that names no edge twice, and is "1,1".'],
    [["--aliases", "foo"], '--aliases (aliases): must be "none", "directory", "clean" or a function, and is "foo".'],
    [["--wait", "1x"], '--wait (wait.timeout): must be a positive whole number of milliseconds, and is "1x".'],
    [["--purge", "added", "chnged"], '--purge (purge): must be "added", "changed" or "removed", and is "chnged".'],
    [["--site", "gof"], 'and is "gof". Did you mean "gov"?'],
    [["--env", "productoin"], '--env (environment): must be "production": '],
  ])("name the flag, and show what stands behind it: %j", async (args, told) => {
    for (const files of [config({ edgeId: 1 }), config({ environments: { production: { edgeId: 1 } } })]) {
      const { cli } = await startSite(files);
      const { exitCode, err } = await cli(["run", "--dir", "dist", ...args]);
      expect([exitCode, err]).toEqual([2, expect.stringContaining(told)]);
      expect(err).toContain("--help shows all flags.");
    }
  });

  it.each(["https://me:testSecretKey@example.com", "testSecretKeytestSecretKeytestSecretKey1"])(
    "never show what may be a secret: %s",
    async (value) => {
      const { cli } = await startSite(config({ edgeId: 1 }));
      for (const flag of ["--endpoint", "--site", "--edge-id"]) {
        const { exitCode, err } = await cli(["run", "--dir", "dist", flag, value]);
        expect([exitCode, err]).toEqual([2, expect.stringContaining(`${flag} (`)]);
        expect(err).not.toContain("testSecretKey");
      }
    },
  );

  it("leave those of the config as they are, also beside a good flag", async () => {
    const { cli } = await startSite(
      config({ edgeId: "one", environments: { production: {}, staging: { site: "fin" } } }),
    );
    const { err } = await cli(["run", "--dir", "dist", "--edge-id", "1", "--site", "gof"]);
    expect(err).toMatch(/^ {2}- edgeId: must be .*, and is a text\.$/m);
    expect(err).toMatch(/^ {2}- environments\.staging\.site: must be "public" or "gov", and is another text\.$/m);
    expect(err).toMatch(/^ {2}- --site \(site\): must be "public" or "gov", and is "gof"\./m);
  });

  it("are told in Korean with the value", async () => {
    const { cli } = await startSite(config({}));
    const { err } = await cli(["run", "--dir", "dist", "--edge-id", "a b"], { env: { LANG: "ko_KR.UTF-8" } });
    expect(err).toContain('  - --edge-id (edgeId): 필요한 값: 양의 정수. 예: 11197. 지금 값: "a b".\n');
  });

  it("name the flag that says which edge", () => {
    const message = "is missing. Give the number of your edge, such as edgeId: 11197, or set X.";
    const { problems } = nameFlags(new OptionsError([{ code: "EDGE_ID_MISSING", path: "edgeId", message }]), {}, "/");
    expect(problems).toEqual([
      {
        code: "EDGE_ID_MISSING",
        path: "--edge-id (edgeId)",
        message: "is missing. Give the number of your edge, such as --edge-id 11197, or set X.",
      },
    ]);
  });
});
