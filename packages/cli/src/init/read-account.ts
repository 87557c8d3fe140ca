import { GlobalEdgePurgeError } from "@global-edge-purge/core";
import { loadWords } from "@global-edge-purge/core/internal";
import { accountEdges, type ProfileWithEdges } from "../account-edges.ts";
import { withClient } from "../commands/ask.ts";
import type { CommandInput } from "../command-input.ts";
import type { ProgramContext } from "../program-context.ts";

/** What the account tells: whether it has keys that can be used, and its edges where nobody named any. */
export interface Account {
  readonly keys: "found" | "missing" | "unusable";
  /** Absent where edges were not asked for, or could not be. */
  readonly profiles?: readonly ProfileWithEdges[];
}

/** Asks the account. What is wrong with its keys is told, and keeps nobody from going on: edges can be named by hand. */
export async function readAccount(input: CommandInput, context: ProgramContext): Promise<Account> {
  try {
    return await withClient(input, context, async (client): Promise<Account> => {
      return input.namesEdge ? { keys: "found" } : { keys: "found", profiles: await accountEdges(client) };
    });
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof GlobalEdgePurgeError) || error.exitCode === 2) throw error;
    if (error.code === "CREDENTIALS_MISSING") return { keys: "missing" };
    const { code, message, next } = error;
    const words = await loadWords(context.env);
    context.printError(`${words.warning({ code, message, next }).join("\n  ")}\n`, "warning");
    return { keys: error.code.startsWith("CREDENTIALS_") ? "unusable" : "found" };
  }
}
