import type { GivenEnvironment, GivenOptions } from "./schema.ts";
import { type WithoutUndefined, withoutUndefined } from "./without-undefined.ts";

/**
 * The options that count for one environment: its own take the place of those beside `environments`, each as a whole.
 * For an environment that is not listed, or turned off, those beside it.
 */
export function mergeEnvironment(given: GivenOptions, environment: string): WithoutUndefined<GivenEnvironment> {
  const { environment: _name, environments = {}, ...shared } = given;
  const own = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  return { ...withoutUndefined(shared), ...withoutUndefined(own || {}) };
}
