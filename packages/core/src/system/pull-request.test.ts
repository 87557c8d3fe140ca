import fc from "fast-check";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isPullRequestBuild, pullRequestSigns } from "./pull-request.ts";
import { createSystem } from "./system.ts";

type Env = Readonly<Record<string, string>>;

interface Example {
  /** What each kind of pull-request build of the service sets. */
  readonly pullRequests: readonly Env[];
  /** What builds of a branch set, as far as it is like the former. */
  readonly others: readonly Env[];
}

const github = { CI: "true", GITHUB_ACTIONS: "true" };
const main = { GITHUB_REF: "refs/heads/main", GITHUB_HEAD_REF: "" };
const jenkins = { JENKINS_URL: "https://ci.example.com/", BUILD_ID: "7", BUILD_TAG: "jenkins-site-7" };
const gitlab = { CI: "true", GITLAB_CI: "true" };

const examples: Readonly<Record<string, Example>> = {
  Agola: { pullRequests: [{ AGOLA_PULL_REQUEST_ID: "3" }], others: [{ AGOLA_PULL_REQUEST_ID: "" }] },
  Appcircle: { pullRequests: [{ AC_GIT_PR: "true" }], others: [{ AC_GIT_PR: "false" }, { AC_APPCIRCLE: "true" }] },
  AppVeyor: {
    pullRequests: [{ APPVEYOR: "True", APPVEYOR_PULL_REQUEST_NUMBER: "3" }],
    others: [{ APPVEYOR: "True", APPVEYOR_REPO_BRANCH: "main" }],
  },
  "AWS Amplify": {
    pullRequests: [
      { AWS_APP_ID: "abcd1234", AWS_BRANCH: "pr-3", AWS_PULL_REQUEST_ID: "3" },
      { AWS_APP_ID: "abcd1234", AWS_PULL_REQUEST_SOURCE_BRANCH: "feature" },
    ],
    others: [{ AWS_APP_ID: "abcd1234", AWS_BRANCH: "main" }],
  },
  "AWS CodeBuild": {
    pullRequests: [
      { CODEBUILD_WEBHOOK_EVENT: "PULL_REQUEST_CREATED" },
      { CODEBUILD_WEBHOOK_EVENT: "PULL_REQUEST_UPDATED" },
      { CODEBUILD_WEBHOOK_EVENT: "PULL_REQUEST_REOPENED" },
      { CODEBUILD_WEBHOOK_EVENT: "PULL_REQUEST_CLOSED" },
      { CODEBUILD_SOURCE_VERSION: "pr/3" },
    ],
    others: [
      { CODEBUILD_WEBHOOK_EVENT: "PUSH", CODEBUILD_SOURCE_VERSION: "ab12" },
      { CODEBUILD_WEBHOOK_EVENT: "PULL_REQUEST_MERGED", CODEBUILD_SOURCE_VERSION: "pr/3" },
      { CODEBUILD_SOURCE_VERSION: "refs/heads/main" },
    ],
  },
  "Azure Pipelines": {
    pullRequests: [
      { TF_BUILD: "True", BUILD_REASON: "PullRequest" },
      { TF_BUILD: "True", SYSTEM_PULLREQUEST_PULLREQUESTID: "3" },
    ],
    others: ["IndividualCI", "BatchedCI", "Manual", "Schedule"].map((BUILD_REASON) => ({
      TF_BUILD: "True",
      BUILD_REASON,
    })),
  },
  Bamboo: { pullRequests: [{ bamboo_repository_pr_key: "3" }], others: [{ bamboo_planKey: "SITE-PROD" }] },
  "Bitbucket Pipelines": {
    pullRequests: [{ BITBUCKET_COMMIT: "ab12", BITBUCKET_PR_ID: "3" }],
    others: [{ BITBUCKET_COMMIT: "ab12", BITBUCKET_BRANCH: "main" }],
  },
  Bitrise: {
    pullRequests: [{ BITRISE_IO: "true", BITRISE_PULL_REQUEST: "3" }],
    others: [{ BITRISE_IO: "true", BITRISE_PULL_REQUEST: "" }],
  },
  Buddy: {
    pullRequests: [{ BUDDY_RUN_PR_ID: "3" }, { BUDDY_RUN_PR_NO: "3" }, { BUDDY_EXECUTION_PULL_REQUEST_ID: "pull/3" }],
    others: [{ BUDDY: "true", BUDDY_RUN_BRANCH: "main", BUDDY_EXECUTION_BRANCH: "main" }],
  },
  Buildkite: {
    pullRequests: [
      { BUILDKITE: "true", BUILDKITE_PULL_REQUEST: "3" },
      { BUILDKITE: "true", BUILDKITE_PULL_REQUEST: "false", BUILDKITE_MERGE_QUEUE_BASE_BRANCH: "main" },
    ],
    others: [{ BUILDKITE: "true", BUILDKITE_PULL_REQUEST: "false", BUILDKITE_BRANCH: "main" }],
  },
  CircleCI: {
    pullRequests: [
      { CIRCLECI: "true", CIRCLE_PULL_REQUEST: "https://github.com/a/b/pull/3" },
      { CIRCLECI: "true", CIRCLE_PULL_REQUESTS: "https://github.com/a/b/pull/3,https://github.com/a/b/pull/4" },
      { CIRCLECI: "true", CIRCLE_PR_NUMBER: "3" },
      { CIRCLECI: "true", CIRCLE_BRANCH: "gh-readonly-queue/main/pr-3-ab12" },
    ],
    others: [{ CIRCLECI: "true", CIRCLE_BRANCH: "main" }],
  },
  "Cirrus CI": {
    pullRequests: [{ CIRRUS_CI: "true", CIRRUS_PR: "3" }],
    others: [{ CIRRUS_CI: "true", CIRRUS_BRANCH: "main" }],
  },
  Codefresh: {
    pullRequests: [{ CF_PULL_REQUEST_NUMBER: "3" }, { CF_PULL_REQUEST_ID: "3" }],
    others: [{ CF_BUILD_ID: "5f", CF_BRANCH: "main" }],
  },
  Codemagic: {
    pullRequests: [{ CM_PULL_REQUEST: "true" }, { FCI_PULL_REQUEST: "true" }],
    others: [{ CM_BUILD_ID: "5f", CM_PULL_REQUEST: "false" }, { FCI_PULL_REQUEST: "false" }],
  },
  "Drone, Harness": {
    pullRequests: [
      { DRONE: "true", DRONE_BUILD_EVENT: "pull_request" },
      { HARNESS_BUILD_ID: "7", DRONE_PULL_REQUEST: "3" },
    ],
    others: [
      { DRONE: "true", DRONE_BUILD_EVENT: "push", DRONE_PULL_REQUEST: "" },
      { DRONE: "true", DRONE_BUILD_EVENT: "promote" },
      { HARNESS_BUILD_ID: "7", DRONE_BRANCH: "main" },
    ],
  },
  "Forgejo Actions": {
    pullRequests: [
      { FORGEJO_ACTIONS: "true", FORGEJO_EVENT_NAME: "pull_request_target" },
      { FORGEJO_ACTIONS: "true", FORGEJO_HEAD_REF: "feature" },
      { FORGEJO_ACTIONS: "true", GITEA_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request" },
    ],
    others: [{ FORGEJO_ACTIONS: "true", FORGEJO_EVENT_NAME: "push", FORGEJO_HEAD_REF: "", GITHUB_EVENT_NAME: "push" }],
  },
  Gerrit: {
    pullRequests: [{ GERRIT_CHANGE_NUMBER: "3", GERRIT_EVENT_TYPE: "patchset-created" }],
    others: ["change-merged", "ref-updated", "comment-added"].map((GERRIT_EVENT_TYPE) => ({ GERRIT_EVENT_TYPE })),
  },
  "GitHub Actions, Gitea Actions": {
    pullRequests: [
      { ...github, GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/3/merge", GITHUB_HEAD_REF: "feature" },
      { ...github, GITHUB_EVENT_NAME: "pull_request_target", ...main, GITHUB_HEAD_REF: "feature" },
      { ...github, GITHUB_EVENT_NAME: "pull_request_target", ...main },
      { ...github, GITHUB_EVENT_NAME: "pull_request_review", GITHUB_REF: "refs/pull/3/merge" },
      { ...github, GITHUB_EVENT_NAME: "pull_request_review_comment", GITHUB_REF: "refs/pull/3/merge" },
      { ...github, GITHUB_EVENT_NAME: "merge_group", GITHUB_REF: "refs/heads/gh-readonly-queue/main/pr-3-ab12" },
      { ...github, GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/heads/gh-readonly-queue/main/pr-3-ab12" },
      { ...github, GITEA_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request" },
      { ...github, GITEA_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request_sync" },
      { ...github, GITEA_ACTIONS: "true", GITHUB_EVENT_NAME: "issue_comment", GITHUB_REF: "refs/pull/3/head" },
    ],
    others: [
      ...["push", "schedule", "release", "workflow_dispatch", "workflow_run", "issue_comment", "deployment"].map(
        (GITHUB_EVENT_NAME) => ({ ...github, ...main, GITHUB_EVENT_NAME }),
      ),
      { ...github, GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/tags/v1.0.0" },
      { ...github, GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/heads/refs/pull/3" },
    ],
  },
  "GitLab CI": {
    pullRequests: [
      { ...gitlab, CI_PIPELINE_SOURCE: "merge_request_event", CI_MERGE_REQUEST_ID: "9", CI_MERGE_REQUEST_IID: "3" },
      { ...gitlab, CI_PIPELINE_SOURCE: "parent_pipeline", CI_MERGE_REQUEST_IID: "3" },
      { ...gitlab, CI_PIPELINE_SOURCE: "external_pull_request_event" },
      { ...gitlab, CI_EXTERNAL_PULL_REQUEST_IID: "3" },
    ],
    others: ["push", "web", "schedule", "api", "trigger", "pipeline"].map((CI_PIPELINE_SOURCE) => ({
      ...gitlab,
      CI_PIPELINE_SOURCE,
      CI_OPEN_MERGE_REQUESTS: "group/site!3",
    })),
  },
  "Google Cloud Build": {
    pullRequests: [{ BUILDER_OUTPUT: "/builder/outputs", _PR_NUMBER: "3" }, { _HEAD_BRANCH: "feature" }],
    others: [{ BUILDER_OUTPUT: "/builder/outputs", BRANCH_NAME: "main", _PR_NUMBER: "" }],
  },
  "Heroku review apps": {
    pullRequests: [{ HEROKU_PR_NUMBER: "3", HEROKU_BRANCH: "feature" }],
    others: [{ HEROKU_APP_NAME: "site" }, { HEROKU_TEST_RUN_ID: "5f", HEROKU_TEST_RUN_BRANCH: "main" }],
  },
  Jenkins: {
    pullRequests: [
      { JENKINS_URL: "https://ci.example.com/", CHANGE_ID: "3", CHANGE_TARGET: "main" },
      { BUILD_TAG: "jenkins-site-PR-3-7", CHANGE_ID: "3" },
      { ...jenkins, ghprbPullId: "3" },
      { ...jenkins, GITHUB_PR_NUMBER: "3" },
      { ...jenkins, gitlabMergeRequestIid: "3", gitlabActionType: "MERGE" },
      { ...jenkins, BITBUCKET_PULL_REQUEST_ID: "3" },
    ],
    others: [
      { ...jenkins, BRANCH_NAME: "main", GITHUB_PR_NUMBER: "" },
      { ...jenkins, gitlabActionType: "PUSH" },
      // Somebody's change management.
      { CHANGE_ID: "CHG0031" },
    ],
  },
  LayerCI: { pullRequests: [{ LAYERCI_PULL_REQUEST: "https://github.com/a/b/pull/3" }], others: [{ LAYERCI: "true" }] },
  Netlify: {
    pullRequests: [
      { NETLIFY: "true", PULL_REQUEST: "true" },
      { NETLIFY: "true", CONTEXT: "deploy-preview" },
    ],
    others: [
      { NETLIFY: "true", PULL_REQUEST: "false", CONTEXT: "production" },
      { NETLIFY: "true", PULL_REQUEST: "false", CONTEXT: "branch-deploy" },
      { PULL_REQUEST: "3" },
    ],
  },
  Nevercode: { pullRequests: [{ NEVERCODE_PULL_REQUEST: "true" }], others: [{ NEVERCODE_PULL_REQUEST: "false" }] },
  Prow: {
    pullRequests: ["presubmit", "batch"].map((JOB_TYPE) => ({ PROW_JOB_ID: "5f", JOB_TYPE })),
    others: [...["postsubmit", "periodic"].map((JOB_TYPE) => ({ PROW_JOB_ID: "5f", JOB_TYPE })), { JOB_TYPE: "batch" }],
  },
  Render: {
    pullRequests: [{ RENDER: "true", IS_PULL_REQUEST: "true" }],
    others: [{ RENDER: "true", IS_PULL_REQUEST: "false" }, { IS_PULL_REQUEST: "true" }],
  },
  "Sail CI": { pullRequests: [{ SAIL_PULL_REQUEST_NUMBER: "3" }], others: [{ SAILCI: "true" }] },
  Screwdriver: { pullRequests: [{ SD_PULL_REQUEST: "3" }], others: [{ SCREWDRIVER: "true", SD_PULL_REQUEST: "" }] },
  Scrutinizer: { pullRequests: [{ SCRUTINIZER_PR_NUMBER: "3" }], others: [{ SCRUTINIZER: "true" }] },
  Semaphore: {
    pullRequests: [
      { SEMAPHORE: "true", SEMAPHORE_GIT_REF_TYPE: "pull-request" },
      { SEMAPHORE: "true", SEMAPHORE_GIT_PR_NUMBER: "3" },
      { SEMAPHORE: "true", PULL_REQUEST_NUMBER: "3" },
    ],
    others: [{ SEMAPHORE: "true", SEMAPHORE_GIT_REF_TYPE: "branch" }, { PULL_REQUEST_NUMBER: "3" }],
  },
  SourceCraft: { pullRequests: [{ SOURCECRAFT_BASE_REF: "main" }], others: [{ SOURCECRAFT_COMMIT_REF: "main" }] },
  SourceHut: {
    pullRequests: ["patchset", "github-pr", "gitlab-mr"].map((BUILD_REASON) => ({
      CI_NAME: "sourcehut",
      BUILD_REASON,
    })),
    others: [{ CI_NAME: "sourcehut", BUILD_REASON: "github-commit" }, { BUILD_SUBMITTER: "git.sr.ht" }],
  },
  "Travis CI": {
    pullRequests: [{ TRAVIS_PULL_REQUEST: "3" }, { TRAVIS_EVENT_TYPE: "pull_request" }],
    others: [{ TRAVIS: "true", TRAVIS_PULL_REQUEST: "false", TRAVIS_EVENT_TYPE: "push" }],
  },
  Tugboat: {
    pullRequests: [{ TUGBOAT_GITHUB_PR: "3" }, { TUGBOAT_GITLAB_MR: "3" }, { TUGBOAT_BITBUCKET_PR: "3" }],
    others: [{ TUGBOAT_REPO: "a/b" }],
  },
  Vela: {
    pullRequests: [{ VELA_BUILD_EVENT: "pull_request" }, { VELA_PULL_REQUEST: "1" }],
    others: [{ VELA: "true", VELA_BUILD_EVENT: "push" }],
  },
  Vercel: {
    pullRequests: [{ VERCEL: "1", VERCEL_ENV: "preview", VERCEL_GIT_PULL_REQUEST_ID: "3" }],
    others: [
      { VERCEL: "1", VERCEL_ENV: "preview", VERCEL_GIT_PULL_REQUEST_ID: "" },
      { VERCEL: "1", VERCEL_ENV: "production" },
    ],
  },
  Woodpecker: {
    pullRequests: [
      { CI: "woodpecker", CI_PIPELINE_EVENT: "pull_request" },
      { CI: "woodpecker", CI_PIPELINE_EVENT: "pull_request_closed" },
      { CI: "woodpecker", CI_BUILD_EVENT: "pull_request" },
      { CI: "woodpecker", CI_COMMIT_PULL_REQUEST: "3" },
    ],
    others: ["push", "tag", "release", "manual", "cron", "deployment"].map((CI_PIPELINE_EVENT) => ({
      CI: "woodpecker",
      CI_PIPELINE_EVENT,
      CI_COMMIT_PULL_REQUEST: "",
    })),
  },
  "Xcode Cloud": { pullRequests: [{ CI_PULL_REQUEST_NUMBER: "3" }], others: [{ CI_XCODE_PROJECT: "site" }] },
};

const rows = Object.entries(pullRequestSigns);
const exampleRows = Object.entries(examples);
const pullRequests = exampleRows.flatMap(([service, { pullRequests }]) =>
  pullRequests.map((env) => ({ service, env })),
);
const others = exampleRows.flatMap(([service, { others }]) => others.map((env) => ({ service, env })));
/** The variables that the table reads. */
const names = new Set(rows.flatMap(([, signs]) => signs.flatMap((sign) => Object.keys(sign))));

describe("isPullRequestBuild", () => {
  it.each(pullRequests)("$service: true for $env", ({ env }) => {
    expect(isPullRequestBuild(env)).toBe(true);
  });

  it.each(others)("$service: false for $env", ({ env }) => {
    expect(isPullRequestBuild(env)).toBe(false);
  });

  it.each(rows)(
    "%s: each sign has an example and is enough, and a build without any is there, too",
    (service, signs) => {
      const { pullRequests = [], others = [] } = examples[service] ?? {};
      for (const sign of signs) {
        const shown = pullRequests.find((env) =>
          Object.entries(sign).every(([name, form]) => form.test(env[name] ?? "")),
        );
        expect(shown, Object.keys(sign).join()).toBeDefined();
        const alone = Object.fromEntries(Object.keys(sign).map((name) => [name, shown?.[name]]));
        expect(isPullRequestBuild(alone)).toBe(true);
      }
      expect(others).not.toEqual([]);
    },
  );

  it("does not ask what CI says, nor any variable of others", () => {
    const foreign = fc.dictionary(
      fc.string({ minLength: 1 }).filter((name) => !names.has(name)),
      fc.string(),
    );
    const ci = fc.constantFrom({}, { CI: "false" }, { CI: "" }, { CI: "true" }, { CI: "1" });
    const asked = fc.constantFrom(
      ...pullRequests.map(({ env }) => ({ env, expected: true })),
      ...others.map(({ env }) => ({ env, expected: false })),
    );
    fc.assert(
      fc.property(asked, ci, foreign, ({ env, expected }, ci, foreign) => {
        expect(isPullRequestBuild({ ...foreign, ...env, ...ci })).toBe(expected);
      }),
    );
  });

  it("is false where none of its variables is set, or each is empty or false", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.string()),
        fc.constantFrom(undefined, "", "false", "False"),
        (env, nothing) => {
          const own = Object.fromEntries([...names].map((name) => [name, nothing]));
          expect(isPullRequestBuild({ ...env, ...own })).toBe(false);
        },
      ),
    );
  });
});

interface Vendor {
  readonly name: string;
  readonly env: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly pr?: string | Readonly<Record<string, unknown>>;
}

const vendorsPath = createRequire(import.meta.url).resolve("ci-info/vendors.json");
const vendors = JSON.parse(readFileSync(vendorsPath, "utf8")) as readonly Vendor[];

/** The environments that show what one entry of ci-info asks for. */
function environmentsOf(asked: Vendor["env"]): Env[] {
  if (typeof asked === "string") return [{ [asked]: "1" }];
  if (Array.isArray(asked)) return [Object.fromEntries(asked.map((name: string) => [name, "1"]))];
  const { env, any, ...values } = asked as { env?: string; any?: string[]; ne?: string };
  if (env !== undefined) return (any ?? ["1"]).map((value) => ({ [env]: value }));
  return any === undefined ? [values] : any.map((name) => ({ [name]: "1" }));
}

describe("what ci-info calls a pull request", () => {
  it.each(vendors.filter((vendor) => vendor.pr !== undefined))("is one: $name", ({ env, pr = {} }) => {
    for (const service of environmentsOf(env)) {
      for (const build of environmentsOf(pr)) expect(isPullRequestBuild({ ...service, ...build })).toBe(true);
    }
  });
});

describe("docs/options.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/options.md"), "utf8");
  const [section = ""] = page.split("\n## Pull requests\n")[1]?.split("\n## ") ?? [];

  it.each(rows)("has a row for %s, with its variables and no others", (service, signs) => {
    const row = section.split("\n").filter((line) => line.startsWith(`| ${service} `));
    expect(row).toHaveLength(1);
    const documented = [...(row[0] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(new Set(documented)).toEqual(new Set(signs.flatMap((sign) => Object.keys(sign))));
  });
});

describe("the real system", () => {
  it.each([
    [
      "GitHub's pull_request_target, with secrets",
      { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request_target" },
    ],
    ["a pull request where CI=false", { CI: "false", GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request" }],
    ["AWS Amplify's", { AWS_APP_ID: "a", AWS_PULL_REQUEST_ID: "3" }],
  ])("knows %s", (_what, env) => {
    expect(createSystem({ env }).isPullRequest).toBe(true);
  });

  it("takes no push for a pull request", () => {
    expect(createSystem({ env: { CI: "true", GITHUB_EVENT_NAME: "push" } }).isPullRequest).toBe(false);
    // ci-info takes the empty variable of ordinary Screwdriver builds for one.
    expect(createSystem({ env: { SCREWDRIVER: "true", SD_PULL_REQUEST: "" } }).isPullRequest).toBe(false);
  });
});
