import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createHttp } from "../../net/create-http.ts";
import { readBody } from "../../net/content-encoding.ts";
import { type Http, HttpError } from "../../net/http.ts";
import { parseS3Location } from "../../options/s3-location.ts";
import { Secret } from "../../system/secret.ts";
import { createFakeClock } from "../../test/fake-clock.ts";
import { s3Keys, type S3ServerOptions, startS3Server } from "../../test/s3-server.ts";
import { describeStore } from "../../test/store-contract.ts";
import { createS3Store } from "./s3-store.ts";

const http = createHttp({}, () => {});
const credentials = { accessKey: s3Keys.accessKey, secretKey: new Secret(s3Keys.secretKey) };

async function startLab(options: Partial<S3ServerOptions> = {}, key = "production.json") {
  const clock = createFakeClock();
  const server = await startS3Server({ clock, ...options });
  const location = locationOf(server.location(key));
  const open = (
    over: {
      readonly http?: Http;
      readonly credentials?: typeof credentials;
      readonly signal?: AbortSignal;
      readonly patience?: number;
      readonly tell?: (line: string) => void;
    } = {},
  ) => createS3Store(location, over.credentials ?? credentials, { http, clock, random: () => 0.5, ...over });
  return { clock, server, location, open };
}

function locationOf(text: string) {
  const parsed = parseS3Location(text);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.value;
}

describeStore("createS3Store", async () => {
  const { open } = await startLab();
  return [open(), open()];
});

describe("a baseline in Object Storage", () => {
  it("holds nothing at first, then what was written, under names of any letters", async () => {
    const { server, open } = await startLab({}, "sites/한글 (a+b)'s & 50%/state.json");
    const store = open();
    expect(await store.read()).toBeUndefined();
    expect(await store.write("one", undefined)).toBe(true);
    const one = await open().read();
    expect(one?.text).toBe("one");
    expect(await store.write("two", one?.version)).toBe(true);
    expect((await open().read())?.text).toBe("two");
    expect([...server.objects.keys()]).toEqual(["sites/한글 (a+b)'s & 50%/state.json"]);
  });

  it("says what it waits for, and waits no longer than it may", async () => {
    const { open, server, clock } = await startLab();
    const told: string[] = [];
    server.faults.push("drop", { status: 503 }, { status: 503 }, { status: 503 });
    const begun = clock.now();
    await expect(open({ patience: 2000, tell: (line) => told.push(line) }).read()).rejects.toMatchObject({
      code: "BASELINE_UNREADABLE",
    });
    expect(told).toEqual([
      expect.stringMatching(/^waiting 1 s: the baseline cannot be reached \(The connection/),
      "waiting 1 s: the baseline cannot be reached (Object Storage answered HTTP 503)",
      "waiting 1 s: the baseline cannot be reached (Object Storage answered HTTP 503)",
    ]);
    expect(clock.now() - begun).toBe(1750);
    server.faults.push("drop");
    expect(await open({ patience: 2000 }).read()).toBeUndefined();
  });

  it("says when it was written", async () => {
    const { open, clock } = await startLab();
    const seconds = Math.floor(clock.now() / 1000) * 1000;
    await open().write("one", undefined);
    clock.advance(5000);
    expect((await open().read())?.savedAt).toBe(seconds);
  });

  it("notices that it is out of date, whoever was faster", async () => {
    const { open, server } = await startLab();
    const [mine, theirs] = [open(), open()];
    await theirs.write("first", undefined);
    expect(await mine.write("second", undefined)).toBe(false);
    const seen = await mine.read();
    await theirs.write("newer", seen?.version);
    expect(await mine.write("late", seen?.version)).toBe(false);
    expect(server.objects.get("production.json")?.toString()).toBe("newer");
    server.objects.clear();
    expect(await mine.write("late", seen?.version)).toBe(false);
  });

  it("takes a conflict of two writes at one moment for a lost race", async () => {
    const { open, server } = await startLab();
    server.faults.push({ status: 409, code: "ConditionalRequestConflict" });
    expect(await open().write("one", undefined)).toBe(false);
  });

  it("asks for its bytes as they are, and does not sign that: what stands between may change it", async () => {
    const { open, server } = await startLab();
    await open().write("one", undefined);
    const changed: Http = (request) => {
      expect(request.headers["accept-encoding"]).toBe("identity");
      return http({ ...request, headers: { ...request.headers, "accept-encoding": "gzip" } });
    };
    expect((await open({ http: changed }).read())?.text).toBe("one");
    const packed: Http = async (request) => {
      const answer = await http(request);
      return { ...answer, headers: { ...answer.headers, "content-encoding": "compress" } };
    };
    await expect(open({ http: packed }).read()).rejects.toThrow(
      'cannot be read: The answer has the content encoding "compress"',
    );
    expect(server.log.at(-1)).toBe("GET production.json 200");
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])(
    "undoes the compression (%s) of what stands between, and can still replace the object",
    async (encoding, compress) => {
      const { open, server } = await startLab();
      await open().write("one", undefined);
      const compressing: Http = async (request) => {
        const { headers, body, ...answer } = await http(request);
        const bytes = compress(await readBody({ body, headers: {} }, 1000));
        const etag = headers["etag"] === undefined ? undefined : `W/${headers["etag"]}`;
        return { ...answer, body: Readable.from([bytes]), headers: { ...headers, etag, "content-encoding": encoding } };
      };
      const store = open({ http: compressing });
      const stored = await store.read();
      expect(stored?.text).toBe("one");
      expect(await store.write("two", stored?.version)).toBe(true);
      expect(server.objects.get("production.json")?.toString()).toBe("two");
      server.faults.push({ status: 403, code: "AccessDenied" });
      await expect(store.read()).rejects.toMatchObject({ next: expect.stringContaining("list the bucket") as string });
    },
  );

  it("sends temporary keys with their token", async () => {
    const keys = { ...s3Keys, sessionToken: "test-session-token-0000000000000001" };
    const { open } = await startLab({ keys });
    const store = open({
      credentials: { ...credentials, sessionToken: new Secret(keys.sessionToken) } as typeof credentials,
    });
    expect(await store.write("one", undefined)).toBe(true);
    await expect(open().read()).rejects.toMatchObject({ code: "BASELINE_UNREADABLE" });
  });

  describe("proves that conditions are honoured", () => {
    it("once for each kind, with a further request that must be refused", async () => {
      const { open, server } = await startLab();
      const store = open();
      await store.write("one", undefined);
      for (const text of ["two", "three"]) await store.write(text, (await store.read())?.version);
      expect(server.log.filter((line) => line.startsWith("PUT"))).toEqual([
        "PUT production.json 200",
        "PUT production.json 412 PreconditionFailed",
        "PUT production.json 412 PreconditionFailed",
        "PUT production.json 200",
        "PUT production.json 200",
      ]);
    });

    it("does not mistake another writer, who brings the bytes from before back, for a condition that is ignored", async () => {
      const { open, server } = await startLab();
      await open().write("one", undefined);
      const store = open();
      const version = (await store.read())?.version;
      let puts = 0;
      server.before = (method) => {
        if (method === "PUT" && ++puts === 2) server.objects.set("production.json", Buffer.from("one"));
      };
      expect(await store.write("two", version)).toBe(true);
      expect(server.objects.get("production.json")?.toString()).toBe("one");
    });

    it("does not mistake equal bytes, which have one ETag, for a condition that is ignored", async () => {
      const { open } = await startLab();
      const store = open();
      await store.write("one", undefined);
      expect(await store.write("one", (await store.read())?.version)).toBe(true);
      expect(await store.write("two", (await store.read())?.version)).toBe(true);
    });

    it.each([
      ["no condition", { ignores: ["if-match", "if-none-match"] }],
      ["no If-None-Match", { ignores: ["if-none-match"] }],
      ["conditions by saying so", { implementsNoConditions: true }],
    ] as const)("refuses a service that honours %s", async (_name, options) => {
      const { open } = await startLab(options);
      const write = open().write("one", undefined);
      await expect(write).rejects.toMatchObject({ code: "BASELINE_UNCONDITIONAL" });
      await expect(write).rejects.toThrow(/two machines could overwrite/);
    });

    it("refuses a service that honours If-None-Match alone", async () => {
      const { open } = await startLab({ ignores: ["if-match"] });
      await expect(open().write("one", undefined)).rejects.toMatchObject({ code: "BASELINE_UNCONDITIONAL" });
    });
  });

  describe("tries again", () => {
    it("what may heal, with growing pauses, each time with a new signature", async () => {
      const { open, server, clock } = await startLab();
      server.faults.push({ status: 503, code: "SlowDown" }, "drop", { status: 500, code: "InternalError" });
      const store = open();
      expect(await store.read()).toBeUndefined();
      expect(clock.slept).toEqual([250, 500, 1000]);
    });

    it("at most five times, and then says what happened", async () => {
      const { open, server } = await startLab();
      server.faults.push("drop", "drop", "drop", "drop", "drop");
      await expect(open().read()).rejects.toMatchObject({ code: "BASELINE_UNREADABLE" });
      server.faults.push(...Array.from({ length: 5 }, () => ({ status: 503, code: "SlowDown" })));
      await expect(open().write("one", undefined)).rejects.toThrow("cannot be written: HTTP 503 SlowDown.");
    });

    it("and knows its own write again whose answer was lost", async () => {
      const { open, server } = await startLab();
      const store = open();
      server.faults.push("drop-after");
      expect(await store.write("one", undefined)).toBe(true);
      const version = (await store.read())?.version;
      server.faults.push("drop-after");
      expect(await store.write("two", version)).toBe(true);
      expect(server.objects.get("production.json")?.toString()).toBe("two");
    });

    it("and still sees another writer who came in between", async () => {
      const { open, server } = await startLab();
      server.faults.push("drop");
      server.before = () => server.objects.set("production.json", Buffer.from("theirs"));
      expect(await open().write("mine", undefined)).toBe(false);
    });

    it("not where the certificate is not trusted", async () => {
      const { open } = await startLab();
      let requests = 0;
      const untrusted: Http = () => {
        requests++;
        return Promise.reject(new HttpError("The certificate is not trusted.", false));
      };
      await expect(open({ http: untrusted }).read()).rejects.toThrow(/not trusted/);
      expect(requests).toBe(1);
    });
  });

  describe("told to stop", () => {
    /** Answers before any time passes. */
    const answering =
      (status: number, requests: unknown[]): Http =>
      async ({ method }) => {
        requests.push(method);
        return { status, headers: {}, body: Readable.from([]), discard: async () => {} };
      };

    it("ends a pause, and tries once more", async () => {
      const { open, clock } = await startLab();
      const stop = new AbortController();
      clock.sleep = async () => stop.abort(new Error("SIGTERM"));
      const requests: unknown[] = [];
      const store = open({ http: answering(503, requests), signal: stop.signal });
      await expect(store.read()).rejects.toThrow("cannot be read: HTTP 503.");
      expect(requests).toEqual(["GET", "GET"]);
    });

    it("leaves what is under way a while, and then goes without its answer", async () => {
      const { open, clock } = await startLab();
      const stop = new AbortController();
      const silent: Http = ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener("abort", () => reject(signal.reason));
          stop.abort(new Error("SIGTERM"));
        });
      const store = open({ http: silent, signal: stop.signal });
      await expect(store.write("one", undefined)).rejects.toThrow(
        "cannot be written: it did not answer in time after the run was told to stop.",
      );
      expect(clock.slept).toEqual([2000]);
    });

    it("still saves what can be saved at once", async () => {
      const { open } = await startLab();
      const requests: unknown[] = [];
      const store = open({ http: answering(412, requests), signal: AbortSignal.abort(new Error("SIGTERM")) });
      expect(await store.write("one", undefined)).toBe(false);
      expect(requests).toEqual(["PUT"]);
    });
  });

  describe("sets an unusable document aside", () => {
    it("under a name that says when, and then counts as empty", async () => {
      const { open, server } = await startLab();
      const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x7b]);
      server.objects.set("production.json", bytes);
      const store = open();
      const version = (await store.read())?.version ?? "";
      const aside = await store.setAside(version);
      expect(aside).toContain("s3://site-state/production.json.unusable-2023-11-14T22-13-20.000Z?region=");
      expect(server.objects.get("production.json.unusable-2023-11-14T22-13-20.000Z")).toEqual(bytes);
      expect(await store.read()).toBeUndefined();
      expect(await open().read()).toBeUndefined();
      expect(await store.write("new", undefined)).toBe(true);
    });

    it("unless another run replaced it meanwhile", async () => {
      const { open, server } = await startLab();
      server.objects.set("production.json", Buffer.from("broken"));
      const store = open();
      const version = (await store.read())?.version ?? "";
      server.before = (method, key) => {
        if (method === "PUT" && key !== "production.json") server.objects.set("production.json", Buffer.from("good"));
      };
      expect(await store.setAside(version)).toBeUndefined();
      expect((await store.read())?.text).toBe("good");
    });

    it("and does not let a late writer fill the empty place twice", async () => {
      const { open, server } = await startLab();
      server.objects.set("production.json", Buffer.from("broken"));
      const [mine, theirs] = [open(), open()];
      await mine.setAside((await mine.read())?.version ?? "");
      expect(await mine.read()).toBeUndefined();
      expect(await theirs.read()).toBeUndefined();
      expect(await theirs.write("theirs", undefined)).toBe(true);
      expect(await mine.write("mine", undefined)).toBe(false);
    });
  });

  describe("says what is wrong and what to do", () => {
    it.each([
      [{ status: 404, code: "NoSuchBucket" }, /HTTP 404 NoSuchBucket/, /Create the bucket/],
      [{ status: 403, code: "AccessDenied" }, /HTTP 403 AccessDenied/, /list the bucket/],
      [{ status: 403, code: "RequestTimeTooSkewed" }, /RequestTimeTooSkewed/, /clock/],
      [{ status: 301, code: "PermanentRedirect" }, /HTTP 301/, /region/],
      [{ status: 404 }, /HTTP 404\./, /endpoint/],
      [{ status: 403 }, /HTTP 403\./, /keys/],
    ])("for %j", async (fault, message, next) => {
      const { open, server } = await startLab();
      server.faults.push(fault);
      const error = await open()
        .read()
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "BASELINE_UNREADABLE" });
      expect(error).toMatchObject({ message: expect.stringMatching(message), next: expect.stringMatching(next) });
    });

    it("without a key, a signature or what the service repeats of them", async () => {
      const { open } = await startLab();
      const wrong = { accessKey: "TESTWRONGKEY00000001", secretKey: new Secret("wrong-secret-000000000000000000001") };
      const wrongSecret = { ...wrong, accessKey: s3Keys.accessKey };
      for (const keys of [wrong, wrongSecret]) {
        const error = await open({ credentials: keys })
          .read()
          .catch((thrown: unknown) => thrown);
        const shown = `${String(error)} ${JSON.stringify(error)} ${(error as Error).stack} ${(error as { next: string }).next}`;
        expect(shown).toMatch(/InvalidAccessKeyId|SignatureDoesNotMatch/);
        for (const part of [keys.accessKey, keys.secretKey.reveal(), "Signature="]) expect(shown).not.toContain(part);
      }
    });
  });
});
