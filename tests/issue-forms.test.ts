import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";

const folder = join(import.meta.dirname, "../.github/ISSUE_TEMPLATE");
const forms = readdirSync(folder).filter((name) => name !== "config.yml");

interface Form {
  readonly body: readonly { readonly type: string; readonly id?: string; readonly attributes: object }[];
}

it.each(forms)("%s is a form as GitHub takes it", (name) => {
  const form: Form = parse(readFileSync(join(folder, name), "utf8"));
  expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
  const asked = form.body.filter(({ type }) => type !== "markdown");
  expect(asked.length).toBeGreaterThan(0);
  for (const { attributes } of asked) expect(attributes).toHaveProperty("label");
  const ids = asked.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).not.toContain(undefined);
});
