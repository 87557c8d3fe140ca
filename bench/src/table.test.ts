import { expect, it } from "vitest";
import { explainOnce, formatTable } from "./table.ts";

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

it("says once what is said of several tables", () => {
  const table = { title: "Files", notes: ["one"], head: [], rows: [] };
  expect(explainOnce("all", [table, table]).map(({ notes }) => notes)).toEqual([["all", "one"], ["one"]]);
});
