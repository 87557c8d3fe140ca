import type { Sample, Samples } from "./alternate.ts";
import { formatBytes, formatRatio, formatSpread, formatTime } from "./figures.ts";
import { ratioOf, spreadOf } from "./spread.ts";
import type { Table } from "./table.ts";

/** Which samples stand in a table, and against what. */
export interface Comparison {
  /** Names of subjects that are ours. */
  readonly ours: readonly string[];
  /** What people would use otherwise: of each a column says how many times as long we take. */
  readonly references: readonly Reference[];
}

export interface Reference {
  /** The subject's name. */
  readonly name: string;
  /** Its samples are missing, for this reason. */
  readonly absent?: string;
}

/**
 * The columns of a comparison: what each subject took, and what ours took as a multiple of the references; of the first one also what it computed.
 */
export function compareSamples(samples: Samples, { ours, references }: Comparison): Pick<Table, "head" | "rows"> {
  const present = references.filter(({ absent }) => absent === undefined);
  const [first] = present;
  const head = [
    "",
    "wall time",
    ...present.map(({ name }) => `× ${name}`),
    "CPU time",
    ...(first ? [`CPU × ${first.name}`] : []),
    "peak memory",
  ];
  const row = (name: string, isOurs: boolean) => {
    const own = samplesOf(samples, name);
    const ratios = present.map((reference) =>
      isOurs ? formatSpread(ratioOf(walls(own), walls(samplesOf(samples, reference.name))), formatRatio) : "",
    );
    const [cpu, peak] = resources(own);
    const cpuRatio = first ? [isOurs ? ratioOfComputing(own, samplesOf(samples, first.name)) : ""] : [];
    return [name, formatSpread(spreadOf(walls(own)), formatTime), ...ratios, cpu, ...cpuRatio, peak];
  };
  const missing = references.filter(({ absent }) => absent !== undefined);
  return {
    head,
    rows: [
      ...ours.map((name) => row(name, true)),
      ...present.map(({ name }) => row(name, false)),
      ...missing.map(({ name, absent = "" }) => [name, absent]),
    ],
  };
}

/** The samples of a subject that was measured. */
export function samplesOf(samples: Samples, name: string): readonly Sample[] {
  const own = samples.get(name);
  if (own === undefined) throw new RangeError(`${name} was not measured.`);
  return own;
}

export function walls(samples: readonly Sample[]): readonly number[] {
  return samples.map(({ wall }) => wall);
}

/** It says more than time on a machine that does something else as well. */
function ratioOfComputing(ours: readonly Sample[], theirs: readonly Sample[]): string {
  const [our, their] = [ours, theirs].map((samples) => samples.flatMap(({ cpu }) => cpu ?? []));
  if (!our || our.length === 0 || our.length !== their?.length) return "not known";
  return formatSpread(ratioOf(our, their), formatRatio);
}

/** The median of what a subject computed and held. */
export function resources(samples: readonly Sample[]): readonly [cpu: string, peak: string] {
  const times = samples.flatMap(({ cpu }) => cpu ?? []);
  const peaks = samples.flatMap(({ peak }) => peak ?? []);
  return [
    times.length > 0 ? formatTime(spreadOf(times).median) : "not known",
    peaks.length > 0 ? formatBytes(spreadOf(peaks).median) : "not known",
  ];
}
