import { expect, it } from "vitest";
import { explainOnce, formatTable, type Table } from "./table.ts";

it("writes a table that people read as it is, and Markdown shows", () => {
  const table = formatTable({
    title: "Files",
    notes: ["What it is.", "How to read it."],
    head: ["", "time", "× other"],
    rows: [
      ["run, unchanged", "3.5 s", "2.00"],
      ["other", "12 ms"],
    ],
  });
  expect(table.split("\n")).toEqual([
    "## Files",
    "",
    "What it is.",
    "",
    "How to read it.",
    "",
    "|                |  time | × other |",
    "| -------------- | ----: | ------: |",
    "| run, unchanged | 3.5 s |    2.00 |",
    "| other          | 12 ms |         |",
  ]);
});

it("says once what is said of several tables", async () => {
  const table: Table = { title: "Files", notes: ["one"], head: [], rows: [] };
  const notes: (readonly string[])[] = [];
  for await (const explained of explainOnce("all", twice(table))) notes.push(explained.notes);
  expect(notes).toEqual([["all", "one"], ["one"]]);
});

async function* twice(table: Table): AsyncIterable<Table> {
  yield table;
  yield table;
}
