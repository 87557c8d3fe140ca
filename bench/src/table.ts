/** What one table of the results holds. */
export interface Table {
  readonly title: string;
  /** What is measured, and how to read it. A paragraph each. */
  readonly notes: readonly string[];
  /** The first column is text, the others are figures. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Tables of one group, with what is said of all of them once. */
export async function* explainOnce(note: string, tables: AsyncIterable<Table>): AsyncIterable<Table> {
  let notes = [note];
  for await (const table of tables) {
    yield { ...table, notes: [...notes, ...table.notes] };
    notes = [];
  }
}

/** A table as Markdown, its columns aligned so that a terminal shows it as well. */
export function formatTable({ title, notes, head, rows }: Table): string {
  const cells = [head, ...rows].map((row) => head.map((_, column) => row[column] ?? ""));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  const [first = [], ...others] = cells;
  const table = [line(first), `| ${rule.join(" | ")} |`, ...others.map(line)].join("\n");
  return [`## ${title}`, ...notes, table].join("\n\n");
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
