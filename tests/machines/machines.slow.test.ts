import { createEmulator } from "@global-edge-purge/emulator";
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { cliEnvironment } from "../cli/start-cli.ts";
import { createTestSite } from "../cli/test-site.ts";
import { createRandom } from "../harness/create-random.ts";
import { startObjectStorage } from "../recipes/object-storage.ts";
import { createMachine, type Machine } from "./start-machine.ts";
import { startTurnstile } from "./start-turnstile.ts";
import { createTurns } from "./turns.ts";

const jobsEach = 150;
const pages = ["index.html", "a.html", "b/index.html", "style.css"];
const urls = ["/", "/index.html", "/a.html", "/b/", "/b/index.html", "/style.css"];
const edgeId = 11197;

it("two processes build and send over one baseline in Object Storage, their requests in random orders, and lose nothing", async () => {
  const random = createRandom(11);
  const below = (count: number) => Math.floor(random() * count);
  const live = createTestSite({});
  onTestFinished(() => live.remove());
  const served = join(live.directory, "site");
  mkdirSync(served);
  const storage = await startObjectStorage(live.directory);
  onTestFinished(() => storage.close());
  const emulator = await createEmulator({ origin: `${storage.url}/site`, quota: { requestsPerMinute: 10_000 } });
  onTestFinished(() => emulator.close());

  const turns = createTurns(below);
  const start = async (name: string) => {
    const site = createTestSite({});
    onTestFinished(() => site.remove());
    // Each machine has a door of its own to the same storage.
    const turnstile = await startTurnstile(storage.url, {
      pass: () => turns.turn(name),
      dies: () => (random() < 0.02 ? (["before", "after"] as const)[below(2)] : undefined),
      kill: () => machine.kill(),
    });
    onTestFinished(() => turnstile.close());
    const options = {
      edgeId,
      baseline: `s3://state/production.json?endpoint=${turnstile.url}`,
      quota: { requestsPerMinute: 10_000 },
      logLevel: "silent",
    };
    const machine: Machine = createMachine(site, options, cliEnvironment(site, emulator));
    onTestFinished(() => machine.stop());
    const tell: Machine["tell"] = async (command, more) => {
      turns.begin(name);
      try {
        return await machine.tell(command, more);
      } finally {
        turns.done(name);
      }
    };
    return { site, tell, turnstile };
  };
  type Worker = Awaited<ReturnType<typeof start>>;

  const build = ({ site }: Worker) => {
    rmSync(join(site.directory, "dist"), { recursive: true, force: true });
    for (const page of pages) {
      if (page === "index.html" || random() < 0.7) site.write(`dist/${page}`, `${page} ${below(3)}`);
    }
  };
  const visit = async () => {
    const answers: Record<string, string> = {};
    for (const url of urls) {
      const answer = await fetch(emulator.edgeUrl(edgeId) + url);
      const text = await answer.text();
      answers[url] = answer.ok ? text : String(answer.status);
    }
    return answers;
  };
  const uploaded = () =>
    Object.fromEntries(urls.map((url) => [url, textAt(url.endsWith("/") ? `${url}index.html` : url) ?? "404"]));
  const textAt = (path: string) => {
    try {
      return readFileSync(join(served, path), "utf8");
    } catch {
      return undefined;
    }
  };

  let killed = 0;
  let deploys = 0;
  let free: Promise<unknown> = Promise.resolve();
  /** From its upload to the end of its sending, a machine has the site to itself; one that dies in between is run again. */
  const deploy = async ({ site, tell }: Worker) => {
    await visit();
    rmSync(served, { recursive: true });
    cpSync(join(site.directory, "dist"), served, { recursive: true });
    await visit();
    let report = await tell("send");
    for (; report === "killed"; killed++) report = await tell("send");
    expect(["purged", "nothing-to-purge", "partial"]).toContain(report.verdict);
    expect(await visit()).toEqual(uploaded());
    deploys++;
  };
  const work = async (worker: Worker) => {
    for (let job = 0; job < jobsEach; job++) {
      build(worker);
      const planned = await worker.tell("plan");
      if (planned === "killed") killed++;
      else expect(["planned", "nothing-to-purge"]).toContain(planned.verdict);
      if (planned === "killed" || random() < 0.2) continue;
      const mine = free.then(() => deploy(worker));
      free = mine.catch(() => {});
      await mine;
    }
  };

  const workers = [await start("one"), await start("two")] as const;
  const [first] = workers;
  build(first);
  let begun = await first.tell("plan", { onMissingBaseline: "mutable" });
  while (begun === "killed") begun = await first.tell("plan", { onMissingBaseline: "mutable" });
  await deploy(first);
  await Promise.all(workers.map(work));

  build(first);
  while ((await first.tell("plan")) === "killed") killed++;
  await deploy(first);
  let again = await first.tell("plan");
  while (again === "killed") again = await first.tell("plan");
  expect(again).toMatchObject({ verdict: "nothing-to-purge", counts: { unsettled: 0 } });

  const outrun = workers.map(({ turnstile }) => turnstile.outrun());
  expect(deploys).toBeGreaterThan(jobsEach);
  expect(killed).toBeGreaterThan(10);
  expect(Math.min(...outrun)).toBeGreaterThan(20);
});
