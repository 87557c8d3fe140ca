import { defaultExclude } from "../default-exclude.ts";
import { type OptionRows, runAndPlan, runPlanAndExplain } from "./option-row.ts";
import { purgeKinds } from "../option-values.ts";

/** What was built, and what of it is purged. */
export const buildOptions = {
  outputDirectory: {
    default: undefined,
    flag: {
      group: "What was built:",
      flag: "--dir <folder>",
      help: "the folder that the build wrote",
      commands: [...runPlanAndExplain, "doctor", "init"],
      read: (path, fromHere) => fromHere(path),
    },
  },
  base: {
    flag: {
      group: "What was built:",
      flag: "--base <path>",
      help: "where it is served (default: /)",
      commands: [...runPlanAndExplain, "doctor", "init"],
    },
  },
  include: {
    default: ["**"],
    inPlan: true,
    flag: {
      group: "What was built:",
      flag: "--include <globs...>",
      help: "only files that match count",
      commands: runAndPlan,
    },
  },
  exclude: {
    default: defaultExclude,
    inPlan: true,
    flag: {
      group: "What was built:",
      flag: "--exclude <globs...>",
      help: "files that match do not count",
      commands: runAndPlan,
    },
  },
  immutable: {
    default: undefined,
    inPlan: true,
    flag: {
      group: "What was built:",
      flag: "--immutable <globs...>",
      help:
        "files whose names carry a content hash, such as 'assets/**' (default: names in folders that " +
        "are reserved for them)",
      commands: runPlanAndExplain,
    },
  },
  aliases: {
    default: undefined,
    flag: {
      group: "What is purged:",
      flag: "--aliases <form>",
      help: "none, directory (dir/ too) or clean (dir and page too; default: the framework's, else directory)",
      commands: runPlanAndExplain,
    },
  },
  queries: {
    default: undefined,
    flag: {
      group: "What is purged:",
      flag: "--queries <queries...>",
      help: "queries that are part of visitors' URLs (default: those of the framework)",
      commands: runAndPlan,
    },
  },
  also: { default: {}, inPlan: true },
  purge: {
    default: purgeKinds,
    inPlan: true,
    flag: {
      group: "What is purged:",
      flag: "--purge <kinds...>",
      help: "of added, changed, removed (default: all three)",
      commands: runAndPlan,
    },
  },
  onMissingBaseline: {
    default: "mutable",
    inPlan: true,
    flag: {
      group: "What is purged:",
      flag: "--on-missing-baseline <what>",
      help: "purge mutable names, all, or stop with an error (default: mutable)",
      commands: runAndPlan,
    },
  },
  allowShrink: {
    default: false,
    inPlan: true,
    flag: {
      group: "What is purged:",
      flag: "--allow-shrink",
      help: "the site really became much smaller",
      commands: [...runAndPlan, "send"],
    },
  },
} as const satisfies OptionRows;
