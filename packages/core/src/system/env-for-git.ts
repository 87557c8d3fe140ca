import process from "node:process";
import type { EnvironmentVariables } from "./system.ts";

/** What git reads to find itself, its repository and its settings; on Windows, what a process needs to start. */
const needed = new RegExp(
  "^(?:PATH|PATHEXT|HOME|USERPROFILE|HOMEDRIVE|HOMEPATH|XDG_CONFIG_HOME|SYSTEMROOT|WINDIR|COMSPEC" +
    "|GIT_(?:DIR|COMMON_DIR|WORK_TREE|INDEX_FILE|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM" +
    "|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM))$",
  "i",
);

/** What git is to know of an environment: nothing that may be a key of somebody. */
export function envForGit(env: EnvironmentVariables = process.env): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => needed.test(name)));
}
