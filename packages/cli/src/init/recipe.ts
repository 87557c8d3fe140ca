import type { PackageManager, Service } from "./look-at-project.ts";

/** Where each service reads what it is to do. */
export const recipePaths: Readonly<Record<Service, string>> = {
  github: ".github/workflows/deploy.yml",
  gitlab: ".gitlab-ci.yml",
};

export interface RecipeFacts {
  /** From the project, posix. */
  readonly outputDirectory: string;
  readonly manager: PackageManager;
  /** The script of package.json that builds the site. */
  readonly build: string;
  /** Commands of ours without `npx`: one that writes the plan, where the build does not, and the one that sends it. */
  readonly plan?: string;
  readonly send: string;
  /** The folder that the build keeps its plan in, where it is not the project's. */
  readonly site?: string;
}

const installs: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ["npm ci"],
  pnpm: ["corepack enable", "pnpm install --frozen-lockfile"],
  yarn: ["corepack enable", "yarn install --frozen-lockfile"],
  bun: ["npx bun install --frozen-lockfile"],
};

/** The recipe of docs/recipes for a service, for one project. */
export function recipeOf(service: Service, { outputDirectory, manager, build, plan, send, site }: RecipeFacts): string {
  const folder = shellWord(outputDirectory);
  const lines = recipes[service].split("\n").flatMap((line) => {
    const [, before = "", command = ""] = /^( *(?:- )?(?:run: )?)(\S.*)$/u.exec(line) ?? [];
    switch (command) {
      case "npm ci":
        return installs[manager].map((each) => before + each);
      case "npm run build":
        return [before + yamlText(`npm run ${build}${plan === undefined ? "" : ` && npx ${plan}`}`)];
      case "npx global-edge-purge send":
        return [before + yamlText(`npx ${send}`)];
      case ".global-edge-purge/production/plan.json":
        return [before + (site === undefined ? "" : `${site}/`) + command];
      case "dist/":
        return [before + yamlText(`${outputDirectory}/`)];
      case "cache: npm":
        return manager === "npm" ? [line] : [];
    }
    const own = command.replace("sync dist/ ", () => `sync ${folder}/ `).replace("find dist ", () => `find ${folder} `);
    return [own === command ? line : before + yamlText(own)];
  });
  return lines.join("\n");
}

/** A path as one word of a shell. */
export function shellWord(path: string): string {
  return /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

/** A text as a value of YAML: in quotes where it would be read as something else without. */
export function yamlText(text: string): string {
  return /^[^\w./]|: |:$| #|\p{Cc}/u.test(text) ? JSON.stringify(text) : text;
}

/** As docs/recipes has them: recipe.test.ts compares. */
const recipes: Readonly<Record<Service, string>> = {
  github: `name: deploy

on:
  push:
    branches: [main]

# One deploy at a time, none cut short: of two uploads at once nobody can know which won.
concurrency:
  group: deploy-production
  cancel-in-progress: false

jobs:
  deploy:
    runs-on: ubuntu-latest
    env:
      BUCKET: my-site
      NCLOUD_ACCESS_KEY_ID: \${{ secrets.NCLOUD_ACCESS_KEY_ID }}
      NCLOUD_SECRET_ACCESS_KEY: \${{ secrets.NCLOUD_SECRET_ACCESS_KEY }}
      # The same keys, under the names that aws knows.
      AWS_ACCESS_KEY_ID: \${{ secrets.NCLOUD_ACCESS_KEY_ID }}
      AWS_SECRET_ACCESS_KEY: \${{ secrets.NCLOUD_SECRET_ACCESS_KEY }}
      AWS_DEFAULT_REGION: kr-standard
      AWS_REQUEST_CHECKSUM_CALCULATION: when_required
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - name: Build the site and write its plan
        run: npm run build
      - name: Upload it to the origin
        run: aws s3 sync dist/ "s3://$BUCKET/" --endpoint-url https://kr.object.ncloudstorage.com
      - name: Purge what changed
        run: npx global-edge-purge send
`,
  gitlab: `stages: [build, deploy]

build:
  stage: build
  image: node:22
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - npm ci
    - npm run build
  artifacts:
    paths:
      - dist/
      - .global-edge-purge/production/plan.json

deploy:
  stage: deploy
  image: node:22
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  # One deploy at a time, the others wait.
  resource_group: production
  variables:
    AWS_DEFAULT_REGION: kr-standard
    AWS_REQUEST_CHECKSUM_CALCULATION: when_required
  before_script:
    - apt-get update && apt-get install --yes awscli
    - npm ci
  script:
    # Artifacts keep their times, and sync passes over what is older than its object.
    - find dist -type f -exec touch {} +
    - aws s3 sync dist/ "s3://my-site/" --endpoint-url https://kr.object.ncloudstorage.com
    - npx global-edge-purge send
`,
};
