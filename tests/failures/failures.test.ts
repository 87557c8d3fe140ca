import { describe, it } from "vitest";
import { outputFailures, stateFailures } from "./disk-failures.ts";
import { networkFailures } from "./network-failures.ts";
import { inProcess, expectFailure } from "./play-failure.ts";

describe.each([
  ["the output", outputFailures],
  ["the state", stateFailures],
  ["the network", networkFailures],
])("something is wrong with %s", (_what, failures) => {
  it.each(failures)("$what", (failure) => expectFailure(failure, inProcess));
});
