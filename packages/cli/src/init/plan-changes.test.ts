import { describe, expect, it } from "vitest";
import { hosts } from "./hosts.ts";
import type { Project } from "./look-at-project.ts";
import { planChanges, type SetupFacts, whyNoRecipe } from "./plan-changes.ts";

const answers = { edgeIds: [1], outputDirectory: "dist" };
const options = '{ edgeId: 1, when: "deploy" }';

function lineFor(name: string, text: string) {
  const host = hosts.find((each) => each.name === name);
  if (!host) throw new Error(`There is no host ${name}.`);
  const project = { host: { host, config: { path: "site.config.js", text } }, manager: "npm" } as const;
  return planChanges({ project, unignored: [] }, answers).at(-1);
}

describe("a line for a config", () => {
  it("goes around SvelteKit's adapter, which keeps its options", () => {
    expect(lineFor("SvelteKit", "export default {\n  kit: {\n    adapter: adapter({ fallback: '200.html' }),")).toEqual(
      {
        does: "by-hand",
        path: "site.config.js",
        place: { part: { property: "adapter", wraps: "adapter()" }, line: 3 },
        text: `adapter: globalEdgePurge(<what is there>, ${options}),`,
      },
    );
    const added = lineFor("SvelteKit", "export default {};");
    expect(added?.text).toBe(`adapter: globalEdgePurge(adapter(), ${options}),`);
  });

  it("goes into the plugins of VitePress's vite, whose other options stay", () => {
    expect(lineFor("VitePress", "export default {\n  vite: { build: {} },\n};")).toMatchObject({
      place: { part: { list: "plugins", of: "vite" }, line: 2 },
      text: `globalEdgePurge(${options}),`,
    });
    expect(lineFor("VitePress", "export default {};")?.text).toBe(`vite: { plugins: [globalEdgePurge(${options})] },`);
  });

  it("goes around the config of Next.js, with what a static export needs", () => {
    expect(lineFor("Next.js", "export default { output: 'export' };")).toMatchObject({
      place: "export",
      text: `withGlobalEdgePurge(nextConfig, ${options})`,
      note: "static-export",
    });
  });

  it("makes no new list where one is there that is no literal", () => {
    expect(lineFor("Vite", "export default {\n  plugins: common,\n};")).toMatchObject({ place: { line: 2 } });
  });
});

it("sends the plan from where VitePress writes it", () => {
  const config = { path: "docs/.vitepress/config.ts", text: "" };
  const [host] = hosts.filter(({ name }) => name === "VitePress");
  const project: Project = {
    ...(host && { host: { host, config } }),
    site: "docs",
    manager: "npm",
    build: "docs:build",
  };
  const [recipe] = planChanges({ project, unignored: [] }, { ...answers, service: "github" }).slice(-1);
  expect(recipe?.text).toContain("run: npx global-edge-purge send --require docs\n");
});

const own: Project = { manager: "npm", build: "build" };
const facts = (changes: Partial<SetupFacts>): SetupFacts => ({ project: own, unignored: [], ...changes });

describe("a recipe", () => {
  const recipe = { path: ".github/workflows/deploy.yml", text: "name: mine\n" };

  it("that is there already gets the plan after the build, where no plugin writes it, and send after the upload", () => {
    const changes = planChanges(facts({ recipe }), { ...answers, service: "github", config: "my site.mjs" });
    expect(changes.slice(1)).toMatchObject([
      { place: "after-build", text: "- run: npx global-edge-purge plan --config 'my site.mjs'" },
      { place: "last", text: "- run: npx global-edge-purge send --config 'my site.mjs'" },
    ]);
    const scripted = { name: "Storybook", dependency: "storybook", script: "postbuild", build: "build" } as const;
    const planned = planChanges(facts({ recipe, project: { ...own, scripted } }), { ...answers, service: "gitlab" });
    expect(planned.slice(1)).toMatchObject([{ place: "last", text: "- npx global-edge-purge send" }]);
  });

  it.each([
    ["below-root", facts({ root: "/repository" })],
    ["below-root", facts({ root: "/repository", recipe })],
    ["no-script", facts({ project: { manager: "npm" } })],
    [undefined, facts({ project: { manager: "npm" }, recipe })],
    [undefined, facts({})],
  ] as const)("is kept back for the reason %s", (reason, given) => {
    const service = "github";
    expect(whyNoRecipe(given, { service })).toBe(reason);
    const paths = planChanges(given, { ...answers, service }).map(({ path }) => path);
    expect(paths.includes(recipe.path)).toBe(reason === undefined);
    expect(whyNoRecipe(given, {})).toBeUndefined();
  });
});

it("leaves a .gitignore alone that is a link", () => {
  const given = facts({ unignored: [".env.local"], gitignore: "node_modules\n", isIgnoreLinked: true });
  const [, change] = planChanges(given, answers);
  expect(change).toEqual({ does: "by-hand", path: ".gitignore", place: "end", text: ".env.local\n" });
});
