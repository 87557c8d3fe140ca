import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEndpoint, parseFolderUrl, parseSiteUrl } from "../net/address.ts";
import { proxyFor, ProxyError } from "../net/proxy.ts";
import { GlobalEdgePurgeError } from "../system/errors.ts";
import { damaged, hostileJson, hostileText } from "../test/hostile.ts";
import { testSystem } from "../test/test-run.ts";
import { CredentialsError } from "./credentials-error.ts";
import { parseProfiles } from "./credentials-file.ts";
import { findCredentials } from "./credentials.ts";
import { readVariables } from "./env.ts";
import { OptionsError } from "./options-error.ts";
import { parseOptions } from "./parse-options.ts";
import { resolveOptions } from "./resolve-options.ts";
import { parseBaselinePlace, parseS3Location } from "./s3-location.ts";

const options = {
  edgeId: [11197, 11198],
  credentials: { accessKey: "TESTKEY0000000000001", secretKey: "testSecretKey000000000000000000000001" },
  base: { assets: "/a/", pages: false },
  include: ["**"],
  exclude: ["*.map"],
  immutable: [],
  purge: ["added"],
  aliases: "clean",
  queries: ["v=1"],
  also: { "**/*.html": ["/app/*"] },
  baseline: "s3://bucket/key?region=kr-standard",
  onMissingBaseline: "all",
  when: "deploy",
  origin: { url: "https://origin.example/", timeout: 1000 },
  verify: { url: "https://www.example.com" },
  wait: { timeout: 1 },
  quota: { requestsPerMinute: 1 },
  retry: { attempts: 1 },
  budget: 1,
  report: { json: "report.json" },
  environments: { production: { edgeId: 1 }, staging: false },
};

const facts = {
  mode: "production",
  production: true,
  projectDirectory: "/project",
  publicPath: "/",
  enabledByDefault: true,
};

describe("options", () => {
  it("are read or refused in words, whatever they are", () => {
    fc.assert(
      fc.property(fc.oneof(damaged(options), hostileJson, fc.anything()), (given) => {
        const parsed = parseOptions(given);
        if ("given" in parsed) return;
        expect(parsed.problems.length).toBeGreaterThan(0);
        for (const { message, path } of parsed.problems) expect(typeof message + typeof path).toBe("stringstring");
      }),
    );
  });

  it("are resolved or refused with an error of ours, which holds no secret", () => {
    fc.assert(
      fc.property(fc.oneof(damaged(options), hostileJson), fc.dictionary(variableNames, hostileText), (given, env) => {
        try {
          resolveOptions(given, facts, testSystem({ env }));
        } catch (error) {
          if (!(error instanceof GlobalEdgePurgeError)) throw error;
          expect(`${error.message}${error.next}`).not.toContain(options.credentials.secretKey);
          expect(error).toBeInstanceOf(OptionsError);
        }
      }),
    );
  });
});

const variableNames = fc.oneof(
  fc.constantFrom(
    "GLOBAL_EDGE_PURGE",
    "GLOBAL_EDGE_PURGE_ENV",
    "GLOBAL_EDGE_PURGE_EDGE_ID",
    "GLOBAL_EDGE_PURGE_DRY_RUN",
    "GLOBAL_EDGE_PURGE_ENDPOINT",
    "NCLOUD_SITE",
    "NCLOUD_PROFILE",
    "NCLOUD_ACCESS_KEY_ID",
    "NCLOUD_SECRET_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
  ),
  hostileText,
);

describe("variables", () => {
  it("are read, or named as mistakes", () => {
    fc.assert(
      fc.property(
        fc.dictionary(variableNames, hostileText),
        fc.dictionary(variableNames, hostileText),
        (env, dotenv) => {
          const { variables, problems } = readVariables(env, dotenv);
          expect(Object.values(variables)).not.toContain(undefined);
          for (const { path } of problems) expect(variables).not.toHaveProperty(path);
        },
      ),
    );
  });

  it("of a proxy make one, or are refused without being shown", () => {
    const urls = fc.constantFrom(
      "https://edge.example/",
      "http://localhost:1/",
      "https://[::1]:8443/",
      "http://edge.example:8080/",
    );
    const names = fc.constantFrom("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");
    fc.assert(
      fc.property(urls, fc.dictionary(names, hostileText), (url, env) => {
        try {
          const proxy = proxyFor(new URL(url), env);
          if (proxy !== undefined) expect(URL.canParse(proxy)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ProxyError);
          expect((error as ProxyError).message).toMatch(
            /^The proxy in the environment variable [a-z_]+ is no http or https URL\.$/iu,
          );
        }
      }),
    );
  });
});

describe("a file of credentials", () => {
  it("is read, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.array(hostileText).map((lines) => lines.join("\n")),
        (text) => {
          for (const { accessKey, secretKey } of parseProfiles(text).values())
            expect([accessKey, secretKey]).not.toContain("");
        },
      ),
    );
  });

  it("and all other places give keys, or an error that holds none", () => {
    const secret = "testSecretKey000000000000000000000001";
    const value = fc.oneof(
      hostileText,
      fc.constant(secret),
      hostileText.map((text) => `${secret}${text}`),
    );
    fc.assert(
      fc.property(
        fc.dictionary(variableNames, value),
        fc.option(value, { nil: undefined }),
        value,
        (env, half, text) => {
          try {
            const found = findCredentials({
              option: half === undefined ? undefined : { accessKey: undefined, secretKey: half },
              env,
              dotenv: { folder: "/site", names: [".env"], variables: env },
              folder: "/site",
              isCI: false,
              envPrefixes: [],
              profile: undefined,
              homeDirectory: () => "/home",
              readFile: () => `[DEFAULT]\nncloud_access_key_id=${text}\nncloud_secret_access_key=${secret}`,
            });
            expect(found.secretKey.reveal()).toMatch(/^\S(?:.*\S)?$/su);
            // It becomes the value of a header.
            expect(found.accessKey).toMatch(/^[\u0021-\u007e]+$/u);
          } catch (error) {
            expect(error).toBeInstanceOf(CredentialsError);
            const { message, next, stack } = error as CredentialsError;
            expect(`${message}${next}${stack}`).not.toContain(secret);
          }
        },
      ),
    );
  });
});

describe("addresses", () => {
  it.each([
    ["an endpoint", parseEndpoint],
    ["a folder", parseFolderUrl],
    ["a site", parseSiteUrl],
  ])("of %s are read once and for all, or refused", (_what, parse) => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.webUrl({ withQueryParameters: true, withFragments: true })), (text) => {
        const parsed = parse(text);
        if ("problem" in parsed) return;
        expect(parse(parsed.value)).toEqual(parsed);
        expect(parsed.value).toMatch(/^https?:\/\/[^@/\s]+(?:\/\S*)?$/u);
      }),
    );
  });

  it("of a baseline are read, or refused in words", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostileText,
          hostileText.map((text) => `s3://bucket/${text}`),
        ),
        (text) => {
          for (const parse of [parseS3Location, parseBaselinePlace]) {
            const parsed = parse(text);
            expect("value" in parsed || parsed.problem !== "").toBe(true);
          }
        },
      ),
    );
  });
});
