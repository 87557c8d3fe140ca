import fc from "fast-check";
import assert from "node:assert/strict";
import type { Baseline } from "../baseline/baseline.ts";
import { loadBaseline } from "../baseline/stored-baseline.ts";
import { createS3Store } from "../baseline/stores/s3-store.ts";
import { defaultQuota } from "../client/quota.ts";
import { createHttp } from "../net/create-http.ts";
import type { Http } from "../net/http.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import { parseS3Location } from "../options/s3-location.ts";
import { type Mapping, purgeKinds } from "../options/option-values.ts";
import { planBuild } from "../plan/plan-build.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import { type Delivered, execute, owe } from "./execute.ts";
import { Secret } from "../system/secret.ts";
import { digestOf, manifestOf } from "./entries.ts";
import { createFakeClock } from "./fake-clock.ts";
import { s3Keys, type S3Server } from "./s3-server.ts";

type Files = Readonly<Record<string, string>>;

/** What one machine does: it builds, and perhaps deploys what it built. */
export interface Job {
  readonly files: Files;
  readonly isDeployed: boolean;
  /** Targets that the API refuses. */
  readonly refused: readonly string[];
  /** Steps that others make while each of its writes to the baseline is under way, as in a slow network. */
  readonly delay: number;
  /** The process dies at this request to the baseline, before it goes out or before its answer is heard. */
  readonly dies?: { readonly at: number; readonly before: boolean } | undefined;
}

const paths = ["a.js", "b.html", "c.css"];
const urls = paths.map((path) => `/${path}`);
const files: fc.Arbitrary<Files> = fc.dictionary(fc.constantFrom(...paths), fc.constantFrom("1", "2", "3"), {
  minKeys: 1,
});

export const jobs: fc.Arbitrary<readonly Job[]> = fc.array(
  fc.record({
    files,
    isDeployed: fc.constantFrom(true, true, false),
    refused: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(urls)),
    delay: fc.constantFrom(0, 0, 20),
    dies: fc.option(fc.record({ at: fc.nat(12), before: fc.boolean() }), { nil: undefined, freq: 1 }),
  }),
  { minLength: 1, maxLength: 3 },
);

class Death extends Error {}

const mapping: Mapping = { base: { assets: "/", pages: "/" }, aliases: "none", queries: [] };
const keys = { accessKey: s3Keys.accessKey, secretKey: new Secret(s3Keys.secretKey) };
const http = createHttp({}, () => {});

/**
 * Machines that share one baseline in Object Storage. Each of their requests to it, and each purge, waits for `turn`,
 * which decides who is next. Builds overlap as they like; from upload to the end of sending one machine has the site to
 * itself.
 */
export class SharedBaseline {
  readonly #server: S3Server;
  readonly #turn: () => Promise<unknown>;
  readonly #edge = new Map<string, string>();
  #origin: Files = {};
  #deploying: Promise<unknown> = Promise.resolve();
  #marks = 0;
  #steps = 0;
  #atWork = 0;
  #held: { readonly until: number; readonly release: () => void }[] = [];
  /** Writes that came too late, and noticed. */
  lostRaces = 0;

  constructor(server: S3Server, turn: () => Promise<unknown>) {
    this.#server = server;
    this.#turn = turn;
  }

  async work(machineJobs: readonly Job[]): Promise<void> {
    this.#atWork++;
    for (const job of machineJobs) await this.#do(job);
    this.#atWork--;
    this.#release();
  }

  async #step(delay = 0): Promise<void> {
    const until = this.#steps + delay;
    // Where all others are held up as well, or done, nobody is left to wait for.
    if (delay > 0 && this.#held.length + 1 < this.#atWork) {
      await new Promise<void>((release) => this.#held.push({ until, release }));
    }
    await this.#turn();
    this.#steps++;
    this.#release();
  }

  /** Waits for another machine: nobody who is held up need wait for this one meanwhile. */
  async #idle(other: Promise<unknown>): Promise<void> {
    this.#atWork--;
    this.#release();
    await other;
    this.#atWork++;
  }

  #release(): void {
    const isOver = ({ until }: { readonly until: number }) => until <= this.#steps || this.#held.length >= this.#atWork;
    const over = this.#held.filter(isOver);
    this.#held = this.#held.filter((held) => !over.includes(held));
    for (const { release } of over) release();
  }

  /** A first deploy, before anybody else is at work. */
  async begin(): Promise<void> {
    await this.#do({
      files: Object.fromEntries(paths.map((path) => [path, "1"])),
      isDeployed: true,
      refused: [],
      delay: 0,
    });
  }

  /** A last deploy that nothing goes wrong with. */
  async finish(): Promise<void> {
    const job = { files: { "a.js": "1", "b.html": "4" }, isDeployed: true, refused: [], delay: 0 };
    await this.#do(job);
    assert.deepEqual(await this.#unsettled(), []);
    assert.deepEqual(this.#stale(), []);
    const sent: unknown[] = [];
    await this.#run(job, this.#open(), async (plan) => {
      sent.push(...plan.batches);
      return { receipts: [] };
    });
    assert.deepEqual(sent, []);
  }

  async #do(job: Job): Promise<void> {
    const store = this.#open(job);
    const planFor = this.#plannerOf(job.files);
    try {
      await owe(planFor, { store, outputDirectory: "dist", mark: `build-${++this.#marks}` }, this.#ports());
    } catch (error) {
      if (error instanceof Death) return;
      throw error;
    }
    if (!job.isDeployed) return;
    const before = this.#deploying;
    const mine = this.#idle(before).then(() => this.#deploy(job, store));
    // A deploy that failed must not keep the next one waiting; whoever started it hears of it.
    this.#deploying = mine.catch(() => {});
    await mine;
  }

  async #deploy(job: Job, store: BaselineStore): Promise<void> {
    await this.#visit();
    this.#origin = job.files;
    await this.#visit();
    const send = (plan: PurgePlan) => this.#purge(plan, job.refused);
    try {
      await this.#run(job, store, send);
    } catch (error) {
      if (!(error instanceof Death)) throw error;
      // A deploy that dies after its upload is run again.
      await this.#run(job, this.#open(), send);
    }
    await this.#visit();
    await this.#judge();
  }

  #run({ files }: Job, store: BaselineStore, send: (plan: PurgePlan) => Promise<Delivered>) {
    const ports = { ...this.#ports(), store, send, onUnsaved: () => assert.fail("the baseline is there") };
    return execute(this.#plannerOf(files), "dist", `send-${++this.#marks}`, ports);
  }

  async #purge({ batches }: PurgePlan, refused: readonly string[]): Promise<Delivered> {
    const receipts = [];
    for (const batch of batches) {
      await this.#step();
      const isRefused = batch.targets.some((target) => refused.includes(target));
      if (!isRefused) for (const url of batch.targets) this.#edge.delete(url);
      receipts.push({ batch, status: isRefused ? "rejected" : "accepted", requestIds: [], attempts: 1 } as const);
    }
    return { receipts };
  }

  /** Visitors ask for everything, and the edge keeps what it did not have. */
  async #visit(): Promise<void> {
    await this.#step();
    for (const url of urls) if (!this.#edge.has(url)) this.#edge.set(url, this.#origin[url.slice(1)] ?? "not found");
  }

  /** Whatever the baseline says is settled, the edge must not contradict. */
  async #judge(): Promise<void> {
    const { baseline } = await loadBaseline(this.#open());
    const settled = [...(baseline?.edges.get(1)?.paths ?? [])].flatMap(([path, entry]) =>
      entry.state === "settled" ? [[`/${path}`, entry.digest] as const] : [],
    );
    for (const [url, digest] of settled) assert.deepEqual([url, digestOf(this.#edge.get(url) ?? "")], [url, digest]);
    if ((await this.#unsettled()).length === 0) assert.deepEqual(this.#stale(), []);
  }

  async #unsettled(): Promise<readonly string[]> {
    const { baseline } = await loadBaseline(this.#open());
    return [...(baseline?.edges.get(1)?.paths ?? [])].flatMap(([path, { state }]) =>
      state === "unsettled" ? [path] : [],
    );
  }

  #stale(): readonly string[] {
    return urls.filter(
      (url) => this.#edge.has(url) && this.#edge.get(url) !== (this.#origin[url.slice(1)] ?? "not found"),
    );
  }

  #plannerOf(build: Files): (baseline: Baseline | undefined) => PurgePlan {
    const settings = {
      edgeIds: [1],
      purge: purgeKinds,
      also: {},
      onMissingBaseline: "mutable",
      allowShrink: true,
      quota: { ...defaultQuota, targetsPerRequest: 1 },
    } as const;
    const manifest = manifestOf(build, () => false);
    return (baseline) =>
      planBuild({
        manifest,
        baseline,
        whyMissing: undefined,
        mapping,
        counts: () => true,
        settings,
        now: "2026-10-01T00:00:00.000Z",
      });
  }

  #ports() {
    return { clock: createFakeClock(), random: () => 0 };
  }

  #open({ dies, delay = 0 }: Partial<Job> = {}): BaselineStore {
    const parsed = parseS3Location(this.#server.location("production.json"));
    if ("problem" in parsed) throw new Error(parsed.problem);
    let requests = 0;
    const inTurn: Http = async (request) => {
      const isLast = dies?.at === requests++;
      await this.#step(request.method === "PUT" ? delay : 0);
      if (isLast && dies.before) throw new Death();
      const answer = await http(request);
      if (!isLast) return answer;
      await answer.discard();
      throw new Death();
    };
    const store = createS3Store(parsed.value, keys, { http: inTurn, ...this.#ports() });
    return {
      ...store,
      write: async (text, expected) => {
        const isWritten = await store.write(text, expected);
        if (!isWritten) this.lostRaces++;
        return isWritten;
      },
    };
  }
}
