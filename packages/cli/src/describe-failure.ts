import { GlobalEdgePurgeError } from "@global-edge-purge/core";
import { OptionsError } from "@global-edge-purge/core/options";

/** What to print for something that was thrown: what is wrong, then what to do. Only a defect of ours shows its stack. */
export function describeFailure(error: unknown): string {
  if (error instanceof OptionsError) {
    return `${error.message}\nChange the flag, the config file or the variable, and run again: --help shows all flags.\n`;
  }
  if (error instanceof GlobalEdgePurgeError) {
    return `error: ${error.message} [${error.code}]\n  ${error.next}\n`;
  }
  return `This is a defect of global-edge-purge: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
