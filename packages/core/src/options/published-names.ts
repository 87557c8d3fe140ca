import type { EnvironmentVariables } from "../system/system.ts";

/** Bundlers and frameworks write variables with these prefixes into what visitors download. */
const publicPrefixes = ["VITE_", "NEXT_PUBLIC_", "PUBLIC_", "NUXT_PUBLIC_", "REACT_APP_", "VUE_APP_"];
const credentialName = /NCLOUD_(?:ACCESS_KEY(?:_ID)?|SECRET_(?:ACCESS_)?KEY)$/u;

/** The variables that keys are read from, the stronger name first. */
export const accessKeyVariables = ["NCLOUD_ACCESS_KEY_ID", "NCLOUD_ACCESS_KEY"] as const;
export const secretKeyVariables = ["NCLOUD_SECRET_ACCESS_KEY", "NCLOUD_SECRET_KEY"] as const;

/**
 * Names of variables that hold a key and that a bundler would publish, each with the prefix that makes it do so.
 *
 * @param envPrefixes further prefixes that the bundler was told to publish (Vite's `envPrefix`)
 */
export function publishedCredentials(
  variables: EnvironmentVariables,
  envPrefixes: readonly string[],
): readonly { readonly name: string; readonly prefix: string }[] {
  const prefixes = [...publicPrefixes, ...envPrefixes];
  return Object.entries(variables).flatMap(([name, value]) => {
    const prefix = prefixes.find((candidate) => name.startsWith(candidate));
    const holdsKey = credentialName.test(name) && value !== undefined && value.trim() !== "";
    return holdsKey && prefix !== undefined ? [{ name, prefix }] : [];
  });
}
