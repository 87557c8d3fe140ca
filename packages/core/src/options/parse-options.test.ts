import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OptionsError } from "./options-error.ts";
import { parseOptions } from "./parse-options.ts";
import { rootShape } from "./schema.ts";

/** Each problem as one line, the way a user reads it. */
function linesOf(options: unknown): string[] {
  const parsed = parseOptions(options);
  return "problems" in parsed ? parsed.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

const everyOption = {
  edgeId: [11200, 11201],
  credentials: { accessKey: "TESTACCESSKEY0000001", secretKey: "testSecretKey" },
  profile: "team",
  site: "gov",
  endpoint: "http://localhost:4443/",
  environment: "production",
  environments: { production: { edgeId: 11197, base: "/a" }, staging: false },
  enabled: true,
  pullRequests: true,
  base: { assets: "https://cdn.example.com/x", pages: false },
  outputDirectory: "build",
  include: ["**"],
  exclude: [],
  immutable: [],
  purge: ["added"],
  aliases: () => [],
  queries: ["v=1"],
  also: { "index.html": ["/feed", "/app/*", "/img/*.png"] },
  baseline: "baseline.json",
  onMissingBaseline: "all",
  allowShrink: true,
  when: "deploy",
  dryRun: true,
  onFailure: "warn",
  report: { json: "report.json" },
  logLevel: "debug",
  quota: { requestsPerMinute: 20 },
  retry: { attempts: 1, minDelay: 1, maxDelay: 1 },
  wait: { timeout: 1000 },
  origin: { url: "https://kr.object.ncloudstorage.com/site", timeout: 1000, marker: "version.txt" },
  verify: { url: "https://www.example.com", timeout: 1000 },
  budget: 60_000,
};

describe("parseOptions", () => {
  it("refuses environments whose state would lie in one folder on some systems", () => {
    for (const pair of [
      ["Production", "production"],
      ["가".normalize("NFC"), "가".normalize("NFD")],
    ]) {
      const environments = Object.fromEntries(pair.map((name) => [name, { edgeId: 1 }]));
      expect(linesOf({ environments })).toEqual([
        expect.stringMatching(/^environments: must be names that differ by more than upper and lower case: /u),
      ]);
    }
  });

  it("accepts every option", () => {
    expect(linesOf(everyOption)).toEqual([]);
    expect(Object.keys(everyOption).toSorted()).toEqual(Object.keys(rootShape).toSorted());
  });

  it("accepts none, and options that are undefined", () => {
    expect(linesOf(undefined)).toEqual([]);
    expect(linesOf(Object.fromEntries(Object.keys(rootShape).map((key) => [key, undefined])))).toEqual([]);
  });

  it("brings values into the form of settings", () => {
    expect(parseOptions({ ...everyOption, edgeId: 7, environments: { a: { base: "b" } } })).toMatchObject({
      given: {
        edgeId: [7],
        endpoint: "http://localhost:4443",
        base: { assets: "/x/", pages: false },
        environments: { a: { base: { assets: "/b/", pages: "/b/" } } },
      },
    });
  });

  it.each<[string, unknown, string[]]>([
    ["a misspelt option", { edgeID: 1 }, ['edgeID: there is no such option. Did you mean "edgeId"?']],
    [
      "a misspelt option of an environment",
      { environments: { staging: { "dry-run": true } } },
      ['environments.staging["dry-run"]: there is no such option. Did you mean "dryRun"?'],
    ],
    [
      "a misspelt option in a group",
      { quota: { requestPerMinute: 3 } },
      ['quota.requestPerMinute: there is no such option. Did you mean "requestsPerMinute"?'],
    ],
    [
      "a misspelt option in a group of an environment named like a group",
      { environments: { quota: { retry: { attemps: 3 } } } },
      ['environments.quota.retry.attemps: there is no such option. Did you mean "attempts"?'],
    ],
    [
      "a stranger in a group",
      { retry: { backoff: 2 } },
      ["retry.backoff: there is no such option here. There are: attempts, minDelay, maxDelay."],
    ],
    [
      "a stranger among the forms of an option",
      { wait: { seconds: 3 } },
      [
        "wait.timeout: must be a positive whole number of milliseconds, and is missing.",
        "wait.seconds: there is no such option here. There are: timeout.",
      ],
    ],
    ["a list of options", [], [": must be an object, and is a list."]],
    [
      "text for an edge",
      { edgeId: "11197" },
      ["edgeId: must be a positive whole number, such as 11197, or a list of them, and is a text."],
    ],
    [
      "a negative edge",
      { edgeId: -1 },
      ["edgeId: must be a positive whole number, such as 11197, or a list of them, and is -1."],
    ],
    [
      "a broken edge",
      { edgeId: 1.5 },
      ["edgeId: must be a positive whole number, such as 11197, or a list of them, and is 1.5."],
    ],
    ["an edge past 2^53", { edgeId: [2 ** 53] }, ["edgeId[0]: must be a positive whole number, such as 11197."]],
    ["no edges", { edgeId: [] }, ["edgeId: must be a list of at least one edge id."]],
    ["an edge twice", { edgeId: [1, 2, 1] }, ["edgeId: must be a list that names no edge twice."]],
    [
      "wrong edges in a list",
      { edgeId: [1, 0, "2"] },
      [
        "edgeId[1]: must be a positive whole number, such as 11197.",
        "edgeId[2]: must be a positive whole number, such as 11197, and is a text.",
      ],
    ],
    [
      "a wrong word",
      { onFailure: "wran" },
      ['onFailure: must be "error" or "warn", and is another text. Did you mean "warn"?'],
    ],
    [
      "a wrong kind",
      { purge: ["addded"] },
      ['purge[0]: must be "added", "changed" or "removed", and is another text. Did you mean "added"?'],
    ],
    ["no kinds", { purge: [] }, ["purge: must be a list of at least one kind (enabled: false turns purging off)."]],
    ["a text for a switch", { dryRun: "yes" }, ["dryRun: must be true or false, and is a text."]],
    ["wrong aliases", { aliases: "dir" }, ['aliases: must be "none", "directory", "clean" or a function.']],
    ["a query with ?", { queries: ["?v=1"] }, ['queries[0]: must be a query without "?", "#" and "*", such as "v=1".']],
    [
      "a query with *",
      { queries: ["v=1", "v=*"] },
      ['queries[1]: must be a query without "?", "#" and "*", such as "v=1".'],
    ],
    [
      "a wrong query of a glob",
      { queries: { "**/data.json": ["page=1", "?page=2"] } },
      ['queries["**/data.json"][1]: must be a query without "?", "#" and "*", such as "v=1".'],
    ],
    [
      "queries of another form",
      { queries: "v=1" },
      ["queries: must be a list of queries, or an object of globs with such lists, and is a text."],
    ],
    ["an empty query", { queries: [""] }, ['queries[0]: must be a query such as "v=1", not an empty text.']],
    [
      "a target in also that is not from the root",
      { also: { "index.html": ["/app/*", "app/*"] } },
      [
        expect.stringMatching(
          /^also\["index.html"\]\[1\]: must be a target from the root of the host, percent-encoded, such as /,
        ),
      ],
    ],
    ["one target in also", { also: { "a.html": "/a" } }, ['also["a.html"]: must be a list of targets, and is a text.']],
    [
      "a list in place of also",
      { also: ["/a"] },
      ["also: must be an object of globs with lists of targets, and is a list."],
    ],
    [
      "a store that cannot set aside",
      { baseline: { location: "x", read() {}, write() {} } },
      ["baseline: must be a store with location, read, write and setAside."],
    ],
    ["an empty glob", { include: [" "] }, ["include[0]: must be a glob, not an empty text."]],
    ["a glob in place of globs", { exclude: "*.map" }, ["exclude: must be a list of globs, and is a text."]],
    ["no globs to include", { include: [] }, ["include: must be a list of at least one glob."]],
    [
      "a baseline that is a URL",
      { baseline: "https://example.com/state.json" },
      ["baseline: must be the path of a file or an s3:// location, not another URL."],
    ],
    [
      "a baseline in a region that nobody knows",
      { baseline: "s3://bucket/key?region=moon" },
      [expect.stringMatching(/^baseline: must be an s3:\/\/ location with one of NAVER's regions/)],
    ],
    ["an origin without a URL", { origin: { timeout: 1 } }, ["origin.url: must be a URL, and is missing."]],
    [
      "an origin that is a URL",
      { origin: "https://example.com" },
      ["origin: must be an object with url, and is a text."],
    ],
    [
      "a site with a path",
      { verify: { url: "https://example.com/docs/" } },
      ['verify.url: must be the URL of a host without a path, such as "https://www.example.com".'],
    ],
    [
      "a report path that is empty",
      { report: { json: "" } },
      ["report.json: must be the path of a file, not an empty text."],
    ],
    ["a zero", { quota: { bodyBytes: 0 } }, ["quota.bodyBytes: must be a positive whole number."]],
    ["a wait that overflows a timer", { budget: 2 ** 31 }, ["budget: must be at most 2147483647 milliseconds."]],
    [
      "delays the wrong way round",
      { retry: { minDelay: 70_000 } },
      ["retry: must be an object whose minDelay (else 500) is not above its maxDelay (else 60000)."],
    ],
    [
      "plain http",
      { endpoint: "http://example.com" },
      ["endpoint: must be an https URL; plain http is accepted for localhost only."],
    ],
    ["a wildcard in base", { base: "/a/*" }, ['base: must be a path or a URL without "?", "#", "*" and "\\".']],
    ["half a base", { base: { assets: "/" } }, ["base.pages: must be a path, a URL or false, and is missing."]],
    [
      "a relative base in base",
      { base: { assets: "./", pages: "/" } },
      ['base.assets: must be a path from the root of the host, without the parts "." and "..".'],
    ],
    [
      "half a pair",
      { credentials: { accessKey: "TESTACCESSKEY0000001" } },
      ["credentials.secretKey: must be a secret key, and is missing."],
    ],
    [
      "an environment that cannot name a file",
      { environments: { "../up": {} } },
      ['environments["../up"]: its name must be letters, digits, ".", "_" and "-", with a letter or digit first.'],
    ],
    [
      "an environment that is a number",
      { environments: { a: 3 } },
      ["environments.a: must be an object of options, or false, and is 3."],
    ],
  ])("refuses %s", (_what, options, lines) => {
    expect(linesOf(options)).toEqual(lines);
  });

  it("lists what an environment may set where it sets something else", () => {
    const [line, ...others] = linesOf({ environments: { a: { environment: "b" } } });
    expect(line).toMatch(
      /^environments\.a\.environment: there is no such option here\. There are: edgeId, .*, budget\.$/,
    );
    expect(others).toEqual([]);
  });

  it("says everything at once", () => {
    const problems = linesOf({
      edgID: 1,
      onFailure: "stop",
      environments: { a: { budget: "1" }, b: { wait: 3, purge: ["none"] } },
      quota: { targetLength: -1, "": 3 },
    });
    expect(problems).toHaveLength(7);
  });

  it("never repeats a text it was given", () => {
    const secret = "TESTSECRETVALUE0000001";
    const wrong = fc.constantFrom<unknown>(secret, [secret], { [`a`]: secret }, [[secret]], {
      assets: secret,
      pages: secret,
      x: secret,
    });
    const anyOption = fc.constantFrom(...Object.keys(rootShape), "credentails", "secretKey");
    fc.assert(
      fc.property(anyOption, wrong, fc.boolean(), (option, value, inEnvironment) => {
        const options = inEnvironment ? { environments: { a: { [option]: value } } } : { [option]: value };
        const parsed = parseOptions(options);
        const error = new OptionsError("problems" in parsed ? parsed.problems : []);
        expect(`${error.message}${error.next}${JSON.stringify(error)}`).not.toContain(secret);
      }),
    );
  });
});
