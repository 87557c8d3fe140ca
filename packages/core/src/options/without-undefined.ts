type Undefinable<Given> = { [Name in keyof Given]-?: undefined extends Given[Name] ? Name : never }[keyof Given];

/** The same members, where one that may be `undefined` may be absent instead. */
export type WithoutUndefined<Given> = Omit<Given, Undefinable<Given>> & {
  [Name in Undefinable<Given>]?: Exclude<Given[Name], undefined>;
};

/** Drops the members that are `undefined`: an option given as `undefined` is not given. */
export function withoutUndefined<Given extends object>(given: Given): WithoutUndefined<Given> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as WithoutUndefined<Given>;
}
