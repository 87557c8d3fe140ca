import { describe, expect, it } from "vitest";
import { commandsOf, describeReadme, readmes, sampleOf } from "./readme-flows.ts";

describe("README.md", () => {
  describeReadme("README.md");
});

describe.each(readmes)("%s", (readme) => {
  it("shows the same commands and the same output as every other", () => {
    const bare = (code: string) => code.replaceAll(/ *#.*$/gmu, "");
    expect(bare(commandsOf(readme))).toBe(bare(commandsOf("README.md")));
    expect(sampleOf(readme)).toBe(sampleOf("README.md"));
  });
});
