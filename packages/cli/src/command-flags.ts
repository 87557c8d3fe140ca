import type { Flags } from "./flags.ts";
import type { CommandName } from "./help-examples.ts";

type FlagNames = readonly (keyof Flags)[];

const folder: FlagNames = ["dir", "base", "include", "exclude", "immutable", "aliases", "queries"];
const comparing: FlagNames = ["purge", "onMissingBaseline", "allowShrink", "baseline", "pullRequests"];
const account: FlagNames = ["env", "profile", "endpoint", "config"];
const checking: FlagNames = ["origin", "verify"];
const sending: FlagNames = ["dryRun", "wait", "budget"];
const telling: FlagNames = ["reportJson", "json", "logLevel"];
const building: FlagNames = [
  ...folder,
  ...comparing,
  ...account,
  "edgeId",
  "site",
  ...checking,
  ...sending,
  ...telling,
];
const asking: FlagNames = [...account, "site", "budget", "json"];

/** Which flags each command takes. Those of its own stand with it in the program. */
export const commandFlags: Readonly<Record<CommandName, FlagNames>> = {
  run: building,
  plan: building,
  send: [...account, "baseline", "allowShrink", ...sending, ...telling],
  status: asking,
  edges: asking,
  purge: [...account, "edgeId", "site", "pullRequests", ...sending, ...telling],
  explain: [
    "dir",
    "base",
    "immutable",
    "aliases",
    "baseline",
    "env",
    "edgeId",
    "profile",
    "config",
    "reportJson",
    "json",
  ],
  doctor: [...account, "edgeId", "base", "baseline", "site", "json"],
};
