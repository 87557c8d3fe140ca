import { onTestFinished } from "vitest";
import { createEmulator, type Emulator } from "../emulator.ts";
import type { EmulatorOptions } from "../options.ts";

/** An emulator that is closed when the test ends. */
export async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}
