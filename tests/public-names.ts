import { parseSync } from "vite";

/** The names that a source file exports, values and types, sorted; types with `type ` in front. */
export function exportedNames(file: string, source: string): string[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const names = module.staticExports.flatMap(({ entries }) =>
    entries.map(({ exportName: { kind, name }, isType }) => {
      const shown = kind === "Default" ? "default" : name;
      return `${isType ? "type " : ""}${shown}`;
    }),
  );
  return names.toSorted();
}
