import { isList, type Queries } from "../options/option-values.ts";
import { createGlobMatcher, isPlainGlob } from "../output/asset-filter.ts";
import type { AssetPath } from "../output/asset-path.ts";

/** The queries that visitors add to a file, which is known by several names where it is a compressed copy. */
export function queriesOf(names: Iterable<AssetPath>, queries: Queries): readonly string[] {
  if (isList(queries)) return queries;
  const ruleOf = ruleFor(queries);
  return [...new Set([...names].flatMap((name) => ruleOf(name)))];
}

type QueriesByGlob = Exclude<Queries, readonly string[]>;

type Rule = (name: AssetPath) => readonly string[];

/** A mapping is asked for each of its paths: globs are read once. */
const rules = new WeakMap<QueriesByGlob, Rule>();

function ruleFor(queries: QueriesByGlob): Rule {
  const known = rules.get(queries);
  if (known) return known;
  const rule = createRule(queries);
  rules.set(queries, rule);
  return rule;
}

/** A glob that stands for one name: a leading `./` says nothing, as in every other glob. */
function nameOf(glob: string): AssetPath {
  return glob.normalize("NFC").replace(/^(?:\.\/)+/u, "");
}

function createRule(queries: QueriesByGlob): Rule {
  const entries = Object.entries(queries);
  // A framework's data files stand there one by one, and there may be thousands of them.
  const byName = new Map(entries.filter(([glob]) => isPlainGlob(glob)).map(([glob, its]) => [nameOf(glob), its]));
  const others = entries
    .filter(([glob]) => !isPlainGlob(glob))
    .map(([glob, its]) => ({ matches: createGlobMatcher([glob]), its }));
  return (name) => [
    ...(byName.get(name.normalize("NFC")) ?? []),
    ...others.flatMap(({ matches, its }) => (matches(name) ? its : [])),
  ];
}
