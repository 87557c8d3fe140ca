import type { Samples } from "./alternate.ts";
import { resources, samplesOf, walls } from "./comparison.ts";
import { formatRatio, formatSpread, formatTime } from "./figures.ts";
import { ratioOf, spreadOf } from "./spread.ts";
import type { Table } from "./table.ts";

/** The columns of one thing at several sizes: what each took, also as a multiple of the size before it. */
export function describeGrowth(samples: Samples): Pick<Table, "head" | "rows"> {
  const names = [...samples.keys()];
  const rows = names.map((name, index) => {
    const own = samplesOf(samples, name);
    const before = names[index - 1];
    const ratio =
      before === undefined ? "" : formatSpread(ratioOf(walls(own), walls(samplesOf(samples, before))), formatRatio);
    return [name, formatSpread(spreadOf(walls(own)), formatTime), ratio, ...resources(own)];
  });
  return { head: ["", "wall time", "× row above", "CPU time", "peak memory"], rows };
}
