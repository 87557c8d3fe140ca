import { shownPath } from "../output/asset-path.ts";
import { describeVerdict } from "./describe.ts";
import { english } from "./english.ts";
import type { RunEnd } from "./create-report.ts";
import type { PurgeReport } from "./purge-report.ts";

const mostRows = 20;
const mostOfText = 200;

/** What a run did, in the Markdown of a job's summary: what files are called stands in it as text, and nothing else. */
export function jobSummary(report: PurgeReport, end?: Omit<RunEnd, "summary">): string {
  const { environment, edgeIds, verdict, reason, counts, targets, unsettled, warnings } = report;
  const edges = edgeIds.length === 0 ? "" : `, edge ${edgeIds.join(", ")}`;
  const [outcome = ""] = end ? describeVerdict(english, report, end) : [];
  return [
    `### Global Edge purge: ${asText(`${environment}${edges}`)}`,
    `**${verdict}**${reason === undefined ? "" : ` (${asText(reason)})`}. ${asText(outcome)}`,
    ...(targets.length === 0
      ? []
      : [
          english.counts(counts),
          table(
            ["target", "why"],
            targets.map(({ target, reason: why }) => [target, why]),
          ),
        ]),
    ...(unsettled.length === 0
      ? []
      : [
          "Still owed; the next run purges it:",
          table(
            ["file", "edge", "waits for"],
            unsettled.map(({ assetPath, edgeId, waitingFor }) => [assetPath, String(edgeId), waitingFor]),
          ),
        ]),
    ...warnings.map(({ code, message, next }) =>
      asText(`${code}: ${message}${next === undefined ? "" : ` ${next}`}`, 2000),
    ),
    "",
  ].join("\n\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const more = rows.length > mostRows ? `\n\nand ${rows.length - mostRows} more` : "";
  const lines = rows.slice(0, mostRows).map((cells) => `| ${cells.map((cell) => asText(cell)).join(" | ")} |`);
  return [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...lines].join("\n") + more;
}

/** Text that Markdown and HTML take for nothing else: what could mean something is a numeric reference. */
function asText(text: string, most = mostOfText): string {
  const characters = Array.from(shownPath(text));
  const shown = characters.length > most ? [...characters.slice(0, most), "…"] : characters;
  return shown
    .map((character) => (/[\p{L}\p{N}\p{M} /.,()…-]/u.test(character) ? character : reference(character)))
    .join("");
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
