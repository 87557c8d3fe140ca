import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import type { Failure, World } from "./failure.ts";

const state = ".global-edge-purge";
const baseline = `${state}/production/baseline.json`;

const move = (from: string, to: string) => (world: World) => renameSync(world.path(from), world.path(to));
const link = (to: string, path: string) => (world: World) => symlinkSync(to, world.path(path));

/** What may be wrong with what a build wrote. */
export const outputFailures: readonly Failure[] = [
  {
    what: "there is no output directory",
    arrange: move("dist", "elsewhere"),
    mend: move("elsewhere", "dist"),
    verdict: "failed",
    code: "OUTPUT_MISSING",
  },
  {
    what: "the output directory is a file",
    arrange(world) {
      move("dist", "elsewhere")(world);
      world.site.write("dist", "");
    },
    mend(world) {
      rmSync(world.path("dist"));
      move("elsewhere", "dist")(world);
    },
    verdict: "failed",
    code: "OUTPUT_MISSING",
  },
  {
    what: "the output directory is empty",
    arrange(world) {
      move("dist", "elsewhere")(world);
      mkdirSync(world.path("dist"));
    },
    mend(world) {
      rmSync(world.path("dist"), { recursive: true });
      move("elsewhere", "dist")(world);
    },
    verdict: "failed",
    code: "OUTPUT_SHRANK",
  },
  {
    what: "a named pipe lies in it, which nobody writes into",
    arrange: (world) => void execFileSync("mkfifo", [world.path("dist/pipe")]),
    verdict: "purged",
    code: "FILE_IGNORED",
  },
  {
    what: "a socket lies in it",
    async arrange(world) {
      const server = createServer().listen(world.path("dist/socket"));
      world.onEnd(() => server.close());
      await once(server, "listening");
    },
    verdict: "purged",
    code: "FILE_IGNORED",
  },
  { what: "a link leads to itself", arrange: link("loop", "dist/loop"), verdict: "purged", code: "LINK_IGNORED" },
  {
    what: "a link leads to the folder it lies in",
    arrange: link(".", "dist/again"),
    verdict: "purged",
    code: "LINK_IGNORED",
  },
  { what: "a link leads nowhere", arrange: link("missing", "dist/nowhere"), verdict: "purged", code: "LINK_IGNORED" },
  {
    what: "a link leads out of it, to a folder",
    arrange: link("/etc", "dist/etc"),
    verdict: "purged",
    code: "LINK_IGNORED",
  },
  {
    what: "a link leads out of it, to a device",
    arrange: link("/dev/zero", "dist/zero"),
    verdict: "purged",
    code: "LINK_IGNORED",
  },
  {
    what: "a link leads to a neighbour whose name begins alike",
    arrange(world) {
      world.site.write("dist-secret/key.txt", "outside");
      link("../dist-secret/key.txt", "dist/key.txt")(world);
    },
    verdict: "purged",
    code: "LINK_IGNORED",
  },
  {
    what: "files are empty",
    arrange: (world) => ["a.html", "b.css"].forEach((name) => world.site.write(`dist/${name}`, "")),
    verdict: "purged",
  },
  {
    what: "a file holds the secret key",
    arrange(world) {
      world.site.write("dist/leak.js", "emulatorSecretKey00000000000000000000001");
    },
    mend: (world) => rmSync(world.path("dist/leak.js")),
    verdict: "failed",
    code: "OUTPUT_CONTAINS_SECRET",
  },
  {
    what: "names are hostile",
    arrange(world) {
      for (const name of [
        "\u001b[2J.html",
        "\u202egnp.html",
        "::error::x.html",
        "a\n::error::b.html",
        "##[error]c.html",
        "__proto__",
        "constructor",
      ])
        world.site.write(`dist/${name}`, "new");
    },
    verdict: "purged",
  },
];

/** What may be wrong with the state. */
export const stateFailures: readonly Failure[] = [
  {
    what: "the state folder is a file",
    arrange(world) {
      move(state, "elsewhere")(world);
      world.site.write(state, "");
    },
    mend(world) {
      rmSync(world.path(state));
      move("elsewhere", state)(world);
    },
    verdict: "failed",
    code: "BASELINE_UNREADABLE",
  },
  {
    what: "the baseline is a folder",
    arrange(world) {
      move(baseline, "elsewhere")(world);
      mkdirSync(world.path(baseline));
    },
    mend(world) {
      rmSync(world.path(baseline), { recursive: true });
      move("elsewhere", baseline)(world);
    },
    verdict: "failed",
    code: "BASELINE_UNREADABLE",
  },
  {
    what: "the baseline is a pipe, which nobody writes into",
    arrange(world) {
      move(baseline, "elsewhere")(world);
      execFileSync("mkfifo", [world.path(baseline)]);
    },
    mend(world) {
      rmSync(world.path(baseline));
      move("elsewhere", baseline)(world);
    },
    verdict: "failed",
    code: "BASELINE_UNREADABLE",
  },
  {
    what: "the state folder is removed before the run",
    arrange: (world) => rmSync(world.path(state), { recursive: true }),
    verdict: "purged",
    code: "BASELINE_MISSING",
    losesState: true,
  },
  {
    what: "the state folder is removed in the middle of the run",
    meanwhile: (world) => rmSync(world.path(state), { recursive: true }),
    verdict: "partial",
    code: "BASELINE_UNSAVED",
    requests: 1,
    losesState: true,
  },
  {
    what: "the baseline is removed in the middle of the run",
    meanwhile: (world) => rmSync(world.path(baseline)),
    verdict: "partial",
    code: "BASELINE_UNSAVED",
    requests: 1,
    losesState: true,
  },
  {
    what: "the baseline is damaged in the middle of the run",
    meanwhile: (world) => truncateSync(world.path(baseline), 100),
    verdict: "partial",
    code: "BASELINE_UNSAVED",
    requests: 1,
    losesState: true,
  },
  {
    what: "the state folder becomes a file in the middle of the run",
    meanwhile(world) {
      move(state, "elsewhere")(world);
      world.site.write(state, "");
    },
    mend(world) {
      rmSync(world.path(state));
      move("elsewhere", state)(world);
    },
    verdict: "partial",
    code: "BASELINE_UNSAVED",
    requests: 1,
  },
  {
    what: "a process died with the lock an hour ago",
    arrange(world) {
      const lock = world.path(`${baseline}.lock`);
      mkdirSync(lock);
      writeFileSync(`${lock}/whoever`, "");
      utimesSync(lock, new Date(0), new Date(0));
    },
    verdict: "purged",
  },
  {
    what: "a copy was left behind by a process that died",
    arrange: (world) => world.site.write(`${baseline}.0123456789ab.new`, "{"),
    verdict: "purged",
  },
  {
    what: "the baseline is empty",
    arrange: (world) => world.site.write(baseline, ""),
    verdict: "purged",
    code: "BASELINE_MISSING",
    losesState: true,
  },
  {
    what: "the baseline is of a newer version",
    arrange: (world) => rewriteBaseline(world, (text) => text.replace('"version": 1', '"version": 2')),
    verdict: "purged",
    code: "BASELINE_MISSING",
    losesState: true,
  },
  {
    what: "the baseline is another project's",
    arrange: (world) =>
      rewriteBaseline(world, (text) =>
        unsealed(text).replace('"outputDirectory": "dist"', '"outputDirectory": "other"'),
      ),
    mend: (world) =>
      rewriteBaseline(world, (text) => text.replace('"outputDirectory": "other"', '"outputDirectory": "dist"')),
    verdict: "failed",
    code: "BASELINE_OTHER_OUTPUT",
  },
  {
    what: "one byte of the baseline is another one, in the name of a removed file",
    arrange: (world) => rewriteBaseline(world, (text) => text.replace("old.html", "olc.html")),
    verdict: "purged",
    code: "BASELINE_MISSING",
    losesState: true,
  },
  {
    what: "the baseline knows paths that lead elsewhere, and names of JavaScript",
    arrange: (world) =>
      rewriteBaseline(world, (text) =>
        unsealed(text).replace(
          '"paths": {',
          '"paths": {"__proto__": {"state":"unsettled","mark":"m"}, "constructor": {"state":"unsettled","mark":"m"}, ' +
            '"../../../etc/passwd": {"state":"unsettled","mark":"m","removed":true},',
        ),
      ),
    verdict: "purged",
  },
  {
    what: "the report cannot be written",
    options: { report: { json: "dist/index.html/report.json" } },
    verdict: "purged",
  },
];

function rewriteBaseline(world: World, rewrite: (text: string) => string): void {
  const text = world.site.read(baseline);
  const rewritten = rewrite(text);
  if (rewritten === text) throw new Error("Nothing of the baseline was changed.");
  world.site.write(baseline, rewritten);
}

/** A baseline as earlier versions wrote it: without a digest of itself. */
function unsealed(text: string): string {
  return text.replace(/,\n {2}"digest": .*/u, "");
}

/** For what administrators may do: only another user meets these. */
export const permissionFailures: readonly Failure[] = [
  {
    what: "the state folder is read-only",
    arrange: (world) => chmodSync(dirname(world.path(baseline)), 0o555),
    mend: (world) => chmodSync(dirname(world.path(baseline)), 0o755),
    verdict: "failed",
    code: "BASELINE_UNWRITABLE",
  },
  {
    what: "the baseline is unreadable",
    arrange: (world) => chmodSync(world.path(baseline), 0),
    mend: (world) => chmodSync(world.path(baseline), 0o644),
    verdict: "failed",
    code: "BASELINE_UNREADABLE",
  },
  {
    what: "a file of the output is unreadable",
    arrange: (world) => chmodSync(world.path("dist/index.html"), 0),
    mend: (world) => chmodSync(world.path("dist/index.html"), 0o644),
    verdict: "failed",
    code: "OUTPUT_UNREADABLE",
  },
  {
    what: "a folder of the output is unreadable",
    arrange: (world) => chmodSync(world.path("dist/assets"), 0),
    mend: (world) => chmodSync(world.path("dist/assets"), 0o755),
    verdict: "failed",
    code: "OUTPUT_UNREADABLE",
  },
  {
    what: "an excluded folder is unreadable",
    arrange: (world) => chmodSync(world.path("dist/assets"), 0),
    options: { exclude: ["assets/**/*"] },
    mend: (world) => chmodSync(world.path("dist/assets"), 0o755),
    verdict: "purged",
  },
  {
    what: "an excluded link leads to what is unreadable",
    arrange: (world) => {
      world.site.write("dist/closed/a.txt", "");
      symlinkSync(world.path("dist/closed/a.txt"), world.path("dist/link.txt"));
      chmodSync(world.path("dist/closed"), 0);
    },
    options: { exclude: ["closed/**", "link.txt"] },
    mend: (world) => chmodSync(world.path("dist/closed"), 0o755),
    verdict: "purged",
  },
  {
    what: "the folder in which requests are counted is read-only",
    arrange: (world) => chmodSync(world.site.outside, 0o555),
    mend: (world) => chmodSync(world.site.outside, 0o755),
    verdict: "purged",
    code: "LEDGER_UNUSABLE",
  },
];
