import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advance,
  type BuildEvent,
  createBuildSession,
  type Decision,
  decide,
  newBuild,
  type Purpose,
} from "./build-session.ts";

const appStarted: BuildEvent = { type: "app-started" };
const appEnded: BuildEvent = { type: "app-ended" };
const expected = (part: string): BuildEvent => ({ type: "part-expected", part });
const started = (part = "client", purpose: Purpose = "site"): BuildEvent => ({ type: "part-started", part, purpose });
const failed = (part = "client"): BuildEvent => ({ type: "part-failed", part });
const closed = (part = "client"): BuildEvent => ({ type: "part-closed", part });
const outputStarted = (part = "client"): BuildEvent => ({ type: "output-started", part });
const outputOf = (part = "client", directory = "/dist") => ({ part, directory, immutableNames: new Set<string>() });
const written = (part?: string, directory?: string): BuildEvent => ({
  type: "output-written",
  ...outputOf(part, directory),
});
const output = (part?: string, directory?: string) => [outputStarted(part), written(part, directory)];

const run = (...outputs: ReturnType<typeof outputOf>[]): Decision => ({ run: true, outputs });
const skip = (reason: Exclude<Decision, { run: true }>["reason"]): Decision => ({ run: false, reason });

/** All that a session decides while it is told `events`, in order. */
function decisions(events: readonly BuildEvent[]): readonly Decision[] {
  const session = createBuildSession();
  return events.map((event) => session.tell(event)).filter((decision) => decision !== undefined);
}

// The orders in which Vite 8.3.8 (with Rolldown) was seen to call its hooks. A failing hook is another plugin's.
describe("a program's build() in Vite", () => {
  it.each<[string, BuildEvent[], Decision[]]>([
    ["purges at closeBundle", [started(), ...output(), closed()], [run(outputOf())]],
    [
      "starts the environment again for a second output",
      [started(), ...output(), started(), ...output("client", "/dist/legacy"), closed()],
      [run(outputOf(), outputOf("client", "/dist/legacy"))],
    ],
    ["buildStart fails: closeBundle twice", [failed(), failed(), closed(), closed()], [skip("build-failed")]],
    ["transform fails: closeBundle twice", [started(), failed(), failed(), closed(), closed()], [skip("build-failed")]],
    ["buildEnd fails: nothing tells of it", [started(), closed()], [skip("build-failed")]],
    ["renderStart fails: renderError", [started(), failed(), closed()], [skip("build-failed")]],
    ["renderChunk fails: renderError", [started(), outputStarted(), failed(), closed()], [skip("build-failed")]],
    ["generateBundle fails: nothing tells of it", [started(), outputStarted(), closed()], [skip("build-failed")]],
    ["writeBundle fails: ours is not reached", [started(), outputStarted(), closed()], [skip("build-failed")]],
    ["the second output fails", [started(), ...output(), started(), outputStarted(), closed()], [skip("build-failed")]],
    ["an earlier closeBundle fails: ours is not reached", [started(), ...output()], []],
    ["a library", [started("client", "library"), ...output(), ...output(), closed()], [skip("library")]],
    ["a server", [started("ssr", "server-build"), ...output("ssr"), closed("ssr")], [skip("server-build")]],
    ["write: false", [started("client", "dev"), outputStarted(), closed()], [skip("dev")]],
    [
      "a watch, each time",
      [started("client", "watch"), ...output(), closed(), started("client", "watch"), ...output(), closed()],
      [skip("watch"), skip("watch")],
    ],
    [
      "an environment that is built twice",
      [started(), ...output(), closed(), started(), ...output(), closed()],
      [run(outputOf()), run(outputOf())],
    ],
    [
      "a build that failed, and then one that does not",
      [started(), failed(), closed(), closed(), started(), ...output(), closed()],
      [skip("build-failed"), run(outputOf())],
    ],
  ])("%s", (_what, events, expectation) => {
    expect(decisions(events)).toEqual(expectation);
  });
});

describe("vite build", () => {
  const client = [started("client"), ...output("client", "/dist/client"), closed("client")];
  const server = [started("ssr", "server-build"), ...output("ssr", "/dist/server"), closed("ssr")];

  it.each<[string, BuildEvent[], Decision[]]>([
    ["purges after buildApp", [appStarted, started(), ...output(), closed(), appEnded], [run(outputOf())]],
    [
      "the client among environments",
      [appStarted, ...client, ...server, appEnded],
      [run(outputOf("client", "/dist/client"))],
    ],
    ["the server first", [appStarted, ...server, ...client, appEnded], [run(outputOf("client", "/dist/client"))]],
    [
      "two clients",
      [appStarted, ...client, started("admin"), ...output("admin", "/dist/admin"), closed("admin"), appEnded],
      [run(outputOf("client", "/dist/client"), outputOf("admin", "/dist/admin"))],
    ],
    ["the client fails: buildApp is not reached", [appStarted, started(), failed(), closed(), closed()], []],
    [
      "the server fails after a good client: buildApp is not reached",
      [appStarted, ...client, started("ssr", "server-build"), failed("ssr"), closed("ssr"), closed("ssr")],
      [],
    ],
    [
      "the server fails and the config goes on",
      [appStarted, ...client, started("ssr", "server-build"), failed("ssr"), closed("ssr"), closed("ssr"), appEnded],
      [skip("build-failed")],
    ],
    [
      "an earlier closeBundle of the client fails and the config goes on",
      [appStarted, started(), ...output(), ...server, appEnded],
      [skip("build-failed")],
    ],
    ["--ssr", [appStarted, ...server, appEnded], [skip("server-build")]],
    [
      "a library with a server",
      [appStarted, started("client", "library"), ...output(), closed(), ...server, appEnded],
      [skip("library")],
    ],
    [
      "--watch: buildApp is over before the first build starts",
      [appStarted, appEnded, started("client", "watch"), ...output(), closed()],
      [skip("watch")],
    ],
    ["no environment is built", [appStarted, appEnded], []],
    [
      "two apps of one process",
      [appStarted, ...client, appEnded, appStarted, ...client, appEnded],
      [run(outputOf("client", "/dist/client")), run(outputOf("client", "/dist/client"))],
    ],
  ])("%s", (_what, events, expectation) => {
    expect(decisions(events)).toEqual(expectation);
  });
});

// webpack 5.112.2
describe("webpack", () => {
  const both = [expected("1"), expected("2")];
  const one = [started("1"), ...output("1", "/dist/a"), closed("1")];
  const two = [started("2"), ...output("2", "/dist/b"), closed("2")];

  it.each<[string, BuildEvent[], Decision[]]>([
    ["purges in done", [started("1"), ...output("1"), closed("1")], [run(outputOf("1"))]],
    [
      "errors in production: nothing is emitted, and done comes",
      [started("1"), failed("1"), closed("1")],
      [skip("build-failed")],
    ],
    [
      "errors with emitOnErrors: files are written, and done comes",
      [started("1"), ...output("1"), failed("1"), closed("1")],
      [skip("build-failed")],
    ],
    [
      "emit throws: done is not reached",
      [started("1"), outputStarted("1"), failed("1"), closed("1")],
      [skip("build-failed")],
    ],
    ["a library", [started("1", "library"), ...output("1"), closed("1")], [skip("library")]],
    ["a server", [started("1", "server-build"), ...output("1"), closed("1")], [skip("server-build")]],
    ["a file system in memory", [started("1", "dev"), ...output("1"), closed("1")], [skip("dev")]],
    ["a list of configs, once", [...both, ...one, ...two], [run(outputOf("1", "/dist/a"), outputOf("2", "/dist/b"))]],
    [
      "a list of configs at the same time",
      [
        ...both,
        started("1"),
        started("2"),
        ...output("2", "/dist/b"),
        closed("2"),
        ...output("1", "/dist/a"),
        closed("1"),
      ],
      [run(outputOf("1", "/dist/a"), outputOf("2", "/dist/b"))],
    ],
    [
      "one of a list fails first",
      [...both, started("1"), started("2"), failed("2"), closed("2"), ...output("1"), closed("1")],
      [skip("build-failed")],
    ],
    ["one of a list fails last", [...both, ...one, started("2"), failed("2"), closed("2")], [skip("build-failed")]],
    ["one of a list never ends", [...both, ...one, started("2")], []],
    [
      "a client and a server",
      [...both, ...one, started("2", "server-build"), ...output("2"), closed("2")],
      [run(outputOf("1", "/dist/a"))],
    ],
    [
      "a list that is built twice",
      [...both, ...one, ...two, ...two, ...one],
      [
        run(outputOf("1", "/dist/a"), outputOf("2", "/dist/b")),
        run(outputOf("1", "/dist/a"), outputOf("2", "/dist/b")),
      ],
    ],
    ["one of a list watches", [...both, started("1", "watch"), ...output("1"), closed("1"), ...two], [skip("watch")]],
  ])("%s", (_what, events, expectation) => {
    expect(decisions(events)).toEqual(expectation);
  });
});

describe("whatever the order of events", () => {
  const part = fc.constantFrom("client", "ssr");
  const purpose = fc.constantFrom<Purpose>("site", "watch", "dev", "server-build", "library");
  const event = fc.oneof(
    fc.constantFrom(appStarted, appEnded),
    part.map(expected),
    fc.tuple(part, purpose).map(([name, meant]) => started(name, meant)),
    part.map(outputStarted),
    part.map((name) => written(name)),
    part.map(failed),
    part.map(closed),
  );
  const events = fc.array(event, { maxLength: 12 });

  it("a run has whole outputs of sites, and no part that failed, is open or watches", () => {
    fc.assert(
      fc.property(events, (told) => {
        const state = told.reduce(advance, newBuild);
        const decision = decide(state);
        if (!decision?.run) return;
        expect(decision.outputs.length).toBeGreaterThan(0);
        for (const each of state.parts.values()) {
          expect(each).toMatchObject({ closed: true, failed: false, outputsStarted: each.outputs.length });
          expect(["watch", "dev"]).not.toContain(each.purpose);
        }
        expect(decision.outputs.every((each) => state.parts.get(each.part)?.purpose === "site")).toBe(true);
      }),
    );
  });

  it("a good build that fails anywhere, or that lacks anything, is no run", () => {
    const good = [started(), outputStarted(), written(), outputStarted(), written(), closed()];
    expect(decisions(good)).toHaveLength(1);
    for (let index = 0; index < good.length; index += 1) {
      for (const told of [good.toSpliced(index, 1), good.toSpliced(index, 0, failed())]) {
        expect(decisions(told).filter((decision) => decision.run)).toEqual([]);
      }
    }
  });

  it("a session decides once for each start", () => {
    fc.assert(
      fc.property(events, (told) => {
        const starts = told.filter(({ type }) => type === "part-started" || type === "app-started").length;
        expect(decisions(told).length).toBeLessThanOrEqual(starts + 1);
      }),
    );
  });
});
