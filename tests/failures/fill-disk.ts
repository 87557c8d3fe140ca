import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import type { World } from "./failure.ts";

/** A disk of its own for the state, which is full until it is freed. */
export interface FullDisk {
  /** `a disk` where one could be mounted, else `its errors`: those of the system, thrown by the program's own calls. */
  readonly by: "a disk" | "its errors";
  /** What a run's environment must hold beside the rest. */
  readonly env: NodeJS.ProcessEnv;
  fill(): void;
  free(): void;
}

const state = ".global-edge-purge";
const size = 64 * 1024;

/** Moves a site's state to a small disk, where this process may mount one. */
export function mountState({ site, path, onEnd }: World): FullDisk {
  const before = `${site.outside}/state`;
  cpSync(path(state), before, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path(state)], { stdio: "ignore" });
  } catch {
    return throwing(path("full"), path("preload.mjs"));
  }
  onEnd(() => execFileSync("umount", ["-l", path(state)]));
  cpSync(before, path(state), { recursive: true });
  const filler = path(`${state}/filler`);
  return {
    by: "a disk",
    env: {},
    fill() {
      const { bavail, bsize } = statfsSync(path(state));
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
    free: () => rmSync(filler),
  };
}

/** What a full disk makes of every new file below the state folder, as long as a folder is there that says so. */
function throwing(mark: string, preload: string): FullDisk {
  writeFileSync(
    preload,
    `import fs, { existsSync } from "node:fs"; import { syncBuiltinESMExports } from "node:module";
     const { open } = fs.promises;
     fs.promises.open = async (path, ...rest) => {
       if (!existsSync(${JSON.stringify(mark)}) || !String(path).includes("${state}")) return open(path, ...rest);
       throw Object.assign(new Error("ENOSPC: no space left on device, open"), { code: "ENOSPC", syscall: "open" });
     };
     syncBuiltinESMExports();`,
  );
  return {
    by: "its errors",
    env: { NODE_OPTIONS: `--import ${preload}` },
    fill: () => mkdirSync(mark),
    free: () => rmSync(mark, { recursive: true }),
  };
}
