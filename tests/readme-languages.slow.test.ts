import { describe } from "vitest";
import { describeReadme, describeWayBack, readmes } from "./readme-flows.ts";

describe.each(readmes)("%s", (readme) => {
  // The English one is in the quick run.
  if (readme !== "README.md") describeReadme(readme);
  describeWayBack(readme);
});
