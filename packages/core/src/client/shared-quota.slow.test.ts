import { createEmulator } from "@global-edge-purge/emulator";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { builtCore } from "../test/built-core.ts";
import { startSending } from "../test/send-batches-processes.ts";

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
