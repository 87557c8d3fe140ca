import type { Place } from "../init/plan-changes.ts";
import type { CliWords } from "./cli-words.ts";

/** Every sentence of the command line's own in English. */
export const english: CliWords = {
  sources: { baseline: "baseline", build: "build   ", plan: "plan    ", report: "report  ", options: "options " },
  edge: (edgeId) => `edge ${edgeId}`,
  newerPlan: (path, environment, other) =>
    `note: ${path} is newer than the plan of ${environment}, and is not sent by this: npx global-edge-purge send --env ${other}`,
  lastRun: (startedAt, verdict) => `The last run that purged: ${startedAt} (${verdict})`,
  project: ({ name, config, manager, service }) =>
    [
      name === undefined
        ? config === undefined
          ? "No tool with a plugin was found here"
          : `The config ${config}`
        : name + (config === undefined ? "" : ` (${config})`),
      manager,
      ...(service === undefined ? [] : [{ github: "GitHub Actions", gitlab: "GitLab CI" }[service]]),
    ].join(", "),
  byHand: "To add by hand:",
  wouldWrite: "To be written:",
  newFile: (path) => `${path}, a new file:`,
  atEnd: (path) => `${path}, at its end:`,
  at: (path, place) => `${path}, ${placeText(place)}:`,
  whatIsThere: "<what is there>",
  notes: { "static-export": 'For a static export (output: "export"); the edge must ignore queries in its cache key.' },
  belowRoot: (root) => `No recipe is written: services read theirs only at the root of the repository, ${root}.`,
  noScript: (name) =>
    `No recipe is written: package.json has no script "${name}" that builds the site. Add it, and run init again.`,
  nothingToWrite: "There is nothing to write.",
  keysFound: "There are keys.",
  keysMissing:
    "There are no keys yet. Put them into .env.local, which git must ignore; in CI, into variables of the job:",
  bucket: "In the recipe, put the name of your bucket for my-site, and the keys among the secrets of the project.",
  sharedBaseline:
    "Machines of CI forget: add a baseline that all of them share, such as " +
    'baseline: "s3://my-site-state/production.json?region=kr-standard".',
  wrote: (paths) => `Wrote ${paths.join(", ")}.`,
  nothingWritten: "Nothing was written.",
  next: "Then:",
  deploy: "Each deploy:",
  build: "the build",
  upload: "the upload",
  askWrite: "Write this?",
  unlisted: "Without keys the edges of the account cannot be listed.",
  noEdges: "The account has no edges.",
  askEdges: (only) => `Which edge? Its id, or several with commas:${only === undefined ? "" : ` (${only})`}`,
  notAnEdge: (text) => `There is no edge "${text}". An edge id is a number, such as those that are listed.`,
  askFolder: (usual) =>
    usual === undefined
      ? "Which folder does the build write, such as dist/NAME/browser?"
      : `Which folder does the build write? (${usual})`,
  askBase: "Where is it served? (/)",
};

function placeText(place: Place): string {
  switch (place) {
    case "top":
      return "at the top";
    case "export":
      return "around the config that it exports";
    case "scripts":
      return 'among its "scripts"';
    case "end":
      return "at its end";
    case "after-build":
      return "after the build";
    case "last":
      return "after the upload";
    default: {
      const { part, line } = place;
      const where = line === undefined ? "" : `line ${line}, `;
      if ("property" in part) return `${where}${line === undefined ? "as a new property" : "around what is there"}`;
      if (part.of === undefined) return `${where}${line === undefined ? "in a new list" : "in the list"} ${part.list}`;
      return `${where}${line === undefined ? "as a new property" : `in the list ${part.list} of ${part.of}`}`;
    }
  }
}
