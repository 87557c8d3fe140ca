import { describe, expect, it } from "vitest";
import { createPassingLine } from "./passing-line.ts";
import { startSite } from "./test/start-site.ts";

function terminal(env: Readonly<Record<string, string>> = {}, isTTY = true) {
  let text = "";
  const line = createPassingLine(
    {
      isTTY,
      write(more) {
        text += more;
      },
    },
    env,
  );
  return { ...line, text: () => text.replaceAll("\u001B", "^") };
}

describe("the passing line", () => {
  it("is rewritten, and gone before what stays", () => {
    const { show, write, erase, text } = terminal({ TERM: "xterm" });
    show?.("one");
    show?.("two");
    write("done\n");
    erase();
    write("end\n");
    expect(text()).toBe("\r^[K^[?7lone^[?7h\r^[K^[?7ltwo^[?7h\r^[Kdone\nend\n");
  });

  it.each([
    [{ CI: "true" }, true],
    [{ NO_COLOR: "1" }, true],
    [{ TERM: "dumb" }, true],
    [{}, false],
  ])("is not there with %j, where a terminal is: %s", (env, isTTY) => {
    const { show, write, text } = terminal(env, isTTY);
    expect(show).toBeUndefined();
    write("done\n");
    expect(text()).toBe("done\n");
  });
});

describe("a long purge", () => {
  const targets = Array.from({ length: 250 }, (_, index) => `/page-${index}.html`);

  it("says at a terminal which request is under way", async () => {
    const { cli } = await startSite({});
    const lines: string[] = [];
    const rewriteLine = (line: string) => void lines.push(line);
    const { exitCode, err } = await cli(["purge", ...targets, "--edge-id", "1"], { rewriteLine });
    expect(exitCode).toBe(0);
    expect(lines).toEqual(["  request 1 of 3", "  request 2 of 3", "  request 3 of 3"]);
    expect(err).not.toContain("request 1 of 3");
  });

  it.each([
    ["where no terminal is", {}, []],
    ["where nobody wants to read it", { rewriteLine: () => expect.unreachable() }, ["--log-level", "warn"]],
  ])("says nothing of it in a few seconds %s", async (_, context, more) => {
    const { cli } = await startSite({});
    const { exitCode, err } = await cli(["purge", ...targets, "--edge-id", "1", ...more], context);
    expect([exitCode, err]).toEqual([0, expect.not.stringContaining("of 3")]);
  });

  it("says it in Korean", async () => {
    const { cli } = await startSite({});
    const lines: string[] = [];
    const context = { rewriteLine: (line: string) => void lines.push(line), env: { LANG: "ko_KR.UTF-8" } };
    await cli(["purge", ...targets, "--edge-id", "1"], context);
    expect(lines[0]).toBe("  요청 3건 중 1번째");
  });
});
