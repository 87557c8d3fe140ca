import { asking, type OptionRows, readNumber, runAndPlan, sending } from "./option-row.ts";

/** Which environment and which edge, and as whom. */
export const accountOptions = {
  environment: {
    inPlan: true,
    flag: {
      flag: "--env <name>",
      help: "the environment (default: the config's, else GLOBAL_EDGE_PURGE_ENV, else production)",
      commands: [...sending, ...asking, "forget", "explain", "doctor"],
    },
  },
  environments: {},
  edgeId: {
    setting: "edgeIds",
    inPlan: true,
    flag: {
      flag: "--edge-id <ids>",
      help: "the edge, or several with commas (default: GLOBAL_EDGE_PURGE_EDGE_ID)",
      commands: [...runAndPlan, "purge", "forget", "explain", "doctor", "init"],
      read: (ids) => ids.split(",").map(readNumber),
    },
  },
  credentials: { account: true },
  profile: {
    account: true,
    flag: {
      flag: "--profile <name>",
      help: "the section of ~/.ncloud/configure",
      commands: [...sending, ...asking, "forget", "explain", "doctor", "init"],
    },
  },
  site: {
    account: true,
    flag: {
      flag: "--site <name>",
      help: "public or gov (default: NCLOUD_SITE, else public)",
      commands: [...runAndPlan, "purge", ...asking, "doctor", "init"],
    },
  },
  endpoint: {
    account: true,
    inPlan: true,
    flag: {
      flag: "--endpoint <URL>",
      help: "another address for the API, such as an emulator",
      commands: [...sending, ...asking, "doctor", "init"],
    },
  },
} as const satisfies OptionRows;
