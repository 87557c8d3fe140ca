import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recipeOf } from "./recipe.ts";

const facts = { outputDirectory: "dist", manager: "npm", plans: false } as const;

function documented(page: string): string {
  const text = readFileSync(join(import.meta.dirname, "../../../../docs/recipes", page), "utf8");
  return /(?<=```yaml\n# \S+\n\n?)[^]*?(?=```)/.exec(text)?.[0] ?? "";
}

describe("the recipe", () => {
  it.each([
    ["github", "github-actions.md"],
    ["gitlab", "gitlab-ci.md"],
  ] as const)("for %s is that of docs/recipes/%s", (service, page) => {
    expect(recipeOf(service, facts)).toBe(documented(page));
  });

  it.each(["github", "gitlab"] as const)("for %s installs, plans and uploads as the project needs it", (service) => {
    const recipe = recipeOf(service, { outputDirectory: "my site/out", manager: "pnpm", plans: true });
    expect(recipe).toMatch(/^ *- (?:run: )?corepack enable\n *- (?:run: )?pnpm install --frozen-lockfile$/m);
    expect(recipe).toMatch(/npm run build && npx global-edge-purge plan$/m);
    expect(recipe).toMatch(/sync 'my site\/out'\/ "s3:/);
    expect(recipe).not.toMatch(/dist|npm ci|cache: npm/);
  });
});
