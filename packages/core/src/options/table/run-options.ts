import { defaultQuota, defaultRetry } from "../../client/quota.ts";
import { asking, type OptionRows, readNumber, runAndPlan, sending } from "./option-row.ts";

/** Ten minutes: how long the origin, the edge and completed purges are waited for. In milliseconds. */
export const tenMinutes = 600_000;

/** When a purge is sent, what is remembered of it, and how it is told. */
export const runOptions = {
  baseline: {
    default: undefined,
    flag: {
      flag: "--baseline <place>",
      help:
        "what the edge is known to serve: a file or s3://bucket/key (default: " +
        ".global-edge-purge/<env>/baseline.json)",
      commands: [...runAndPlan, "send", "forget", "explain", "doctor"],
      read: (place, fromHere) => fromHere(place),
    },
  },
  enabled: {},
  // Absent where nobody chose: then it is "build", with a warning.
  when: { default: undefined },
  dryRun: {
    default: false,
    flag: {
      flag: "--dry-run",
      help: "say what would be purged; send and save nothing",
      commands: [...sending, "forget"],
    },
  },
  origin: {
    default: undefined,
    parts: { timeout: tenMinutes },
    inPlan: true,
    flag: {
      flag: "--origin <URL>",
      help: "purge only what the origin already serves",
      helpOf: { doctor: "ask whether this is the origin itself, and answers from here" },
      commands: [...runAndPlan, "doctor"],
      read: (url) => ({ url }),
    },
  },
  verify: {
    default: undefined,
    parts: { timeout: tenMinutes },
    inPlan: true,
    flag: {
      flag: "--verify <URL>",
      help: "check afterwards that the edge serves the new files",
      helpOf: { doctor: "ask whether the site answers from here, and whether its edge tells queries apart" },
      commands: [...runAndPlan, "doctor"],
      read: (url) => ({ url }),
    },
  },
  wait: {
    setting: "waitTimeout",
    inPlan: true,
    flag: {
      flag: "--wait [ms]",
      help: "wait until the edge has completed it (default: 600000)",
      commands: sending,
      read: (timeout) => ({ timeout: readNumber(timeout) }),
    },
  },
  budget: {
    default: undefined,
    account: true,
    inPlan: true,
    flag: {
      flag: "--budget <ms>",
      help: "most time for waiting and sending",
      commands: [...sending, ...asking],
      read: readNumber,
    },
  },
  quota: { default: {}, parts: defaultQuota, account: true, inPlan: true },
  retry: { default: {}, parts: defaultRetry, account: true, inPlan: true },
  pullRequests: {
    flag: {
      flag: "--pull-requests",
      help: "also where a pull request is built",
      commands: [...runAndPlan, "purge"],
    },
  },
  onFailure: { default: "error" },
  report: {
    default: {},
    flag: [
      {
        flag: "--report-json <file>",
        help: "write the report to a file, too",
        commands: [...sending, "explain"],
        read: (path, fromHere) => ({ json: fromHere(path) }),
      },
      {
        flag: "--report-html <file>",
        help: "write the report as a page for people",
        commands: sending,
        read: (path, fromHere) => ({ html: fromHere(path) }),
      },
    ],
  },
  logLevel: {
    default: "info",
    flag: {
      flag: "--log-level <level>",
      help: "silent, error, warn, info or debug (default: info)",
      commands: sending,
    },
  },
} as const satisfies OptionRows;
