import type { CommandName } from "@global-edge-purge/core/option-table";

/** Keys come from the environment everywhere, so that no example puts them into a shell's history. */
const keys = `
Credentials: NCLOUD_ACCESS_KEY_ID and NCLOUD_SECRET_ACCESS_KEY, in the environment or .env.local, or ~/.ncloud/configure.`;

const codes = `
Exit codes: 0 purged, planned or nothing to do; 1 failed; 2 wrong usage; 3 partly purged, the rest is still owed.`;

/** What stands below the flags: help that teaches by example. */
export const examples: Readonly<Record<CommandName | "program", string>> = {
  program: `
Examples:
  To begin with:
    $ global-edge-purge init

  After a build that writes to the origin itself:
    $ global-edge-purge run --dir dist --edge-id 11197

  Around an upload:
    $ global-edge-purge plan --dir dist --edge-id 11197
    $ aws s3 sync dist s3://my-site
    $ global-edge-purge send
${keys}
${codes}
`,
  init: `
Looks at the project, says which line to add to which config, and writes what no file has yet: a config where no tool has
a plugin, lines of .gitignore, and a recipe for CI. Shows it first and asks; writes over no file, and no key anywhere.

Examples:
  $ global-edge-purge init
  $ global-edge-purge init --edge-id 11197 --yes
  $ global-edge-purge init --edge-id 11197 --dir public --base /blog/ --ci none
${keys}
`,
  run: `
Examples:
  $ global-edge-purge run --dir dist --edge-id 11197
  $ global-edge-purge run --dir public --base /blog/ --immutable 'assets/**' --edge-id 11197,11198
  $ global-edge-purge run --dir dist --dry-run
  $ global-edge-purge run --dir dist --adopt      # the edge was purged by hand: start from here
${keys}
${codes}
`,
  plan: `
The plan holds the whole build and no credentials, so it can be sent from another machine. Its paths are owed from now
on: a plan that is never sent is part of the next one.

Examples:
  $ global-edge-purge plan --dir dist --edge-id 11197
  $ global-edge-purge plan --dir apps/shop/dist --base /shop/ --out plans/shop.plan.json
`,
  send: `
Plans are compared again with the baseline as it is by then, so sending twice sends nothing, an interrupted send goes
on where it was, and an old plan sent again rolls the edge back.

Examples:
  $ global-edge-purge send
  $ global-edge-purge send apps/*/.global-edge-purge/production/plan.json  # many apps, in the fewest requests
  $ global-edge-purge send --require apps/shop apps/blog                   # fails where one of them has no plan
  $ global-edge-purge send old.plan.json                                   # after the old files were uploaded again
${keys}
${codes}
`,
  status: `
Examples:
  $ global-edge-purge status                    # what became of the last run
  $ global-edge-purge status 3720001 3720002
${keys}
`,
  edges: `
Example:
  $ global-edge-purge edges
${keys}
`,
  purge: `
Examples:
  $ global-edge-purge purge /index.html /css/main.css?v=2 --edge-id 11197
  $ global-edge-purge purge https://www.example.com/news/
  $ global-edge-purge purge '/images/*' '/fonts/*.woff2'
  $ global-edge-purge purge --report             # the files were uploaded after the purge: the same again
  $ global-edge-purge purge --all
${keys}
`,
  forget: `
No run forgets an edge by itself: one that is left out for a while is right when it comes back. Forget an edge that is
gone for good, or that a typing error brought in. Nothing is purged; a run that names it again begins anew.

Examples:
  $ global-edge-purge forget --edge-id 11197
  $ global-edge-purge forget --edge-id 11197,11198 --env staging --dry-run
`,
  explain: `
Says which file of the site a URL is, what the baseline, the plan and the last report know of it, and whether the next
run would purge it. Asks nobody but the baseline.

Examples:
  $ global-edge-purge explain https://www.example.com/about/
  $ global-edge-purge explain /css/main.css --dir dist
`,
  doctor: `
Looks at the keys, the clock, the edges, the baseline, the origin, and at task runners and .env files around the build;
says what to do about each finding. Changes nothing. Exit code 1 where something is wrong.

Examples:
  $ global-edge-purge doctor
  $ global-edge-purge doctor --env staging --json
  $ global-edge-purge doctor --build "npm run build" --dir dist    # does it write the same bytes twice?
  $ global-edge-purge doctor --verify https://www.example.com --dir out    # does the edge tell queries apart?
${keys}
`,
};
