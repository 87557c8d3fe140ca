import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { recipeOf } from "./recipe.ts";

const facts = { outputDirectory: "dist", manager: "npm", build: "build", send: "global-edge-purge send" } as const;

interface GitHubRecipe {
  readonly jobs: { readonly deploy: { readonly steps: readonly { readonly run?: string }[] } };
}
interface GitLabRecipe {
  readonly build: { readonly script: readonly string[]; readonly artifacts: { readonly paths: readonly string[] } };
  readonly deploy: { readonly script: readonly string[] };
}

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
    const recipe = recipeOf(service, {
      ...facts,
      outputDirectory: "my site/out",
      manager: "pnpm",
      build: "docs:build",
      plan: "global-edge-purge plan",
    });
    expect(recipe).toMatch(/^ *- (?:run: )?corepack enable\n *- (?:run: )?pnpm install --frozen-lockfile$/m);
    expect(recipe).toMatch(/npm run docs:build && npx global-edge-purge plan$/m);
    expect(recipe).toMatch(/sync 'my site\/out'\/ "s3:/);
    expect(recipe).not.toMatch(/dist|npm ci|cache: npm/);
  });

  it("for gitlab keeps the plan from where the build writes it", () => {
    const recipe = parse(recipeOf("gitlab", { ...facts, site: "docs" })) as GitLabRecipe;
    expect(recipe.build.artifacts.paths).toEqual(["dist/", "docs/.global-edge-purge/production/plan.json"]);
  });

  it.each(["a: b #c", "[a]: 'b'", '"a" #', "*", "빌드 #1", "-: ", "dist"])(
    "is YAML, whatever the folder's name: %s",
    (folder) => {
      const own = { ...facts, outputDirectory: folder, plan: "global-edge-purge plan --config 'a: b #c.mjs'" };
      const word = /^\w+$/.test(folder) ? folder : `'${folder.replaceAll("'", String.raw`'\''`)}'`;
      const github = parse(recipeOf("github", own)) as GitHubRecipe;
      const runs = github.jobs.deploy.steps.map(({ run }) => run);
      expect(runs).toContain(`npm run build && npx ${own.plan}`);
      expect(runs).toContainEqual(expect.stringContaining(`aws s3 sync ${word}/ "s3://$BUCKET/" --endpoint-url`));
      const gitlab = parse(recipeOf("gitlab", own)) as GitLabRecipe;
      expect(gitlab.build.script.at(-1)).toBe(`npm run build && npx ${own.plan}`);
      expect(gitlab.build.artifacts.paths[0]).toBe(`${folder}/`);
      expect(gitlab.deploy.script[0]).toBe(`find ${word} -type f -exec touch {} +`);
      expect(gitlab.deploy.script[1]).toContain(`aws s3 sync ${word}/ `);
    },
  );
});
