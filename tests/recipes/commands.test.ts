import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { codeOf, readRecipe } from "./read-recipe.ts";

const commands = [
  "npm ci",
  "npm run build",
  /aws s3 sync dist\/ "s3:\/\/\S+\/" --endpoint-url https:\/\/kr\.object\.ncloudstorage\.com/,
  "npx global-edge-purge send",
];

describe("every recipe", () => {
  it.each(["github-actions.md", "gitlab-ci.md", "jenkins.md", "sourcepipeline.md"])(
    "has the same commands in the same order: %s",
    (name) => {
      const text = readRecipe(name);
      const places = commands.map((command) => text.search(command));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(text).not.toMatch(/--size-only|--delete/);
    },
  );

  it.each(["gitlab-ci.md", "jenkins.md", "sourcepipeline.md"])("says what was not run: %s", (name) => {
    expect(readRecipe(name)).toMatch(/was not run|None of this was run/);
  });

  it("makes artifacts new before GitLab uploads them, since sync passes over what is older than its object", () => {
    const script: readonly string[] = parse(codeOf("gitlab-ci.md", "yaml")).deploy.script;
    expect(script).toEqual([
      "find dist -type f -exec touch {} +",
      expect.stringMatching(commands[2] ?? ""),
      commands[3],
    ]);
  });

  it("queues deploys in GitLab", () => {
    expect(parse(codeOf("gitlab-ci.md", "yaml")).deploy.resource_group).toBe("production");
  });
});
