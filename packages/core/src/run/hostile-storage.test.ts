import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { formatBaseline } from "../baseline/baseline-text.ts";
import { startDeployLab } from "../test/deploy-lab.ts";
import { settled } from "../test/entries.ts";
import { startHost } from "../test/http-host.ts";

/** What a service makes of a request. */
interface Answer {
  readonly status: number;
  readonly etag?: string;
  readonly body?: string;
  /** The connection ends after half of the body. */
  readonly cut?: true;
}

type Service = (request: {
  readonly method: string;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}) => Answer;

const known = formatBaseline({
  outputDirectory: "dist",
  edges: new Map([
    [
      1,
      {
        mappings: [{ base: { assets: "/", pages: "/" }, aliases: "directory", queries: [] }],
        paths: new Map([["index.html", settled("old")]]),
      },
    ],
  ]),
});
const html = "<!doctype html><title>Sign in</title>";
const missing: Answer = { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>" };
const refused: Answer = { status: 412, body: "<Error><Code>PreconditionFailed</Code></Error>" };
const stored: Answer = { status: 200 };
const etagOf = (body: string) => `"${createHash("md5").update(body).digest("hex")}"`;
const object = (body: string): Answer => ({ status: 200, etag: etagOf(body), body });
/** Refuses what cannot hold, as a service does that knows conditions. */
const unless = (isImpossible: boolean, answer: Answer) => (isImpossible ? refused : answer);
const isNobodys = (ifMatch: string | undefined) => ifMatch === `"${"0".repeat(32)}"`;

describe("a run whose baseline lies at a service that", () => {
  it.each<readonly [string, string, Service]>([
    ["answers 304 to everything", "BASELINE_UNREADABLE", () => ({ status: 304 })],
    ["answers 204 to everything", "BASELINE_UNREADABLE", () => ({ status: 204 })],
    ["answers 206 with a part", "BASELINE_UNREADABLE", () => ({ status: 206, etag: '"x"', body: known.slice(0, 50) })],
    ["answers 404 without a word of S3", "BASELINE_UNREADABLE", () => ({ status: 404, body: html })],
    ["has a page of HTML for everything", "BASELINE_UNREADABLE", () => ({ status: 200, body: html })],
    ["has a page of HTML with an ETag for everything", "BASELINE_UNCONDITIONAL", () => object(html)],
    [
      "has a page of HTML for whoever reads, and refuses whoever writes",
      "BASELINE_UNWRITABLE",
      ({ method }) => (method === "GET" ? object(html) : { status: 403 }),
    ],
    ["breaks every answer off in the middle", "BASELINE_UNREADABLE", () => ({ ...object(known), cut: true })],
    [
      "gives half a document for a whole one, whatever is written",
      "BASELINE_UNREADABLE",
      ({ method, ifMatch }) => (method === "GET" ? object(known.slice(0, 300)) : unless(isNobodys(ifMatch), stored)),
    ],
    [
      "has another ETag each time",
      "BASELINE_BUSY",
      ({ method }) => (method === "GET" ? { status: 200, etag: `"${Math.random()}"`, body: known } : refused),
    ],
    [
      "has no object and refuses to make one, for ever",
      "BASELINE_BUSY",
      ({ method }) => (method === "GET" ? missing : refused),
    ],
    [
      "has an object and refuses to replace it, for ever",
      "BASELINE_BUSY",
      ({ method }) => (method === "GET" ? object(known) : refused),
    ],
    [
      "takes no condition for one",
      "BASELINE_UNCONDITIONAL",
      ({ method }) => (method === "GET" ? object(known) : stored),
    ],
    [
      "knows no conditions, and says so",
      "BASELINE_UNCONDITIONAL",
      ({ method }) => (method === "GET" ? object(known) : { status: 501 }),
    ],
    [
      "honours If-None-Match alone",
      "BASELINE_UNCONDITIONAL",
      ({ method, ifNoneMatch }) => (method === "GET" ? object(known) : ifNoneMatch === undefined ? stored : refused),
    ],
    [
      "is out of order when it is written to",
      "BASELINE_UNWRITABLE",
      ({ method }) => (method === "GET" ? object(known) : { status: 503 }),
    ],
  ])("%s sends nothing: %s", async (_what, reason, service) => {
    const { lab, app } = await startSite(service);
    expect(await app.run({ "index.html": "new" })).toMatchObject({ verdict: "failed", reason });
    expect(lab.purged()).toEqual([]);
    expect(lab.printed()).not.toMatch(/emulatorSecretKey|Signature=/u);
  });

  it.each<readonly [string, Service]>([
    [
      "says that it keeps what it forgets",
      ({ method, ifMatch, ifNoneMatch }) =>
        method === "GET" ? missing : unless(isNobodys(ifMatch) || written(ifNoneMatch), stored),
    ],
    [
      "goes on giving an old document",
      ({ method, ifMatch }) => (method === "GET" ? object(known) : unless(isNobodys(ifMatch), stored)),
    ],
  ])("%s does not say that all is settled", async (_what, service) => {
    writes = 0;
    const { lab, app } = await startSite(service);
    const first = await app.run({ "index.html": "new" });
    expect(first.verdict).not.toMatch(/^(purged|nothing-to-purge)$/u);
    // And the next run purges it once more.
    const before = lab.purged().length;
    writes = 0;
    await app.run({ "index.html": "new" });
    expect(lab.purged().slice(before)).toContain("/index.html");
  });
});

let writes = 0;
/** A new object may be made once. */
function written(ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  writes += 1;
  return writes > 1;
}

async function startSite(service: Service) {
  const lab = await startDeployLab();
  const url = await startHost((request, response) => {
    const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = request.headers;
    const { status, etag, body = "", cut } = service({ method: request.method ?? "", ifMatch, ifNoneMatch });
    request.resume().on("end", () => {
      response.writeHead(status, {
        ...(etag !== undefined && { etag }),
        ...(cut && { "content-length": body.length }),
      });
      if (cut) response.write(body.slice(0, body.length / 2), () => response.destroy());
      else response.end(body);
    });
  });
  const app = lab.app("site", { baseline: `s3://bucket/baseline.json?region=kr-standard&endpoint=${url}` });
  return { lab, app };
}
