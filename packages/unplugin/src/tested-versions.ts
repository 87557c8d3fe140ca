/** A bundler that a build runs in. */
export interface Bundler {
  readonly name: keyof typeof testedMajors;
  /** As it says itself. */
  readonly version: string;
}

/** What the tests build with. */
const testedMajors = {
  Vite: [5, 6, 7, 8],
  webpack: [5],
  Rspack: [2],
  Rsbuild: [2],
  Rollup: [4],
  Rolldown: [1],
  esbuild: [0],
} as const;

/** What people are told where nobody has tried the plugin with their bundler; `undefined` where it was tried. */
export function untestedNote({ name, version }: Bundler): string | undefined {
  const majors: readonly number[] = testedMajors[name];
  if (majors.includes(Number.parseInt(version, 10))) return undefined;
  return `Global Edge purge was not tested with ${name} ${version}, only with ${name} ${majors.join(", ")}.`;
}
