import { describe, expect, it } from "vitest";
import { alternate, type Subject } from "./alternate.ts";

/** Subjects on a clock that only their runs and preparations move, and what they did in order. */
function createSubjects() {
  let now = 1000;
  const done: string[] = [];
  const subject = (name: string, times: number[], said = {}): Subject => ({
    name,
    prepare() {
      done.push(`prepare ${name}`);
      now += 500;
    },
    async run() {
      done.push(name);
      now += times.shift() ?? 0;
      return said;
    },
  });
  return { subject, done, now: () => now };
}

describe("alternate", () => {
  it("takes turns, and measures the runs and not what comes before them", async () => {
    const { subject, done, now } = createSubjects();
    const samples = await alternate([subject("a", [1, 2]), subject("b", [10, 20])], { warmUps: 0, counted: 2 }, now);
    expect(done.filter((name) => !name.startsWith("prepare"))).toEqual(["a", "b", "a", "b"]);
    expect(done.slice(0, 4)).toEqual(["prepare a", "a", "prepare b", "b"]);
    expect(samples).toEqual(
      new Map([
        ["a", [{ wall: 1 }, { wall: 2 }]],
        ["b", [{ wall: 10 }, { wall: 20 }]],
      ]),
    );
  });

  it("does not count rounds that only warm up", async () => {
    const { subject, done, now } = createSubjects();
    const samples = await alternate([subject("a", [100, 1])], { warmUps: 1, counted: 1 }, now);
    expect(done).toEqual(["prepare a", "a", "prepare a", "a"]);
    expect(samples.get("a")).toEqual([{ wall: 1 }]);
  });

  it("believes a subject that knows better, and what else it says", async () => {
    const { subject, now } = createSubjects();
    const samples = await alternate([subject("a", [7], { wall: 3, cpu: 2 })], { warmUps: 0, counted: 1 }, now);
    expect(samples.get("a")).toEqual([{ wall: 3, cpu: 2 }]);
  });

  it("refuses two subjects of one name", async () => {
    const { subject, now } = createSubjects();
    const twins = [subject("a", []), subject("a", [])];
    await expect(alternate(twins, { warmUps: 0, counted: 1 }, now)).rejects.toThrow("same name");
  });
});
