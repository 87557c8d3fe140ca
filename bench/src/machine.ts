import { arch, availableParallelism, cpus, platform, release, totalmem } from "node:os";
import process from "node:process";

/** The machine that the figures are of, without anything that names it. */
export function describeMachine(): string {
  const models = [...new Set(cpus().map(({ model }) => model.trim()))].filter((model) => model !== "");
  const cores = `${availableParallelism()} cores${models.length > 0 ? ` (${models.join(", ")})` : ""}`;
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory`;
  return `${cores}, ${memory}, ${platform()} ${release()} on ${arch()}, Node ${process.version}`;
}
