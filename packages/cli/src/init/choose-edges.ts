import { tableOfEdges } from "../account-edges.ts";
import type { ProgramContext } from "../program-context.ts";
import { UsageError } from "../usage-error.ts";
import { loadCliWords } from "../words/load-cli-words.ts";
import type { Account } from "./read-account.ts";

/**
 * The edges of a project that names none: the only one of the account, or those that somebody answers.
 *
 * @param ask absent where nobody is to be asked
 * @throws UsageError `EDGES_MISSING`
 */
export async function chooseEdges(
  { keys, profiles }: Account,
  ask: ProgramContext["ask"],
  context: ProgramContext,
): Promise<readonly number[]> {
  const words = await loadCliWords(context.env);
  const ids = profiles?.flatMap(({ edges }) => edges.map(({ id }) => Number(id))) ?? [];
  if (keys === "missing") context.printError(`${words.unlisted}\n`);
  else if (profiles) context.printError(ids.length > 0 ? tableOfEdges(profiles) : `${words.noEdges}\n`);
  const only = ids.length === 1 ? ids[0] : undefined;
  for (;;) {
    const answer = ask === undefined ? "" : (await ask(words.askEdges(only))).trim();
    if (answer === "") break;
    const named = answer.split(",").map((text) => text.trim());
    const wrong = named.find((text) => !/^\d+$/u.test(text) || (ids.length > 0 && !ids.includes(Number(text))));
    if (wrong === undefined) return named.map(Number);
    context.printError(`${words.notAnEdge(wrong)}\n`);
  }
  if (only !== undefined) return [only];
  const known = ids.length === 0 ? "" : ` The account has ${ids.join(", ")}.`;
  const reason =
    keys === "missing"
      ? " Or put keys into .env.local: without them the edges of the account cannot be listed."
      : keys === "unusable"
        ? " Or mend the keys: with these the edges of the account cannot be listed."
        : "";
  throw new UsageError("EDGES_MISSING", `No edge is named.${known}`, {
    next: `Name it: --edge-id 11197, or several with commas.${reason}`,
  });
}
