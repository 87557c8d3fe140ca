import { describe, expect, it } from "vitest";
import { dotenvNames } from "../system/dotenv.ts";
import { examineEnvFiles } from "./examine-setup.ts";

describe("examineEnvFiles", () => {
  it("finds keys under names that are published, in each file that the mode reads", () => {
    const files: Record<string, string> = {
      ".env": "# keys\nexport VITE_NCLOUD_SECRET_KEY='test-secret-000000000000000000000001'\nVITE_TITLE=x\n",
      ".env.production.local": "NEXT_PUBLIC_NCLOUD_ACCESS_KEY=TESTKEY0000000000001",
      ".env.staging": "VITE_NCLOUD_ACCESS_KEY=TESTKEY0000000000002",
    };
    const findings = examineEnvFiles(dotenvNames("production"), (name) => files[name]);
    expect(findings.map(({ code, message }) => [code, message.split(",")[0]])).toEqual([
      ["CREDENTIALS_PUBLIC", ".env holds a key as VITE_NCLOUD_SECRET_KEY"],
      ["CREDENTIALS_PUBLIC", ".env.production.local holds a key as NEXT_PUBLIC_NCLOUD_ACCESS_KEY"],
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/test-secret|TESTKEY/);
  });

  it.each([
    "VITE_NCLOUD_SECRET_KEY=",
    'VITE_NCLOUD_SECRET_KEY=""',
    "VITE_NCLOUD_SECRET_KEY='' # none",
    "VITE_NCLOUD_SECRET_KEY= # none",
    "VITE_NCLOUD_SECRET_KEY =\nVITE_TITLE=x",
    "# VITE_NCLOUD_SECRET_KEY=x",
  ])("finds nothing where the variable is empty: %s", (text) => {
    expect(examineEnvFiles(dotenvNames("production"), (name) => (name === ".env" ? text : undefined))).toEqual([]);
  });

  it("finds nothing where keys have names of their own, or no value", () => {
    expect(
      examineEnvFiles(dotenvNames("production"), () => "NCLOUD_ACCESS_KEY=TESTKEY\nVITE_NCLOUD_SECRET_KEY=\n"),
    ).toEqual([]);
    expect(examineEnvFiles(dotenvNames("production"), () => undefined)).toEqual([]);
  });
});
