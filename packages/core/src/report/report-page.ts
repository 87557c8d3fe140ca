import { shownPath } from "../output/asset-path.ts";
import { readable } from "./describe.ts";
import type { PurgeReport } from "./purge-report.ts";

const mark = /^<!-- global-edge-purge report of (".*") -->$/u;

/** The environment that a page of ours is about, by its first line; `undefined` for any other text. */
export function environmentOfPage(text: string): string | undefined {
  const [line = ""] = text.split("\n", 1);
  const [, environment] = mark.exec(line) ?? [];
  return environment === undefined ? undefined : (JSON.parse(environment) as string);
}

/** Nothing in it can end the comment, or be seen as what it is not. */
function markOf(environment: string): string {
  const name = JSON.stringify(environment).replaceAll(
    /[^ -~]|[<>-]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `<!-- global-edge-purge report of ${name} -->`;
}

/** Folders with more targets than this are closed at first, so that a large report opens quickly. */
const openUpTo = 50;

/**
 * The report of a run as one page of HTML for people: without scripts, and without anything from elsewhere. Whatever
 * files are called stands in it as text.
 */
export function reportPage(report: PurgeReport): string {
  const { environment, edgeIds, verdict, reason, dryRun, startedAt, durationMs, tool } = report;
  const about = [
    ["environment", environment],
    ["edges", edgeIds.join(", ") || "none"],
    ["began", startedAt.replace("T", " ").replace(/(?:\.\d+)?Z$/, " UTC")],
    ["took", `${(durationMs / 1000).toFixed(1)} s`],
    ["written by", tool],
  ] as const;
  return `${markOf(environment)}
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(verdict)}: purge of ${html(environment)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Global Edge purge: <strong class="${verdict}">${html(verdict)}</strong></h1>
${reason === undefined ? "" : `<p>Because: ${html(reason)}</p>`}
${dryRun ? "<p>A dry run: nothing was sent or saved.</p>" : ""}
<dl>${about.map(([name, value]) => `<div><dt>${name}</dt><dd>${html(value)}</dd></div>`).join("")}</dl>
${[warnings, files, targets, requests, owed].map((section) => section(report)).join("\n")}
</main>
</body>
</html>
`;
}

function warnings({ warnings: told }: PurgeReport): string {
  if (told.length === 0) return "";
  const items = told.map(
    ({ code, message, next }) =>
      `<li><code>${html(code)}</code> ${html(message)}${next === undefined ? "" : ` <em>${html(next)}</em>`}</li>`,
  );
  return `<section class="told"><h2>To know</h2><ul>${items.join("")}</ul></section>`;
}

function files({ counts }: PurgeReport): string {
  const kinds = ["added", "changed", "removed", "unchanged"] as const;
  const sum = Math.max(
    1,
    kinds.reduce((total, kind) => total + counts[kind], 0),
  );
  const rows = kinds.map((kind) => [
    kind,
    grouped(counts[kind]),
    `<span class="bar" style="width:${((100 * counts[kind]) / sum).toFixed(1)}%"></span>`,
  ]);
  return section("Files", table("What became of the build's files", ["file", "count", "share"], rows));
}

function targets({ targets: planned }: PurgeReport): string {
  if (planned.length === 0) return section("URLs", "<p>None was to be purged.</p>");
  const parts = [...byFolder(planned)].map(([folder, its]) => {
    const rows = its.map(({ target, reason, edgeIds, assetPath }) => [
      `<code>${html(readable(target))}</code>`,
      html(reason),
      html(assetPath ?? ""),
      html(edgeIds.join(", ")),
    ]);
    const open = planned.length <= openUpTo ? " open" : "";
    return (
      `<details${open}><summary><code>${html(readable(folder))}</code> ${grouped(its.length)}</summary>` +
      `${table(`URLs below ${html(readable(folder))}`, ["URL", "why", "file", "edges"], rows)}</details>`
    );
  });
  return section(`URLs to purge: ${grouped(planned.length)}`, parts.join("\n"));
}

function requests({ batches, estimate }: PurgeReport): string {
  if (batches.length === 0) return "";
  const rows = batches.map(({ edgeId, type, targets: its, status, attempts, requestIds, error }, index) => [
    String(index + 1),
    String(edgeId),
    `${its.length} ${html(type)}`,
    `<span class="${status}">${html(status)}</span>${error ? ` ${html(`${error.code}: ${error.message}`)}` : ""}`,
    String(attempts),
    html(requestIds.join(", ")),
  ]);
  const waits = estimate.seconds > 0 ? `<p>The quota makes them take about ${estimate.seconds} s.</p>` : "";
  const head = ["no.", "edge", "targets", "became", "attempts", "ids"];
  return section(`Requests: ${grouped(batches.length)}`, waits + table("Requests in the order of sending", head, rows));
}

function owed({ unsettled }: PurgeReport): string {
  if (unsettled.length === 0) return "";
  const rows = unsettled.map(({ assetPath, edgeId, waitingFor }) => [
    `<code>${html(assetPath)}</code>`,
    String(edgeId),
    html(waitingFor),
  ]);
  const note = "<p>Written down, until the edge has accepted it: the next run purges it.</p>";
  return section(
    `Still owed: ${grouped(unsettled.length)}`,
    note + table("Files that are owed", ["file", "edge", "waits for"], rows),
  );
}

/** Targets by the folder that their URL lies in, sorted. */
function byFolder(planned: PurgeReport["targets"]): ReadonlyMap<string, PurgeReport["targets"]> {
  const folders = new Map<string, PurgeReport["targets"][number][]>();
  for (const target of planned) {
    const [path = ""] = target.target.split("?");
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const found = folders.get(folder);
    if (found) found.push(target);
    else folders.set(folder, [target]);
  }
  return new Map([...folders].toSorted(([a], [b]) => inOrder.compare(a, b)));
}

/** `page-2` before `page-10`. */
const inOrder = new Intl.Collator("en", { numeric: true });

function grouped(count: number): string {
  return count.toLocaleString("en");
}

function section(title: string, content: string): string {
  return `<section><h2>${title}</h2>${content}</section>`;
}

/** @param rows cells that are HTML already */
function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map(
    ([first = "", ...cells]) =>
      `<tr><th scope="row">${first}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`,
  );
  return (
    `<div class="wide" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption>` +
    `<thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join("")}</tr></thead>` +
    `<tbody>${lines.join("\n")}</tbody></table></div>`
  );
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function html(text: string): string {
  return shownPath(text).replaceAll(/[&<>"']/gu, (character) => references[character] ?? "");
}

const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --quiet: #57606a; --line: #d0d7de; --good: #1a6b34; --bad: #b3261e; --bar: #3d7bd9; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --quiet: #9aa4ae; --line: #30363d; --good: #56d364; --bad: #ff8a80; --bar: #79b0ff; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; margin-top: 2rem; }
.purged, .nothing-to-purge, .accepted, .completed { color: var(--good); }
.failed, .partial, .rejected { color: var(--bad); }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0; } dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0; }
.told { border-left: .25rem solid var(--bad); padding-left: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; } caption { text-align: left; color: var(--quiet); }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); font-weight: normal; overflow-wrap: break-word; } code { overflow-wrap: anywhere; }
thead th { color: var(--quiet); overflow-wrap: normal; }
td:has(.bar) { width: 40%; } .bar { display: inline-block; height: .75rem; background: var(--bar); border-radius: .25rem; }
summary { cursor: pointer; padding: .5rem 0; color: var(--quiet); } summary code { color: var(--ink); } code { font-family: ui-monospace, monospace; }
details table { table-layout: fixed; } details caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
details th:nth-child(1) { width: 46%; } details th:nth-child(2) { width: 18%; } details th:nth-child(4) { width: 10%; }
@media (max-width: 40rem) { details table { min-width: 34rem; } }
details > .wide { content-visibility: auto; contain-intrinsic-size: auto 20rem; }
`;
