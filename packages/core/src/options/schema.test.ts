import type * as z from "zod";
import { describe, expectTypeOf, it } from "vitest";
import type { EnvironmentOptions, GlobalEdgePurgeOptions } from "./global-edge-purge-options.ts";
import type { optionsSchema } from "./schema.ts";
import type { Settings } from "./settings.ts";

type Input = z.input<typeof optionsSchema>;
type EnvironmentInput = Exclude<NonNullable<Input["environments"]>[string], false>;
type Output = z.output<typeof optionsSchema>;

describe("the schema", () => {
  it("accepts what the documented interface says, no more and no less", () => {
    expectTypeOf<keyof Input>().toEqualTypeOf<keyof GlobalEdgePurgeOptions>();
    expectTypeOf<Input>().toEqualTypeOf<GlobalEdgePurgeOptions>();
    expectTypeOf<GlobalEdgePurgeOptions>().toExtend<Input>();
    expectTypeOf<Input>().toExtend<GlobalEdgePurgeOptions>();
    expectTypeOf<EnvironmentInput>().toEqualTypeOf<EnvironmentOptions>();
  });

  it("gives what settings hold", () => {
    expectTypeOf<NonNullable<Output["base"]>>().toExtend<Settings["base"]>();
    expectTypeOf<NonNullable<Output["edgeId"]>>().toExtend<Settings["edgeIds"]>();
  });
});
