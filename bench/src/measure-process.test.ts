import { tmpdir } from "node:os";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { isInstalled, measureProcess } from "./measure-process.ts";

const run = (program: string) =>
  measureProcess({ program: process.execPath, args: ["-e", program], directory: tmpdir(), env: {} });

describe("measureProcess", () => {
  it("knows what a program printed, computed and held", async () => {
    // It ends only once there is something to measure, however fast the machine is.
    const { stdout, stderr, cpu, peak } = await run(`
      const memory = Buffer.alloc(200e6, 1);
      while (process.cpuUsage().user < 200_000);
      console.log("done", memory.length > 0);
      console.error("said");
    `);
    expect([stdout, stderr]).toEqual(["done true\n", "said\n"]);
    if (process.platform !== "linux") return;
    expect(cpu).toBeGreaterThanOrEqual(190);
    expect(peak).toBeGreaterThan(200e6);
  });

  it("fails where the program does, with what it said", async () => {
    await expect(run(`console.error("no such thing"); process.exitCode = 3;`)).rejects.toThrow(
      /ended with 3:\nno such thing/u,
    );
  });
});

it("knows which programs are installed", async () => {
  expect(await isInstalled(process.execPath)).toBe(true);
  expect(await isInstalled("global-edge-purge-of-nobody")).toBe(false);
});
