import { sendPlans, type SendOptions } from "@global-edge-purge/core";
import { resolve } from "node:path";
import { readInput, refuseUnlisted } from "../command-input.ts";
import { findPlans } from "../find-plans.ts";
import type { Flags } from "../flags.ts";
import { printReport } from "../ending.ts";
import type { ProgramContext } from "../program-context.ts";

/** `send [FILE…]`: the second half of `run`, after the upload. Plans bring everything along but the credentials. */
export async function sendCommand(files: readonly string[], flags: Flags, context: ProgramContext): Promise<number> {
  const input = await readInput(flags, context);
  refuseUnlisted(input, flags, context);
  const { environment, projectDirectory, given, own, system } = input;
  const paths =
    files.length > 0
      ? files.map((file) => resolve(context.workingDirectory, file))
      : findPlans(projectDirectory, environment);
  const { credentials, profile } = own;
  const options = {
    ...given,
    ...(credentials !== undefined && { credentials }),
    ...(profile !== undefined && { profile }),
  };
  // Checked with all the others, like every option.
  const report = await sendPlans(paths, options as SendOptions, projectDirectory, system);
  return printReport(report, flags, context);
}
