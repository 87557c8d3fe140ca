import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { measureBaselines } from "./baselines.ts";
import { measureBuilds } from "./builds.ts";
import { measureEntries } from "./entries.ts";
import { measureFolders } from "./folders.ts";
import type { Bench, Group } from "./group.ts";
import { describeMachine } from "./machine.ts";
import { measurePlanning } from "./planning.ts";
import { benchDirectory } from "./project.ts";
import { measureSending } from "./sending.ts";
import { formatTable, type Table } from "./table.ts";
import { createWorkspace } from "./workspace.ts";

const groups: Readonly<Record<string, Group>> = {
  folders: measureFolders,
  builds: measureBuilds,
  entries: measureEntries,
  planning: measurePlanning,
  sending: measureSending,
  baselines: measureBaselines,
};

const usage = `npm run bench -- [--quick] [--rounds N] [--out FILE] [GROUP…]

  --quick       small sizes: whether it runs, not how fast
  --rounds N    how often each thing is measured (default: 5)
  --out FILE    where the results go (default: bench/results.md)
  GROUP         of ${Object.keys(groups).join(", ")} (default: all)
`;

const { values, positionals } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    out: { type: "string", default: join(benchDirectory, "results.md") },
    help: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !(name in groups));
const counted = Number(values.rounds ?? (values.quick ? 1 : 5));
if (values.help) process.stdout.write(usage);
else if (unknown !== undefined || !Number.isSafeInteger(counted) || counted < 1) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else await measure();

async function measure(): Promise<void> {
  const workspace = createWorkspace();
  const bench: Bench = {
    workspace,
    rounds: { warmUps: values.quick ? 0 : 1, counted },
    isQuick: values.quick,
    tell: (text) => void process.stderr.write(`${text} …\n`),
  };
  const stopWatching = onStop(workspace.remove);
  const machine = describeMachine();
  const tables: Table[] = [];
  try {
    for (const name of positionals.length > 0 ? positionals : Object.keys(groups)) {
      const group = groups[name];
      if (!group) continue;
      for await (const table of group(bench)) {
        tables.push(table);
        process.stdout.write(`${formatTable(table)}\n\n`);
        // After each table: half an hour is long, and who stops it then keeps what was measured.
        writeFileSync(resolve(values.out), formatResults(machine, tables));
      }
    }
  } finally {
    stopWatching();
    workspace.remove();
  }
}

/** Does something when the process is told to stop, and then lets it stop. Returns how to call that off. */
function onStop(act: () => void): () => void {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const stop = (signal: NodeJS.Signals) => {
    act();
    callOff();
    process.kill(process.pid, signal);
  };
  const callOff = () => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  return callOff;
}

function formatResults(machine: string, tables: readonly Table[]): string {
  const how = values.quick
    ? "A quick run over small sizes: it shows that everything can be measured, and the figures mean nothing."
    : `Every figure is the median of ${counted} rounds after one that does not count, with the least and the most in parentheses. In a round everything in a table is measured once, in turns, ` +
      "and a ratio is taken within each round. Time is what passes on the clock; CPU is what the program and all it started computed, to 10 ms; memory is the most that one process held.";
  return `${["# Benchmark", `Measured by \`npm run bench\` on ${machine}.`, how, ...tables.map(formatTable)].join("\n\n")}\n`;
}
