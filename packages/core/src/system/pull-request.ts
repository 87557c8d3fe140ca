import type { EnvironmentVariables } from "./system.ts";

/** What the values of some variables look like in a pull-request build: all of them do. One not set counts as empty. */
type Sign = Readonly<Record<string, RegExp>>;

/** Set, and not to `false`: most services give the pull request's number or address, and leave it out otherwise. */
const given = /^(?!false$)./i;
/** `pull_request`, `pull_request_target`, `pull_request_review`, `pull_request_closed` and what else there will be. */
const pullRequestEvent = /^pull_request/;
/** A merge queue tests a change before the branch has it, and throws it away where the test fails. */
const mergeQueueBranch = /^gh-readonly-queue\//;

/**
 * How each service tells a build that a change was proposed and is not in its branch yet. Any sign of a service will
 * do. Variables whose names do not tell whose they are count together with one that does.
 *
 * - An event of a pull request counts, also its closing: whether that was a merge, the variables of most do not say. An
 *   event of its own for merges (CodeBuild, Gerrit) does not count: then the branch has the change.
 * - GitHub's `issue_comment`, `workflow_run` and `workflow_dispatch` run the default branch, and deploys are started
 *   with them. Nothing tells whether such a run checks out a pull request, so they do not count.
 * - Not told by any variable: pull requests on Cloudflare (CF_PAGES_BRANCH and WORKERS_CI_BRANCH name the branch and no
 *   more), TeamCity (teamcity.pullRequest.number is no variable of the process), and CircleCI with its GitHub app or
 *   GitLab. NAVER's SourceBuild documents none. VERCEL_ENV=preview is any branch but the production one.
 */
export const pullRequestSigns: Readonly<Record<string, readonly Sign[]>> = {
  // https://agola.io/doc/concepts/secrets_variables.html
  Agola: [{ AGOLA_PULL_REQUEST_ID: given }],
  // https://docs.appcircle.io/environment-variables/appcircle-specific-environment-variables
  Appcircle: [{ AC_GIT_PR: given }],
  // https://www.appveyor.com/docs/environment-variables/
  AppVeyor: [{ APPVEYOR_PULL_REQUEST_NUMBER: given }],
  // https://docs.aws.amazon.com/amplify/latest/userguide/environment-variables.html
  "AWS Amplify": [{ AWS_PULL_REQUEST_ID: given }, { AWS_PULL_REQUEST_SOURCE_BRANCH: given }],
  // https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
  // https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html (the events)
  "AWS CodeBuild": [
    { CODEBUILD_WEBHOOK_EVENT: /^PULL_REQUEST_(?!MERGED$)/ },
    { CODEBUILD_WEBHOOK_EVENT: /^$/, CODEBUILD_SOURCE_VERSION: /^pr\// },
  ],
  // https://learn.microsoft.com/azure/devops/pipelines/build/variables
  "Azure Pipelines": [{ BUILD_REASON: /^PullRequest$/i }, { SYSTEM_PULLREQUEST_PULLREQUESTID: given }],
  // https://confluence.atlassian.com/bamboo/bamboo-variables-289277087.html
  Bamboo: [{ bamboo_repository_pr_key: given }],
  // https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
  "Bitbucket Pipelines": [{ BITBUCKET_PR_ID: given }],
  // https://devcenter.bitrise.io/en/references/available-environment-variables.html
  Bitrise: [{ BITRISE_PULL_REQUEST: given }],
  // https://buddy.works/docs/pipelines/environment-variables (BUDDY_EXECUTION_… is the older name)
  Buddy: [{ BUDDY_RUN_PR_ID: given }, { BUDDY_RUN_PR_NO: given }, { BUDDY_EXECUTION_PULL_REQUEST_ID: given }],
  // https://buildkite.com/docs/pipelines/configure/environment-variables ("false" where there is none)
  // https://buildkite.com/docs/pipelines/tutorials/github-merge-queue
  Buildkite: [{ BUILDKITE_PULL_REQUEST: given }, { BUILDKITE_MERGE_QUEUE_BASE_BRANCH: given }],
  // https://circleci.com/docs/reference/variables/ (GitHub OAuth and Bitbucket only)
  CircleCI: [
    { CIRCLE_PULL_REQUEST: given },
    { CIRCLE_PULL_REQUESTS: given },
    { CIRCLE_PR_NUMBER: given },
    { CIRCLE_BRANCH: mergeQueueBranch },
  ],
  // https://cirrus-ci.org/guide/writing-tasks/#environment-variables
  "Cirrus CI": [{ CIRRUS_PR: given }],
  // https://codefresh.io/docs/docs/pipelines/variables/
  Codefresh: [{ CF_PULL_REQUEST_NUMBER: given }, { CF_PULL_REQUEST_ID: given }],
  // https://docs.codemagic.io/yaml-basic-configuration/environment-variables/ ("false" where there is none)
  // FCI_ was the prefix before CM_.
  Codemagic: [{ CM_PULL_REQUEST: given }, { FCI_PULL_REQUEST: given }],
  // https://docs.drone.io/pipeline/environment/reference/drone-build-event/ and …/drone-pull-request/
  // https://developer.harness.io/docs/continuous-integration/troubleshoot-ci/ci-env-var (Harness has the same names)
  "Drone, Harness": [{ DRONE_BUILD_EVENT: pullRequestEvent }, { DRONE_PULL_REQUEST: given }],
  // https://forgejo.org/docs/latest/user/actions/reference/ (it sets the GITHUB_ names, too)
  "Forgejo Actions": [{ FORGEJO_EVENT_NAME: pullRequestEvent }, { FORGEJO_HEAD_REF: given }],
  // https://plugins.jenkins.io/gerrit-trigger/ (comments also start releases of what is merged: not counted)
  Gerrit: [
    { GERRIT_EVENT_TYPE: /^(?:patchset-created|draft-published|(?:wip|private)-state-changed|change-restored)$/ },
  ],
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
  // https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
  // https://docs.gitea.com/usage/actions/actions-variables (Gitea has the same names)
  "GitHub Actions, Gitea Actions": [
    { GITHUB_EVENT_NAME: pullRequestEvent },
    { GITHUB_EVENT_NAME: /^merge_group$/ },
    { GITHUB_HEAD_REF: given },
    { GITHUB_REF: /^refs\/(?:pull|heads\/gh-readonly-queue)\// },
  ],
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  // https://docs.gitlab.com/ci/ci_cd_for_external_repos/ (external pull requests)
  "GitLab CI": [
    { CI_MERGE_REQUEST_IID: given },
    { CI_MERGE_REQUEST_ID: given },
    { CI_EXTERNAL_PULL_REQUEST_IID: given },
    { CI_PIPELINE_SOURCE: /^(?:merge_request|external_pull_request)_event$/ },
  ],
  // https://cloud.google.com/build/docs/configuring-builds/substitute-variable-values (where the steps map them)
  "Google Cloud Build": [{ _PR_NUMBER: given }, { _HEAD_BRANCH: given }],
  // https://devcenter.heroku.com/articles/github-integration-review-apps#injected-environment-variables
  "Heroku review apps": [{ HEROKU_PR_NUMBER: given }],
  // https://www.jenkins.io/doc/book/pipeline/multibranch/#additional-environment-variables
  // https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables (JENKINS_URL need not be set)
  // https://plugins.jenkins.io/ghprb/ …/github-pullrequest/ …/gitlab-plugin/ …/bitbucket-push-and-pull-request/
  Jenkins: [
    { JENKINS_URL: given, CHANGE_ID: given },
    { BUILD_TAG: /^jenkins-/, CHANGE_ID: given },
    { ghprbPullId: given },
    { JENKINS_URL: given, GITHUB_PR_NUMBER: given },
    { gitlabMergeRequestIid: given },
    { JENKINS_URL: given, BITBUCKET_PULL_REQUEST_ID: given },
  ],
  // The reference at layerci.com is gone with the service; as ci-info has it.
  LayerCI: [{ LAYERCI_PULL_REQUEST: given }],
  // https://docs.netlify.com/build/configure-builds/environment-variables/
  Netlify: [{ NETLIFY: given, PULL_REQUEST: given }, { CONTEXT: /^deploy-preview$/ }],
  // The service has become Codemagic; as ci-info has it.
  Nevercode: [{ NEVERCODE_PULL_REQUEST: given }],
  // https://docs.prow.k8s.io/docs/jobs/#job-environment-variables (a batch is several pull requests before their merge)
  Prow: [{ PROW_JOB_ID: given, JOB_TYPE: /^(?:presubmit|batch)$/ }],
  // https://render.com/docs/environment-variables
  Render: [{ RENDER: given, IS_PULL_REQUEST: given }],
  // The reference at sail.ci is gone with the service; as ci-info has it.
  "Sail CI": [{ SAIL_PULL_REQUEST_NUMBER: given }],
  // https://docs.screwdriver.cd/user-guide/environment-variables (empty where there is none)
  Screwdriver: [{ SD_PULL_REQUEST: given }],
  // https://scrutinizer-ci.com/docs/build/environment-variables
  Scrutinizer: [{ SCRUTINIZER_PR_NUMBER: given }],
  // https://docs.semaphoreci.com/reference/env-vars; the last one is of Semaphore Classic, as ci-info has it
  Semaphore: [
    { SEMAPHORE_GIT_REF_TYPE: /^pull-request$/ },
    { SEMAPHORE_GIT_PR_NUMBER: given },
    { SEMAPHORE: given, PULL_REQUEST_NUMBER: given },
  ],
  // https://sourcecraft.dev/portal/docs/en/sourcecraft/ci-cd-ref/predefined-variables
  SourceCraft: [{ SOURCECRAFT_BASE_REF: given }],
  // https://man.sr.ht/builds.sr.ht/#integrations
  SourceHut: [{ BUILD_REASON: /^(?:patchset|github-pr|gitlab-mr)$/ }],
  // https://docs.travis-ci.com/user/environment-variables/ ("false" where there is none)
  "Travis CI": [{ TRAVIS_PULL_REQUEST: given }, { TRAVIS_EVENT_TYPE: pullRequestEvent }],
  // https://docs.tugboatqa.com/reference/environment-variables/
  Tugboat: [{ TUGBOAT_GITHUB_PR: given }, { TUGBOAT_GITLAB_MR: given }, { TUGBOAT_BITBUCKET_PR: given }],
  // https://go-vela.github.io/docs/reference/environment/variables/
  Vela: [{ VELA_BUILD_EVENT: pullRequestEvent }, { VELA_PULL_REQUEST: given }],
  // https://vercel.com/docs/environment-variables/system-environment-variables (empty where there is none)
  Vercel: [{ VERCEL_GIT_PULL_REQUEST_ID: given }],
  // https://woodpecker-ci.org/docs/usage/environment (CI_BUILD_EVENT before 1.0)
  Woodpecker: [
    { CI_PIPELINE_EVENT: pullRequestEvent },
    { CI_BUILD_EVENT: pullRequestEvent },
    { CI_COMMIT_PULL_REQUEST: given },
  ],
  // https://developer.apple.com/documentation/xcode/environment-variable-reference
  "Xcode Cloud": [{ CI_PULL_REQUEST_NUMBER: given }],
};

/**
 * Whether a service builds a change that is not in its branch yet: a pull request, merge request, patch set or merge
 * queue. What `CI` says does not matter. False where nothing tells, so also on a developer's machine.
 */
export function isPullRequestBuild(env: EnvironmentVariables): boolean {
  return Object.values(pullRequestSigns).some((signs) => signs.some((sign) => matches(sign, env)));
}

function matches(sign: Sign, env: EnvironmentVariables): boolean {
  return Object.entries(sign).every(([name, form]) => form.test(env[name] ?? ""));
}
