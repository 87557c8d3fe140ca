import type { CliWords } from "../words/cli-words.ts";
import { whatIsThere } from "./hosts.ts";
import type { Project } from "./look-at-project.ts";
import type { Change } from "./plan-changes.ts";

/** What was found, in a line. */
export function describeProject({ host, scripted, ownConfig, manager, service }: Project, words: CliWords): string {
  return words.project({
    name: host?.host.name ?? scripted?.name,
    config: host?.config.path ?? ownConfig?.path,
    manager,
    service,
  });
}

/** Every line that people are to add, then every one that is written for them. */
export function describeChanges(changes: readonly Change[], words: CliWords): string {
  const byHand = changes.flatMap((change) =>
    change.does === "by-hand"
      ? [
          ...block(words.at(change.path, change.place), change.text.replace(whatIsThere, words.whatIsThere)),
          ...(change.note ? [`  ${words.notes[change.note]}`] : []),
        ]
      : [],
  );
  const written = changes.flatMap(({ does, path, text }) =>
    does === "by-hand" ? [] : block(does === "create" ? words.newFile(path) : words.atEnd(path), text),
  );
  return [
    ...(byHand.length > 0 ? ["", words.byHand, ...byHand] : []),
    ...(written.length > 0 ? ["", words.wouldWrite, ...written] : []),
    "",
    "",
  ].join("\n");
}

function block(title: string, text: string): readonly string[] {
  const lines = text.trim().split("\n");
  return [`  ${title}`, ...lines.map((line) => (line === "" ? "" : `    ${line}`))];
}
