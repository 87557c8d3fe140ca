import fc from "fast-check";
import { type PurgeKind, purgeKinds } from "../options/option-values.ts";
import { type Files, mappings, pool } from "./model-site.ts";

/** What the edge does with one request. `lost` took it, and nobody hears of that. */
export type Answer = "accepted" | "rejected" | "lost";

interface Options {
  readonly edgeIds: readonly number[];
  /** Index of `mappings`. */
  readonly mapping: number;
  readonly purge: readonly PurgeKind[];
  readonly onMissingBaseline: "mutable" | "all";
  /** Left out by the filter. */
  readonly excluded: "" | "docs" | "assets";
  readonly also: Readonly<Record<string, readonly string[]>>;
}

/** One build, and what becomes of it. */
export interface Step {
  readonly files: Files;
  readonly options: Options;
  /** What happened to the baseline before. */
  readonly baseline: "kept" | "lost" | "corrupted";
  /**
   * Whether the build is deployed now, or only planned: what its plan owes is saved, and it is deployed never or later.
   */
  readonly isDeployed: boolean;
  /** What each request meets, in order; accepted when there are more. */
  readonly answers: readonly Answer[];
  /** After how many reads, writes and requests the process dies, if it does. */
  readonly crashAt: number | undefined;
  /** What another process does while requests are out: the same run, or a plan for the build of the next step. */
  readonly meanwhile: "nothing" | "twin" | "plan";
  /** Decides which URLs are visited when. 0: none, 1: all. */
  readonly visits: number;
}

const content = fc.constantFrom("", "1", "1", "2", "3");
const files = fc.tuple(...pool.map(() => content)).map((contents) => {
  const found = Object.fromEntries(pool.map((assetPath, index) => [assetPath, contents[index] ?? ""] as const));
  // Rarely there: nothing is promised while it cannot be purged.
  if (found["img/st*r.png"] !== "3") found["img/st*r.png"] = "";
  return Object.fromEntries(Object.entries(found).filter(([, text]) => text !== ""));
});

const mostly = <Value>(usual: Value, ...others: readonly fc.Arbitrary<Value>[]) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 4 }, ...others.map((arbitrary) => ({ arbitrary, weight: 1 })));

const options: fc.Arbitrary<Options> = fc.record({
  edgeIds: mostly<readonly number[]>([1], fc.constantFrom([1, 2], [2])),
  mapping: mostly(0, fc.nat(mappings.length - 1)),
  purge: mostly<readonly PurgeKind[]>(purgeKinds, fc.subarray([...purgeKinds], { minLength: 1 })),
  onMissingBaseline: fc.constantFrom("mutable", "all"),
  excluded: mostly<Options["excluded"]>("", fc.constantFrom("docs", "assets")),
  also: mostly<Options["also"]>({}, fc.constant({ "img/**": ["/img/*", "/b/img/*.png"], "docs*": ["/docs/*"] })),
});

const step: fc.Arbitrary<Step> = fc.record({
  files,
  options,
  baseline: fc.oneof(
    { arbitrary: fc.constant("kept" as const), weight: 12 },
    { arbitrary: fc.constantFrom("lost" as const, "corrupted" as const), weight: 1 },
  ),
  isDeployed: mostly(true, fc.constant(false)),
  answers: mostly<readonly Answer[]>(
    [],
    fc.array(fc.constantFrom<Answer[]>("accepted", "rejected", "lost"), { maxLength: 6 }),
  ),
  crashAt: mostly<number | undefined>(undefined, fc.nat(16)),
  meanwhile: mostly<Step["meanwhile"]>("nothing", fc.constantFrom("twin", "plan")),
  visits: fc.nat(9),
});

/** Histories in which much stays as it was from one step to the next. */
export const histories: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.record({
      step,
      keepFiles: fc.boolean(),
      keepOptions: fc.integer({ min: 0, max: 2 }),
      edit: fc.nat(pool.length - 1),
    }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((drawn) => {
    const steps: Step[] = [];
    for (const { step, keepFiles, keepOptions, edit } of drawn) {
      const last = steps.at(-1);
      const assetPath = pool[edit] ?? pool[0];
      const edited = last && keepFiles ? editOne(last.files, assetPath, step.files[assetPath]) : step.files;
      steps.push({ ...step, files: edited, options: last && keepOptions > 0 ? last.options : step.options });
    }
    return steps;
  });

/** The same files but for one. */
function editOne(files: Files, assetPath: string, content: string | undefined): Files {
  const { [assetPath]: _, ...others } = files;
  return content === undefined ? others : { ...others, [assetPath]: content };
}
