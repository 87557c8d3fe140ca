import { createEmulator, hold } from "@global-edge-purge/emulator";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { builtCore } from "../test/built-core.ts";
import { startSending } from "../test/send-batches-processes.ts";

async function setUp(window: number) {
  const emulator = await createEmulator({ quota: { window } });
  onTestFinished(() => emulator.close());
  const folder = await builtCore();
  return { emulator, folder, options: { quotaWindow: window, stateDirectory: join(folder, "state") } };
}

it("processes that share a key stay within its quota together, and get everything through", async () => {
  const setup = await setUp(300);
  const processes = ["a", "b", "c"].map((name) => startSending(setup, name, 10));
  const statuses = await Promise.all(processes.map((process) => process.statuses));
  expect(statuses.flat()).toEqual(Array(30).fill("accepted"));
  expect(setup.emulator.requests).toHaveLength(30);
  expect(setup.emulator.mostInAnyWindow()).toBeLessThanOrEqual(10);
});

it("a process that is killed with its requests under way blocks nobody, and is not forgotten", async () => {
  const setup = await setUp(300);
  const held = hold();
  setup.emulator.faults.next(held.fault);
  const killed = startSending(setup, "killed", 1);
  const [end] = await Promise.all([
    killed.statuses.catch((error: unknown) => error),
    held.reached.then(() => killed.child.kill("SIGKILL")),
  ]);
  expect(end).toMatchObject({ signal: "SIGKILL" });
  held.release();
  await expect(startSending(setup, "next", 20).statuses).resolves.toEqual(Array(20).fill("accepted"));
  expect(setup.emulator.mostInAnyWindow()).toBeLessThanOrEqual(10);
});

it("eight processes that share a key send two hundred batches, ten in any second at most", async () => {
  const window = 1000;
  const emulator = await createEmulator({ quota: { window } });
  onTestFinished(() => emulator.close());
  const folder = await builtCore();
  const setup = { emulator, folder, options: { quotaWindow: window, stateDirectory: join(folder, "state") } };
  const begun = Date.now();
  const processes = Array.from({ length: 8 }, (_, index) => startSending(setup, `p${index}`, 25));
  const statuses = await Promise.all(processes.map((process) => process.statuses));
  expect(statuses.flat()).toEqual(Array(200).fill("accepted"));
  // None was refused, so none was sent twice.
  expect(emulator.requests).toHaveLength(200);
  expect(emulator.mostInAnyWindow()).toBeLessThanOrEqual(10);
  expect(Date.now() - begun).toBeGreaterThan(19 * window);
});
