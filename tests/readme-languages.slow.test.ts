import { describe } from "vitest";
import { describeReadme, readmes } from "./readme-flows.ts";

// The English one is in the quick run.
describe.each(readmes.filter((name) => name !== "README.md"))("%s", (readme) => {
  describeReadme(readme);
});
