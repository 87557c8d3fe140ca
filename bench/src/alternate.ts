/** What one measurement says. */
export interface Sample {
  /** Milliseconds from start to end. */
  readonly wall: number;
  /** Milliseconds of computing, in the program's own code and in the kernel; absent where the system does not tell. */
  readonly cpu?: number;
  /** Bytes of memory at the most; absent where the system does not tell. */
  readonly peak?: number;
}

/** One of the things that are compared. */
export interface Subject {
  readonly name: string;
  /** Makes everything as it must be before a run. Not measured. */
  prepare?(): void | Promise<void>;
  /** What is measured. It may say more than the time it took, or a better time. */
  run(): Promise<Partial<Sample>>;
}

/** How often each subject runs. */
export interface Rounds {
  /** Rounds that fill caches and count for nothing. */
  readonly warmUps: number;
  readonly counted: number;
}

/** The samples of each subject by its name, one for each round, in order. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

/**
 * Measures subjects in turns, A B C A B C …, so that whatever else the machine does meets all of them alike.
 *
 * @param now milliseconds since any moment
 */
export async function alternate(
  subjects: readonly Subject[],
  { warmUps, counted }: Rounds,
  now: () => number,
): Promise<Samples> {
  const samples = new Map<string, Sample[]>(subjects.map(({ name }) => [name, []]));
  if (samples.size < subjects.length) throw new RangeError("Two subjects have the same name.");
  for (let round = 0; round < warmUps + counted; round++) {
    for (const subject of subjects) {
      await subject.prepare?.();
      const start = now();
      const said = await subject.run();
      const sample = { wall: now() - start, ...said };
      if (round >= warmUps) samples.get(subject.name)?.push(sample);
    }
  }
  return samples;
}
