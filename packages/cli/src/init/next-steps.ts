import type { CliWords } from "../words/cli-words.ts";
import type { Project } from "./look-at-project.ts";
import { type Answers, commandsOf, installCommand, needsPlan } from "./plan-changes.ts";
import type { Account } from "./read-account.ts";
import { shellWord } from "./recipe.ts";

interface Prepared {
  readonly project: Project;
  readonly answers: Answers;
  readonly keys: Account["keys"];
  /** Whether a recipe is among what there was to write. */
  readonly hasRecipe: boolean;
}

const keyLines = {
  // What is wrong with them was told.
  unusable: () => [],
  found: ({ keysFound }: CliWords) => [keysFound],
  missing: ({ keysMissing }: CliWords) => [keysMissing, "  NCLOUD_ACCESS_KEY_ID=...", "  NCLOUD_SECRET_ACCESS_KEY=..."],
};

/** What remains to be done once, and then at each deploy. */
export function nextSteps({ project, answers, keys, hasRecipe }: Prepared, words: CliWords): string {
  const { plan, send } = commandsOf(project, answers);
  const install = installCommand(project);
  const config = answers.config === undefined ? "" : ` --config ${shellWord(answers.config)}`;
  const deploy = [
    project.build === undefined ? words.build : `npm run ${project.build}`,
    ...(needsPlan(project) ? [`npx ${plan}`] : []),
    words.upload,
    `npx ${send}`,
  ];
  return [
    ...keyLines[keys](words),
    ...(hasRecipe ? [words.bucket, words.sharedBaseline] : []),
    words.next,
    ...(install === undefined ? [] : [`  ${install}`]),
    `  npx global-edge-purge doctor --edge-id ${answers.edgeIds.join(",")}${config}`,
    words.deploy,
    `  ${deploy.join(" → ")}`,
    "",
  ].join("\n");
}
