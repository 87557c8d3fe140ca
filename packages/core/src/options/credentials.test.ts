import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messageOf } from "../system/errors.ts";
import { CredentialsError } from "./credentials-error.ts";
import { type CredentialSources, findCredentials } from "./credentials.ts";

const secretOf = (source: string) => `testSecretKeyOf${source}`;
const configure = "/home/someone/.ncloud/configure";
const noFile = () => {
  throw Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });
};
const dotenvOf = (variables: Record<string, string>) => ({ folder: "/site", names: [".env", ".env.local"], variables });
const nothing: CredentialSources = {
  option: undefined,
  env: {},
  dotenv: undefined,
  folder: "/site",
  isCI: false,
  envPrefixes: [],
  profile: undefined,
  homeDirectory: () => "/home/someone",
  readFile: noFile,
};
const file = (...lines: string[]) => ({ readFile: () => lines.join("\n") });

function found(sources: Partial<CredentialSources>) {
  const { accessKey, secretKey } = findCredentials({ ...nothing, ...sources });
  return [accessKey, secretKey.reveal()];
}

function refusal(sources: Partial<CredentialSources>): CredentialsError {
  try {
    findCredentials({ ...nothing, ...sources });
  } catch (error) {
    if (error instanceof CredentialsError) return error;
    throw error;
  }
  throw new Error("The credentials were accepted.");
}

const everySource = {
  option: { accessKey: "OPTION", secretKey: secretOf("Option") },
  env: { NCLOUD_ACCESS_KEY_ID: "ENV", NCLOUD_SECRET_ACCESS_KEY: secretOf("Env") },
  dotenv: dotenvOf({ NCLOUD_ACCESS_KEY: "DOTENV", NCLOUD_SECRET_KEY: secretOf("Dotenv") }),
  ...file("[DEFAULT]", "ncloud_access_key_id=FILE", `ncloud_secret_access_key=${secretOf("File")}`),
};

describe("findCredentials", () => {
  it("asks the option, the environment, .env files and the file, in this order", () => {
    const { option, env, dotenv, readFile } = everySource;
    expect(found({ option, env, dotenv, readFile })).toEqual(["OPTION", secretOf("Option")]);
    expect(found({ env, dotenv, readFile })).toEqual(["ENV", secretOf("Env")]);
    expect(found({ dotenv, readFile })).toEqual(["DOTENV", secretOf("Dotenv")]);
    expect(found({ readFile })).toEqual(["FILE", secretOf("File")]);
  });

  it("does without a home folder, and says so where nothing else holds keys", () => {
    const homeDirectory = () => undefined;
    expect(found({ ...everySource, homeDirectory })).toEqual(["OPTION", secretOf("Option")]);
    expect(refusal({ ...file("ncloud_access_key_id=FILE"), homeDirectory })).toMatchObject({
      code: "CREDENTIALS_MISSING",
      message: expect.stringContaining("configure (this user has no home folder)"),
    });
    expect(refusal({ homeDirectory, profile: "team" })).toMatchObject({ code: "CREDENTIALS_MISSING" });
  });

  it("asks for the home folder only where nothing else holds keys", () => {
    const homeDirectory = () => {
      throw new Error("asked");
    };
    expect(found({ ...everySource, homeDirectory })).toEqual(["OPTION", secretOf("Option")]);
    expect(found({ env: everySource.env, homeDirectory })).toEqual(["ENV", secretOf("Env")]);
    expect(found({ dotenv: everySource.dotenv, homeDirectory })).toEqual(["DOTENV", secretOf("Dotenv")]);
  });

  it("opens the file only where nothing else holds keys, at its one place", () => {
    const opened: string[] = [];
    const readFile = (path: string) => {
      opened.push(path);
      return everySource.readFile();
    };
    found({ env: everySource.env, readFile });
    expect(opened).toEqual([]);
    found({ readFile });
    expect(opened).toEqual([configure]);
  });

  it.each([
    [
      { NCLOUD_ACCESS_KEY_ID: "A", NCLOUD_ACCESS_KEY: "B", NCLOUD_SECRET_ACCESS_KEY: "S", NCLOUD_SECRET_KEY: "T" },
      ["A", "S"],
    ],
    [{ NCLOUD_ACCESS_KEY: "B", NCLOUD_SECRET_KEY: "T" }, ["B", "T"]],
    [
      { NCLOUD_ACCESS_KEY_ID: "", NCLOUD_ACCESS_KEY: "B", NCLOUD_SECRET_ACCESS_KEY: " ", NCLOUD_SECRET_KEY: "T" },
      ["B", "T"],
    ],
    [{ NCLOUD_ACCESS_KEY_ID: " A\n", NCLOUD_SECRET_KEY: "a b=c;d#e\n" }, ["A", "a b=c;d#e"]],
  ])("reads %j", (env, pair) => {
    expect(found({ env })).toEqual(pair);
  });

  it("takes the profile that was asked for", () => {
    const readFile = file(
      "[DEFAULT]",
      "ncloud_access_key_id=A",
      "ncloud_secret_access_key=S",
      "[team]",
      "ncloud_access_key_id=B",
      "ncloud_secret_access_key=T",
    );
    expect(found({ ...readFile, profile: "team" })).toEqual(["B", "T"]);
    expect(found({ ...readFile })).toEqual(["A", "S"]);
  });

  it.each<[string, Partial<CredentialSources>, string[]]>([
    [
      "the option",
      { ...everySource, option: { accessKey: "A", secretKey: undefined } },
      ["option credentials", "the secret key (secretKey) is not"],
    ],
    [
      "the environment",
      { ...everySource, option: undefined, env: { NCLOUD_ACCESS_KEY: "A" } },
      ["the access key is in the environment", "NCLOUD_SECRET_ACCESS_KEY or NCLOUD_SECRET_KEY"],
    ],
    [
      "the .env files",
      { ...everySource, option: undefined, env: {}, dotenv: dotenvOf({ NCLOUD_SECRET_KEY: secretOf("Dotenv") }) },
      ["the secret key is in the .env files", "NCLOUD_ACCESS_KEY_ID or NCLOUD_ACCESS_KEY"],
    ],
    ["the file", file("[DEFAULT]", "ncloud_access_key_id=A"), [configure, "ncloud_secret_access_key"]],
  ])("does not go on where %s holds half a pair", (_what, sources, words) => {
    const error = refusal(sources);
    expect(error.code).toBe("CREDENTIALS_INCOMPLETE");
    for (const word of words) expect(error.message).toContain(word);
    expect(error.message).not.toContain("testSecretKey");
  });

  it.each([
    ["a blank inside", "TEST ACCESS"],
    ["a letter that no header holds", "TESTACCESSKEÝ"],
    ["quotes", '"TESTACCESSKEY"'],
  ])("refuses an access key with %s", (_what, accessKey) => {
    const error = refusal({ env: { NCLOUD_ACCESS_KEY: accessKey, NCLOUD_SECRET_KEY: secretOf("Env") } });
    expect(error.code).toBe("CREDENTIALS_MALFORMED");
    expect(error.message).not.toContain(accessKey);
  });

  it("refuses a secret key in quotes, without showing it", () => {
    const error = refusal({ env: { NCLOUD_ACCESS_KEY: "A", NCLOUD_SECRET_KEY: `'${secretOf("Env")}'` } });
    expect(error.code).toBe("CREDENTIALS_MALFORMED");
    expect(`${error.message} ${error.next}`).not.toContain("testSecretKey");
  });

  it.each<[string, Partial<CredentialSources>]>([
    ["VITE_NCLOUD_SECRET_KEY", {}],
    ["VITE_MY_NCLOUD_ACCESS_KEY_ID", {}],
    ["NEXT_PUBLIC_NCLOUD_SECRET_ACCESS_KEY", {}],
    ["PUBLIC_NCLOUD_ACCESS_KEY", {}],
    ["NUXT_PUBLIC_NCLOUD_SECRET_KEY", {}],
    ["REACT_APP_NCLOUD_SECRET_KEY", {}],
    ["VUE_APP_NCLOUD_SECRET_KEY", {}],
    ["NCLOUD_SECRET_KEY", { envPrefixes: ["APP_", "NCLOUD_"] }],
    ["APP_NCLOUD_SECRET_KEY", { envPrefixes: ["APP_"] }],
  ])("refuses %s, which a bundler would publish", (name, more) => {
    for (const sources of [
      { env: { [name]: secretOf("Env") } },
      { dotenv: dotenvOf({ [name]: secretOf("Dotenv") }) },
    ]) {
      const error = refusal({ ...sources, option: everySource.option, ...more });
      expect(error.code).toBe("CREDENTIALS_PUBLIC");
      expect(error.message).toContain(name);
      expect(error.message).not.toContain("testSecretKey");
    }
  });

  it.each([
    { VITE_NCLOUD_SECRET_KEY: "" },
    { VITE_API_KEY: "x" },
    { APP_NCLOUD_SECRET_KEY: "x" },
    { VITE_NCLOUD_REGION: "KR" },
  ])("does not mind %j", (env) => {
    expect(found({ option: everySource.option, env })).toEqual(["OPTION", secretOf("Option")]);
  });

  it("names the profiles there are where the one asked for is not", () => {
    const error = refusal({ ...file("[team]", "[other]"), profile: "prod" });
    expect(error.code).toBe("CREDENTIALS_PROFILE_UNKNOWN");
    expect(error.message).toBe(`${configure} has no profile "prod". It has: team, other.`);
    expect(refusal({ ...file(""), profile: "prod" }).message).toContain("It has: none.");
  });

  it.each<[string, Partial<CredentialSources>, string]>([
    ["no file", {}, `in the option credentials, the environment, ${configure} (no such file).`],
    ["a profile, and no file", { profile: "team" }, "(no such file)"],
    [".env files", { dotenv: dotenvOf({}) }, "the environment, .env, .env.local of /site, "],
    ["a file without keys", file("[DEFAULT]", "x=1"), "(no keys in DEFAULT)"],
    ["a file with other profiles", file("[team]"), "(no DEFAULT; it has: team)"],
  ])("names everywhere it looked: %s", (_what, sources, words) => {
    const error = refusal(sources);
    expect(error.code).toBe("CREDENTIALS_MISSING");
    expect(error.message).toContain(words);
    expect(error.next).toContain("NCLOUD_ACCESS_KEY_ID");
  });

  it.each<[string, Partial<CredentialSources>, string]>([
    [
      "a name of another tool",
      { env: { NCP_ACCESS_KEY: "A", NCP_SECRET_KEY: "S" } },
      "NCP_ACCESS_KEY and NCP_SECRET_KEY are set, and such names are not read.",
    ],
    ["keys of S3", { env: { AWS_ACCESS_KEY_ID: "A" } }, "AWS_ACCESS_KEY_ID is set, and such names are not read."],
    [
      "a file of another mode",
      { dotenv: dotenvOf({}) },
      ".env.development holds NCLOUD_ACCESS_KEY_ID, and that file is not read.",
    ],
    ["a file that no bundler reads", {}, ".env.development holds NCLOUD_ACCESS_KEY_ID, and that file is not read."],
    [
      "another name in a file",
      { dotenv: { ...dotenvOf({}), names: [".env.development"] } },
      ".env.development holds NCP_SECRET_KEY, and such names are not read.",
    ],
  ])("says what lies nearby, without its value: %s", (_what, sources, words) => {
    const readFile = (path: string) => {
      if (path !== join("/site", ".env.development")) return noFile();
      return sources.dotenv?.names.length === 1
        ? "NCP_SECRET_KEY=testSecretKey"
        : "NCLOUD_ACCESS_KEY_ID=testSecretKey\nX=1\nNCLOUD_SECRET_KEY=";
    };
    const error = refusal({ readFile, ...sources });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("testSecretKey");
  });

  it("says nothing of what is empty or is no key", () => {
    const env = { NCP_ACCESS_KEY: " ", NCLOUD_REGION: "KR", MONKEY: "x" };
    expect(refusal({ env }).message).toMatch(/\(no such file\)\.$/u);
  });

  it("names both ways out in CI, and the file that git must ignore where .env files are read", () => {
    expect(refusal({ isCI: true }).next).toContain("GLOBAL_EDGE_PURGE=0 in a job that does not deploy");
    expect(refusal({ dotenv: dotenvOf({}) }).next).toContain(".env.local, which git must ignore");
    expect(refusal({}).next).not.toMatch(/env\.local|PURGE=0/);
  });

  it("passes on what is no matter of credentials", () => {
    expect(
      messageOf(
        refusal({
          readFile: () => {
            throw new Error("disk on fire");
          },
        }),
      ),
    ).toContain("disk on fire");
  });
});
