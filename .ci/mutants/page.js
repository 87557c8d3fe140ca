import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const page = "docs/mutants.md";

const head = `# Mutants

\`npm run mutants\` changes the code in one place, runs the room's quick tests that reach it, and does so again for each place: a change
that no test notices is a hole in the tests, or code that does nothing. It writes this page, keeps the reasons, and fails where a room is at
90 % or below, or where a survivor has no reason. \`npm run mutants plan\` tries one room.

A mutant is killed, too, where it would go on for ever. Left out are texts of several words, which decide nothing and are held once for
each code; and what only runs while a module is loaded, such as schemas and tables. A property gets a tenth of a second for each mutant,
so a score is a lower bound, and may differ a little from one run to the next.
`;

/**
 * What a room came to: how many mutants were tried, how many of them were killed, how many left out, and each survivor
 * with the reason that it may live. Reasons are those that the page has already.
 */
export function summarize(mutants, earlier) {
  const of = (...statuses) => mutants.filter(({ status }) => statuses.includes(status));
  const reasons = new Map(earlier?.survivors.map((survivor) => [keyOf(survivor), survivor.reason]));
  const survivors = of("Survived", "NoCoverage").map(describeMutant);
  const killed = of("Killed", "Timeout").length;
  return {
    mutants: killed + survivors.length,
    killed,
    leftOut: of("Ignored").length,
    survivors: survivors.map((survivor) => ({ ...survivor, reason: reasons.get(keyOf(survivor)) ?? "" })),
  };
}

/** Whoever formats the page may set the code in other quotes. */
const keyOf = ({ file, change }) => `${file} ${change}`.replaceAll(/[`\s]/g, "");

function describeMutant({ fileName, location: { start, end }, replacement }) {
  const lines = readFileSync(fileName, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const last = lines.pop().slice(0, end.column - 1);
  const original = [...lines, last].join("\n").slice(start.column - 1);
  return { file: basename(fileName), change: `${code(original)} → ${code(replacement)}` };
}

/** Code in a cell of a table: one line, and not a long one. */
function code(text) {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const short = line.length > 80 ? `${line.slice(0, 50)} … ${line.slice(-25)}` : line;
  return (short.includes("`") ? `\`\` ${short} \`\`` : `\`${short}\``).replaceAll("|", "\\|");
}

/** What the page says of each room. */
export function readPage() {
  const text = existsSync(page) ? readFileSync(page, "utf8") : "";
  return new Map(text.split(/^## /m).slice(1).map(readRoom));
}

function readRoom(section) {
  const [, name, mutants, killed, leftOut] = /^(.+)\n\n(\d+) mutants, (\d+) killed, (\d+) left out/.exec(section);
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2);
  const survivors = rows.map((row) => {
    const [, file, change, reason] = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return { file: file.replaceAll("`", ""), change, reason };
  });
  return [name, { mutants: Number(mutants), killed: Number(killed), leftOut: Number(leftOut), survivors }];
}

const scoreOf = ({ mutants, killed }) => (100 * killed) / mutants;

/** Writes the page anew, with the rooms in the order given. */
export function writePage(results, order) {
  const rooms = order.filter((name) => results.has(name)).map((name) => [name, results.get(name)]);
  const scores = rooms.map(
    ([name, room]) => `| \`${name}\` | ${room.mutants} | ${room.killed} | ${scoreOf(room).toFixed(1)} % |`,
  );
  const sections = rooms.map(([name, { mutants, killed, leftOut, survivors }]) => {
    const rows = survivors.map(({ file, change, reason }) => `| \`${file}\` | ${change} | ${reason} |`);
    const table = ["| file | survivor | why it may |", "| --- | --- | --- |", ...rows].join("\n");
    const counts = `${mutants} mutants, ${killed} killed, ${leftOut} left out.`;
    return `## ${name}\n\n${survivors.length === 0 ? counts : `${counts}\n\n${table}`}\n`;
  });
  const table = ["| room | mutants | killed | score |", "| --- | --- | --- | --- |", ...scores].join("\n");
  writeFileSync(page, `${head}\n${table}\n\n${sections.join("\n")}`);
  execFileSync("node_modules/.bin/oxfmt", [page]);
}

/** What is wrong with a room: its score, or survivors that nobody has given a reason for. */
export function complaintsOf(name, room) {
  const score = scoreOf(room);
  const unexplained = room.survivors.filter(({ reason }) => reason === "");
  return [
    ...(score > 90 ? [] : [`${name}: ${score.toFixed(1)} % of the mutants were killed, and more than 90 % must be`]),
    ...unexplained.map(({ file, change }) => `${name}: ${file} ${change} lives, without a reason in ${page}`),
  ];
}
