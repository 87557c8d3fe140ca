import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ProgramContext } from "../program-context.ts";
import { keyless, startSite, type TestSite } from "../test/start-site.ts";

/** Somebody at a terminal who gives these answers, then none, and what they were asked. */
function answering(...lines: readonly string[]) {
  const left = [...lines];
  const asked: string[] = [];
  const answer = async (question: string) => {
    asked.push(question);
    return left.shift() ?? "";
  };
  return { asked, ask: answer, confirm: async (question: string) => (await answer(question)) === "y" };
}

const isUnchanged = (site: TestSite) => !existsSync(join(site.folder, ".gitignore"));

describe("init at a terminal", () => {
  it("asks again until an edge is one that is listed", async () => {
    const site = await startSite({ "index.html": "1" });
    const { asked, ...terminal } = answering("one", "1, 3", "1, 2", "", "", "y");
    const { exitCode, err } = await site.cli(["init"], terminal);
    expect([exitCode, asked.length]).toEqual([0, 6]);
    expect(err).toContain('There is no edge "one".');
    expect(err).toContain('There is no edge "3".');
    expect(site.read("global-edge-purge.config.mjs")).toContain("  edgeId: [1, 2],\n");
  });

  it("takes the only edge where somebody presses Enter, and none of several", async () => {
    const one = await startSite({ "index.html": "1" }, { edges: [{ edgeId: 7 }] });
    const { asked, ...terminal } = answering("", "", "", "y");
    await one.cli(["init"], terminal);
    expect(asked[0]).toBe("Which edge? Its id, or several with commas: (7)");
    expect(one.read("global-edge-purge.config.mjs")).toContain("  edgeId: 7,\n");
    const two = await startSite({ "index.html": "1" });
    expect(await two.cli(["init"], answering())).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("[EDGES_MISSING]"),
    });
  });

  it("says before the question why no edges are listed", async () => {
    const site = await startSite({ "index.html": "1" });
    const said: string[] = [];
    const { exitCode } = await site.cli(["init"], {
      env: keyless,
      printError: (text) => void said.push(text),
      ask: async (question) => {
        said.push(question);
        return question.startsWith("Which edge") ? "5" : "";
      },
      confirm: async () => false,
    });
    expect(exitCode).toBe(0);
    expect(said.slice(0, 2)).toEqual([
      "Without keys the edges of the account cannot be listed.\n",
      "Which edge? Its id, or several with commas:",
    ]);
    const empty = await startSite({ "index.html": "1" }, { edges: [] });
    expect((await empty.cli(["init"], answering("5"))).err).toContain("The account has no edges.\n");
  });

  it("asks where Angular writes, and does not guess", async () => {
    const files = { "angular.json": "{}", "package.json": '{ "scripts": { "build": "ng build" } }' };
    const site = await startSite(files);
    const { asked, ...terminal } = answering("dist/shop/browser", "", "y");
    const { exitCode, out } = await site.cli(["init", "--edge-id", "1"], terminal);
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/^Angular, npm\n/)]);
    expect(asked[0]).toBe("Which folder does the build write, such as dist/NAME/browser?");
    expect(site.read("global-edge-purge.config.mjs")).toContain('  outputDirectory: "dist/shop/browser",\n');
    expect(out).toContain('  package.json, among its "scripts":\n    "postbuild": "global-edge-purge plan",\n');

    const silent = await startSite(files);
    for (const terminalOrNone of [{}, answering()]) {
      const { exitCode: code, err } = await silent.cli(["init", "--edge-id", "1", "--yes"], terminalOrNone);
      expect([code, err]).toEqual([2, expect.stringMatching(/\[DIRECTORY_MISSING\][^]*--dir dist\/NAME\/browser/)]);
    }
    expect(isUnchanged(silent)).toBe(true);
  });

  it.each([1, 2, 3, 4])("ends without another word where it is stopped at question %s", async (last) => {
    const site = await startSite({ "index.html": "1" });
    const stopping = new AbortController();
    let questions = 0;
    const said: string[] = [];
    const stop = () => {
      questions += 1;
      if (questions < last) return;
      stopping.abort(new Error("stopped by SIGINT"));
      said.length = 0;
    };
    const say = (text: string) => void said.push(text);
    const context: Partial<ProgramContext> = {
      signal: stopping.signal,
      print: say,
      printError: say,
      ask: async (question) => {
        stop();
        return question.startsWith("Which edge") && !stopping.signal.aborted ? "1" : "";
      },
      confirm: async () => {
        stop();
        return false;
      },
    };
    const { exitCode } = await site.cli(["init"], context);
    expect({ exitCode, questions, said }).toEqual({ exitCode: 1, questions: last, said: [] });
    expect(isUnchanged(site)).toBe(true);
  });
});
