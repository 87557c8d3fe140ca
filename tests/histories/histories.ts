import fc from "fast-check";
import {
  type Death,
  type Ending,
  type EnvironmentName,
  type Fault,
  type Files,
  furthestBuild,
  type History,
  type Step,
  type Writing,
} from "./history.ts";
import { changingNames, lastingNames } from "./site-names.ts";
import { edges, mistypedEdge } from "./world.ts";

const version = fc.constantFrom("1", "2", "3", "");
const names = fc.constantFrom(...changingNames, ...lastingNames);

/** Files with what they hold, or with nothing where they are to go. */
const changes = (maxLength: number): fc.Arbitrary<Files> =>
  fc
    .array(fc.tuple(names, version), { maxLength })
    .map((drawn) => Object.fromEntries(drawn.map(([name, text]) => [name, text === "" ? "" : `${text} ${name}`])));

const first = fc
  .array(fc.tuple(names, fc.constantFrom("1", "2", "3")), { maxLength: 6 })
  .map((drawn): Files => Object.fromEntries(drawn.map(([name, text]) => [name, `${text} ${name}`])));

const writing: fc.Arbitrary<Writing> = fc.oneof(
  { arbitrary: changes(3).map((changes) => ({ changes })), weight: 4 },
  { arbitrary: fc.nat(furthestBuild - 1).map((again) => ({ again })), weight: 1 },
);

const fault = fc.constantFrom<Fault[]>(
  "none",
  "none",
  "500",
  "403",
  "413",
  "429",
  "html",
  "lost-before",
  "lost-after",
  "cut",
);
const death: fc.Arbitrary<Death> = fc.record({
  at: fc.constantFrom<Death["at"][]>("read", "write", "request"),
  count: fc.integer({ min: 1, max: 3 }),
  side: fc.constantFrom<Death["side"][]>("before", "after"),
});
const ending: fc.Arbitrary<Ending> = fc.oneof(
  { arbitrary: fc.constant<Ending>({ end: "whole" }), weight: 6 },
  {
    arbitrary: fc.array(fault, { minLength: 1, maxLength: 6 }).map((faults): Ending => ({ end: "faults", faults })),
    weight: 3,
  },
  { arbitrary: fc.integer({ min: 1, max: 3 }).map((request): Ending => ({ end: "stopped", request })), weight: 1 },
  { arbitrary: death.map((death): Ending => ({ end: "killed", death })), weight: 3 },
  {
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 2 }), writing)
      .map(([request, writing]): Ending => ({ end: "overlapped", request, writing })),
    weight: 2,
  },
);

const environment = fc.oneof(
  { arbitrary: fc.constant<EnvironmentName>("production"), weight: 4 },
  { arbitrary: fc.constant<EnvironmentName>("staging"), weight: 1 },
);
const machine = fc.oneof(
  { arbitrary: fc.constant(0 as const), weight: 3 },
  { arbitrary: fc.constant(1 as const), weight: 1 },
);
const visits = fc.oneof(fc.constant(0), fc.constant(9), fc.integer({ min: 1, max: 8 }));
const command = { environment, machine, ending };
const building = { ...command, writing };
const productionEdges = fc.oneof(
  { arbitrary: fc.subarray([...edges.production], { minLength: 1 }), weight: 5 },
  { arbitrary: fc.constantFrom([mistypedEdge], [1, mistypedEdge]), weight: 1 },
);

const send = fc.record({
  does: fc.constant("send" as const),
  ...command,
  back: fc.oneof(fc.constant(0), fc.nat(3)),
  other: fc.oneof({ arbitrary: fc.constant(undefined), weight: 4 }, { arbitrary: fc.nat(1), weight: 1 }),
  uploads: fc.boolean(),
  visits,
  inPlace: fc.boolean(),
  dryRun: fc.oneof({ arbitrary: fc.constant(false), weight: 9 }, { arbitrary: fc.constant(true), weight: 1 }),
});

const configure = fc.oneof(
  fc.record({ environment: fc.constant<EnvironmentName>("production"), edges: productionEdges }),
  fc.record({ environment, aliases: fc.constantFrom("none" as const, "directory" as const, "clean" as const) }),
  fc.record({ environment, queries: fc.subarray(["v=1", "lang=ko&x=%20"]) }),
  fc.record({ environment, base: fc.nat(2) }),
);

/** Any one thing that somebody does. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ does: fc.constant("plan" as const), ...building }), weight: 6 },
  { arbitrary: fc.record({ does: fc.constant("run" as const), ...building, visits }), weight: 6 },
  { arbitrary: send, weight: 8 },
  { arbitrary: fc.record({ does: fc.constant("adopt" as const), ...building }), weight: 1 },
  {
    arbitrary: fc.record({
      does: fc.constant("dry-run" as const),
      ...building,
      command: fc.constantFrom("run" as const, "plan" as const),
    }),
    weight: 1,
  },
  { arbitrary: configure.map((change) => ({ does: "configure" as const, ...change })), weight: 4 },
  {
    arbitrary: fc.constantFrom(...edges.production, mistypedEdge).map((edge): Step => ({
      does: "forget",
      environment: "production",
      edge,
    })),
    weight: 1,
  },
  { arbitrary: visits.map((visits): Step => ({ does: "visit", visits })), weight: 2 },
  {
    arbitrary: fc.constantFrom(...edges.production, ...edges.staging).map((edge): Step => ({ does: "empty", edge })),
    weight: 2,
  },
);

/**
 * Histories of one project: what is built, deployed, sent late, twice or in reverse, refused, killed and configured anew.
 *
 * @param deletes whether uploads remove what the last one brought
 * @param longest most steps
 */
export const histories = (deletes = fc.boolean(), longest = 24): fc.Arbitrary<History> =>
  fc.record({
    deletes,
    targetsPerRequest: fc.constantFrom(2, 5, 100),
    first,
    steps: fc.array(anyStep, { minLength: 2, maxLength: longest, size: "max" }),
  });
