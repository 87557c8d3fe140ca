import process from "node:process";
import type { EnvironmentVariables } from "./system.ts";

/** Names of variables that may hold a key or a password. git needs none of them for what it is asked. */
const mayBeSecret = /secret|token|password|access_?key|proxy/i;

/** What git is to know of an environment: all but what may be secret. */
export function envForGit(env: EnvironmentVariables = process.env): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !mayBeSecret.test(name)));
}
