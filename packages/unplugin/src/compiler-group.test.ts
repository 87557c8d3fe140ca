import { describe, expect, it } from "vitest";
import { buildOf, joinGroup, lacksSiblings } from "./compiler-group.ts";

interface FakeCompiler {
  readonly hooks: { readonly done: { readonly taps: { readonly name: string }[] } };
}
const compiler = (): FakeCompiler => ({ hooks: { done: { taps: [{ name: "other" }] } } });

/** What the constructor of webpack's MultiCompiler does to its compilers. */
function combine(...compilers: readonly FakeCompiler[]): void {
  for (const { hooks } of compilers) hooks.done.taps.push({ name: "MultiCompiler" });
}

describe("compilers", () => {
  it("that are built alone have builds of their own, and a new one each time", () => {
    const first = joinGroup(compiler());
    const second = joinGroup(compiler());
    expect(buildOf(first)).not.toBe(buildOf(second));
    expect(buildOf(first)).not.toBe(buildOf(first));
    expect(lacksSiblings(first)).toBe(false);
  });

  it("of one list share a build that ends with the last", () => {
    const compilers = [compiler(), compiler()];
    const [first, second] = compilers.map(joinGroup);
    combine(...compilers);
    const build = buildOf(first!);
    expect(buildOf(second!)).toBe(build);
    expect(build.session.tell({ type: "part-closed", part: first!.part })).toBeUndefined();
    expect(build.session.tell({ type: "part-closed", part: second!.part })).toBeDefined();
    expect(lacksSiblings(first!)).toBe(false);
  });

  it("of two lists have two builds", () => {
    const one = [compiler(), compiler()];
    const members = one.map(joinGroup);
    combine(...one);
    const other = [compiler(), compiler()];
    const others = other.map(joinGroup);
    combine(...other);
    expect(buildOf(members[0]!)).not.toBe(buildOf(others[0]!));
    expect(buildOf(others[0]!)).toBe(buildOf(others[1]!));
  });

  it("made before a list and not in it do not hold it up", () => {
    const alone = joinGroup(compiler());
    const list = [compiler(), compiler()];
    const [first, second] = list.map(joinGroup);
    combine(...list);
    const { session } = buildOf(first!);
    session.tell({ type: "part-closed", part: first!.part });
    expect(session.tell({ type: "part-closed", part: second!.part })).toBeDefined();
    expect(buildOf(alone)).not.toBe(buildOf(first!));
  });

  it("made at another time are another list", async () => {
    const one = compiler();
    const first = joinGroup(one);
    await Promise.resolve();
    const other = compiler();
    const second = joinGroup(other);
    combine(one, other);
    expect(buildOf(first)).not.toBe(buildOf(second));
  });

  it("say when no other of their list has the plugin", () => {
    const one = compiler();
    const member = joinGroup(one);
    combine(one, compiler());
    expect(lacksSiblings(member)).toBe(true);
  });
});
