import fc from "fast-check";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseProfiles, readCredentialsFile } from "./credentials-file.ts";

const access = "ncloud_access_key_id";
const secret = "ncloud_secret_access_key";
const pair = { accessKey: "TESTACCESSKEY0000001", secretKey: "testSecretKey" };

function profilesIn(...lines: string[]) {
  return Object.fromEntries(parseProfiles(lines.join("\n")));
}

describe("parseProfiles", () => {
  it.each<[string, string[], Record<string, unknown>]>([
    ["bare keys", [`${access} = TESTACCESSKEY0000001`, `${secret} = testSecretKey`], { DEFAULT: pair }],
    [
      "keys under [DEFAULT]",
      ["[DEFAULT]", `${access}=TESTACCESSKEY0000001`, `${secret}=testSecretKey`],
      { DEFAULT: pair },
    ],
    [
      "keys around [DEFAULT]",
      [`${access}=TESTACCESSKEY0000001`, "[DEFAULT]", `${secret}=testSecretKey`],
      { DEFAULT: pair },
    ],
    [
      "profiles",
      [
        `${access}=TESTACCESSKEY0000001`,
        `${secret}=testSecretKey`,
        "",
        " [team.prod] # ours",
        `  ${access} = TESTACCESSKEY0000002`,
      ],
      { DEFAULT: pair, "team.prod": { accessKey: "TESTACCESSKEY0000002", secretKey: undefined } },
    ],
    ["a profile that begins like another", ["[a]", "[a.b]", "[a.b.c]"], { a: {}, "a.b": {}, "a.b.c": {} }],
    [
      "comments",
      ["# one", `; ${access}=no;#`, `${access} = TESTACCESSKEY0000001 # mine`, `${secret}=testSecretKey ; too`],
      { DEFAULT: pair },
    ],
    ["quotes", [`${access} = "TESTACCESSKEY0000001"`, `${secret} = 'testSecretKey'`], { DEFAULT: pair }],
    [
      "a byte order mark and Windows line ends",
      [`\uFEFF${access}=TESTACCESSKEY0000001\r`, `${secret}=testSecretKey\r`],
      { DEFAULT: pair },
    ],
    ["other keys", ["ncloud_api_url = https://ncloud.apigw.ntruss.com"], {}],
    [
      "a name without a value",
      [`${access} =`, secret, "[x]", `${secret} = s`],
      { x: { accessKey: undefined, secretKey: "s" } },
    ],
    ["nothing", [""], {}],
  ])("reads %s", (_what, lines, profiles) => {
    expect(profilesIn(...lines)).toEqual(profiles);
  });

  it.each(["a=b==", "a;b", "a#b", "a\\b", "a;b#c=d;", "[ab]", "a.b", "a'b"])("keeps the secret %s whole", (text) => {
    expect(profilesIn(`${access}=A`, `${secret} = ${text}`)["DEFAULT"]?.secretKey).toBe(text);
    expect(profilesIn("[team]", `${access}=A`, `${secret}=${text}`)["team"]?.secretKey).toBe(text);
  });

  it.each([";ab", "#ab"])("takes %s for a secret right after the sign, and for a comment after a blank", (text) => {
    expect(profilesIn(`${secret}=${text}`)["DEFAULT"]?.secretKey).toBe(text);
    expect(profilesIn(`${secret}="${text}"`)["DEFAULT"]?.secretKey).toBe(text);
    expect(profilesIn(`${secret} = ${text}`)).toEqual({});
  });

  it("keeps any secret of letters and punctuation whole", () => {
    const character = fc.constantFrom(..."abcXYZ0189+/=;#.,:!?@$%^&*()[]{}<>|~_-".split(""));
    fc.assert(
      fc.property(
        fc.string({ unit: character, minLength: 1, maxLength: 40 }).filter((text) => !/^[;#]/.test(text)),
        (text) => {
          expect(profilesIn("[team]", `${access} = A`, `${secret} = ${text}`)["team"]).toEqual({
            accessKey: "A",
            secretKey: text,
          });
        },
      ),
    );
  });
});

describe("readCredentialsFile", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "credentials-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (path: string) => readCredentialsFile(path, (file) => readFileSync(file, "utf8"));

  it("reads a file", () => {
    writeFileSync(join(folder, "configure"), `${access}=A`);
    expect(read(join(folder, "configure"))?.get("DEFAULT")?.accessKey).toBe("A");
  });

  it("finds nothing where there is no file", () => {
    writeFileSync(join(folder, "file"), "");
    expect(read(join(folder, "configure"))).toBeUndefined();
    expect(read(join(folder, "file", "configure"))).toBeUndefined();
  });

  it("says so where the path is a folder", () => {
    mkdirSync(join(folder, "configure"));
    expect(() => read(join(folder, "configure"))).toThrow(
      expect.objectContaining({ code: "CREDENTIALS_UNREADABLE", message: expect.stringContaining("EISDIR") }),
    );
  });

  it("says so where reading is not permitted", () => {
    const denied = Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    expect(() =>
      readCredentialsFile("/home/someone/.ncloud/configure", () => {
        throw denied;
      }),
    ).toThrow(expect.objectContaining({ code: "CREDENTIALS_UNREADABLE", cause: denied }));
  });
});
