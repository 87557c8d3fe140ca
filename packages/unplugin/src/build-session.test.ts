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
const started = (part = "client", purpose: Purpose = "site", outputs = 1): BuildEvent => ({
  type: "part-started",
  part,
  purpose,
  outputs,
});
const failed = (part = "client"): BuildEvent => ({ type: "part-failed", part });
const closed = (part = "client"): BuildEvent => ({ type: "part-closed", part });
const outputStarted = (part = "client"): BuildEvent => ({ type: "output-started", part });
const outputOf = (part = "client", directory = "/dist") => ({
  part,
  directory,
  immutableNames: new Set<string>(),
  outsideFiles: [],
});
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
    ["a part that writes nothing", [started(), closed()], [skip("build-failed")]],
    ["a part that has nothing to write", [started("client", "site", 0), closed()], [skip("build-failed")]],
    [
      "a framework that writes its pages later",
      [started("client", "framework"), ...output(), closed()],
      [skip("framework")],
    ],
    ["a framework's build that fails", [started("client", "framework"), failed(), closed()], [skip("build-failed")]],
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

// Vite 5.4.21, 6.4.6 and 7.3.8, which build with Rollup, and Rollup 4.68.7 and Rolldown 1.2.19 alone.
describe("Rollup", () => {
  const two = started("build", "site", 2);
  const first = output("build", "/dist");
  const second = output("build", "/dist/legacy");

  it.each<[string, BuildEvent[], Decision[]]>([
    [
      "starts once for all outputs, and writes them one after another",
      [two, ...first, ...second, closed("build")],
      [run(outputOf("build", "/dist"), outputOf("build", "/dist/legacy"))],
    ],
    [
      "writes outputs at the same time",
      [two, outputStarted("build"), outputStarted("build"), written("build"), written("build"), closed("build")],
      [run(outputOf("build"), outputOf("build"))],
    ],
    [
      "refuses the options of the second output: no hook is called for it",
      [two, ...first, closed("build")],
      [skip("build-failed")],
    ],
    ["the second output fails", [two, ...first, outputStarted("build"), closed("build")], [skip("build-failed")]],
    [
      "buildStart or transform fails: closeBundle once",
      [two, failed("build"), closed("build")],
      [skip("build-failed")],
    ],
    ["a failed build that a program does not close", [two, failed("build")], []],
    ["a good build that a program does not close", [two, ...first, ...second], []],
    [
      "a list of configs that share the plugin",
      [started("build"), ...first, closed("build"), started("build"), ...second, closed("build")],
      [run(outputOf("build", "/dist")), run(outputOf("build", "/dist/legacy"))],
    ],
    [
      "a watch, each time",
      [started("build", "watch"), ...first, closed("build"), started("build", "watch"), ...first, closed("build")],
      [skip("watch"), skip("watch")],
    ],
  ])("%s", (_what, events, expectation) => {
    expect(decisions(events)).toEqual(expectation);
  });
});

describe("a build", () => {
  const isUnderWay = (events: readonly BuildEvent[]) => {
    const session = createBuildSession();
    for (const event of events) session.tell(event);
    return session.isUnderWay();
  };

  it.each<[string, BuildEvent[], boolean]>([
    ["that has not begun", [], false],
    ["that an app is begun for", [appStarted, expected("client")], false],
    ["that has begun", [started()], true],
    ["that has written", [started(), ...output()], true],
    ["that follows one for a server", [started("ssr", "server-build"), closed("ssr"), started()], true],
    ["of an app, whose server is built", [appStarted, started("ssr", "server-build"), closed("ssr"), started()], true],
    ["that was decided", [started(), ...output(), closed()], false],
    ["that failed", [started(), failed()], false],
    ["of which another part failed", [appStarted, started("a"), failed("a"), started("b")], false],
    ["of a library", [started("client", "library")], false],
    ["in a watch", [started("client", "watch")], false],
  ])("%s: whether it may still come to a run", (_what, events, result) => {
    expect(isUnderWay(events)).toBe(result);
  });

  const server = [started("ssr", "server-build"), ...output("ssr"), closed("ssr")];

  it.each<[string, BuildEvent[], boolean]>([
    ["that has not begun", [], false],
    ["that has begun", [started()], false],
    ["that has written", [started(), ...output()], true],
    ["that has begun another output", [started(), ...output(), outputStarted()], false],
    ["that is to write two outputs, and wrote one", [started("client", "site", 2), ...output()], false],
    ["that has written beside a server", [appStarted, ...server, started(), ...output()], true],
    ["of which another part has not written", [appStarted, started("a"), ...output("a"), started("b")], false],
    ["of which another part is to come", [expected("a"), expected("b"), started("a"), ...output("a")], false],
    ["that failed after it wrote", [started(), ...output(), failed()], false],
    ["that was decided", [started(), ...output(), closed()], false],
    ["of a library", [started("client", "library"), ...output()], false],
  ])("%s: whether only its end is missing", (_what, events, result) => {
    const session = createBuildSession();
    for (const event of events) session.tell(event);
    expect(session.isWritten()).toBe(result);
  });

  it("knows where each part has written so far", () => {
    const session = createBuildSession();
    expect(session.directoriesOf("client")).toEqual([]);
    for (const event of [started(), ...output(), ...output("client", "/dist/legacy"), started("b")])
      session.tell(event);
    expect(session.directoriesOf("client")).toEqual(["/dist", "/dist/legacy"]);
    expect(session.directoriesOf("b")).toEqual([]);
  });
});

// webpack 5.112.2 and Rspack 2.3.2
describe("a compiler that another plugin has built in two passes", () => {
  const repeated: BuildEvent = { type: "part-repeated", part: "1" };
  const first = [started("1"), ...output("1", "/first")];

  it.each<[string, BuildEvent[], Decision[]]>([
    [
      "ends with the second",
      [...first, repeated, ...output("1", "/second"), closed("1")],
      [run(outputOf("1", "/second"))],
    ],
    ["fails where the second writes nothing", [...first, repeated, closed("1")], [skip("build-failed")]],
    ["fails with the second", [...first, repeated, failed("1"), closed("1")], [skip("build-failed")]],
    [
      "ends where the first wrote nothing",
      [started("1"), outputStarted("1"), repeated, ...output("1"), closed("1")],
      [run(outputOf("1"))],
    ],
  ])("%s", (_what, events, expectation) => {
    expect(decisions(events)).toEqual(expectation);
  });
});

// Rsbuild 2.3.2
describe("Rsbuild", () => {
  const both = [appStarted, expected("1"), expected("2")];
  const web = [started("1"), ...output("1", "/dist"), closed("1")];
  const node = [started("2", "server-build"), ...output("2", "/server"), closed("2")];

  it.each<[string, BuildEvent[], Decision[]]>([
    ["purges in onAfterBuild", [...both, ...web, ...node, appEnded], [run(outputOf("1", "/dist"))]],
    [
      "onAfterBuild comes after errors, too",
      [appStarted, expected("1"), started("1"), failed("1"), closed("1"), appEnded],
      [skip("build-failed")],
    ],
    [
      "onAfterBuild comes with an error of its own",
      [...both, ...web, ...node, failed("1"), appEnded],
      [skip("build-failed")],
    ],
    ["an environment did not run", [...both, ...web, appEnded], [skip("build-failed")]],
    [
      "a watch: onAfterBuild comes each time",
      [appStarted, expected("1"), started("1", "watch"), ...output("1"), closed("1"), appEnded, started("1", "watch")],
      [skip("watch")],
    ],
  ])("%s", (_what, events, expectation) => {
    expect(decisions(events)).toEqual(expectation);
  });
});

// esbuild 0.28.2
describe("esbuild", () => {
  const whole = [started("build"), ...output("build"), closed("build")];

  it.each<[string, BuildEvent[], Decision[]]>([
    ["purges in the last onEnd", whole, [run(outputOf("build"))]],
    [
      "onEnd comes with errors",
      [started("build"), outputStarted("build"), failed("build"), closed("build")],
      [skip("build-failed")],
    ],
    ["write: false", [started("build", "dev"), ...output("build"), closed("build")], [skip("dev")]],
    [
      "a context that builds again",
      [...whole, started("build", "watch"), ...output("build"), closed("build")],
      [run(outputOf("build")), skip("watch")],
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
      "the client, built twice by the config",
      [appStarted, ...client, ...client, appEnded],
      [run(outputOf("client", "/dist/client"))],
    ],
    [
      "a framework with a server",
      [appStarted, started("client", "framework"), ...output(), closed(), ...server, appEnded],
      [skip("framework")],
    ],
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
    [
      "a list that is built three times",
      [...both, ...one, ...two, ...one, ...two, ...one, ...two],
      Array.from({ length: 3 }, () => run(outputOf("1", "/dist/a"), outputOf("2", "/dist/b"))),
    ],
    [
      "a compiler that only the first build had",
      [expected("1"), ...two, ...one, ...one],
      [run(outputOf("1", "/dist/a"), outputOf("2", "/dist/b")), run(outputOf("1", "/dist/a"))],
    ],
    ["one of a list watches", [...both, started("1", "watch"), ...output("1"), closed("1"), ...two], [skip("watch")]],
  ])("%s", (_what, events, expectation) => {
    expect(decisions(events)).toEqual(expectation);
  });
});

describe("whatever the order of events", () => {
  const part = fc.constantFrom("client", "ssr");
  const purpose = fc.constantFrom<Purpose>("site", "framework", "watch", "dev", "server-build", "library");
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
