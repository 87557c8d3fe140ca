import type { CredentialsErrorCode } from "../../options/credentials-error.ts";
import type { OptionsErrorCode } from "../../options/options-error.ts";
import type { CodeText } from "./code-text.ts";

/** What somebody set up or typed: options, keys, flags and task runners. */
export const setupCodes = {
  ALL_UNCONFIRMED: {
    means: "--all은 전체를 퍼지하기 전에 확인을 받는데, 확인을 받을 터미널이 없습니다.",
    next: "정말 전체를 퍼지하려면 --yes를 추가하십시오.",
  },
  BASE_UNKNOWN: {
    means: "파일을 어디에서 서비스하는지 번들러 설정으로도 base 옵션으로도 알 수 없습니다.",
    next: 'base 옵션을 지정하십시오. 루트에서 서비스한다면 base: "/"입니다.',
  },
  BUILDS_ALIKE: { means: "같은 소스로 두 번 빌드한 결과가 같습니다." },
  BUILDS_DIFFER: {
    means: "같은 소스로 두 번 빌드한 결과가 다릅니다. 배포할 때마다 그만큼 퍼지합니다.",
    next: "빌드 결과에 시각 같은 값을 넣지 말고, 소스나 커밋에 따라서만 달라지게 하십시오. 무엇이 다른지는 영어 원문에 있습니다.",
  },
  BUILD_FAILED: { means: "빌드가 0이 아닌 종료 코드로 끝났습니다.", next: "빌드를 고친 뒤 다시 실행하십시오." },
  CONFIG_UNREADABLE: {
    means: "config 파일이 없거나, 읽거나 실행할 수 없습니다.",
    next: "--config에 옵션을 default export하는 파일(.ts, .js, .mjs, .json)을 지정하십시오.",
  },
  CREDENTIALS: { means: "인증키가 있습니다." },
  CREDENTIALS_INCOMPLETE: {
    means: "Access Key와 Secret Key 중 하나만 있습니다.",
    next: "같은 곳에 나머지 하나를 추가하십시오. 다른 곳에 있는 키를 쓰려면 여기 남은 하나를 지우십시오.",
  },
  CREDENTIALS_MALFORMED: {
    means: "인증키 형식이 아닙니다.",
    next: "콘솔에서 키를 다시 복사하십시오. 앞뒤에 다른 글자가 없어야 합니다.",
  },
  CREDENTIALS_MISSING: {
    means: "네이버 클라우드 인증키가 없습니다.",
    next: "계정이나 서브 계정의 인증키를 NCLOUD_ACCESS_KEY_ID와 NCLOUD_SECRET_ACCESS_KEY에 설정하십시오. CI에서 배포하지 않는 작업이라면 GLOBAL_EDGE_PURGE=0을 설정하십시오.",
  },
  CREDENTIALS_PROFILE_UNKNOWN: {
    means: "지정한 이름의 섹션이 인증키 파일에 없습니다.",
    next: "profile 옵션이나 NCLOUD_PROFILE을 고치거나, 그 섹션을 파일에 추가하십시오.",
  },
  CREDENTIALS_PUBLIC: {
    means: "번들러가 방문자에게 보내는 파일에 그대로 넣는 변수에 인증키가 들어 있습니다.",
    next: "접두사가 없는 이름으로 바꾸십시오. 이 변수가 있는 빌드를 한 번이라도 배포했다면 인증키를 교체하십시오.",
  },
  CREDENTIALS_UNIGNORED: {
    means: "인증키가 들어 있는 파일을 git이 무시하지 않습니다.",
    next: "그 파일을 .gitignore에 추가하십시오. 이미 푸시한 적이 있다면 인증키를 교체하십시오.",
  },
  CREDENTIALS_UNREADABLE: {
    means: "인증키 파일이 있지만 읽을 수 없습니다.",
    next: "읽기 권한을 주거나, 인증키를 NCLOUD_ACCESS_KEY_ID와 NCLOUD_SECRET_ACCESS_KEY로 설정하십시오.",
  },
  DIRECTORY_MISSING: {
    means: "빌드 결과가 어느 폴더에 있는지 알 수 없습니다.",
    next: "run dist처럼 폴더를 지정하거나 config에 outputDirectory를 설정하십시오.",
  },
  DIRECTORY_TWICE: {
    means: "폴더를 인수와 --dir에 두 번 지정했습니다.",
    next: "하나만 지정하십시오.",
  },
  EDGES_MISSING: {
    means: "에지를 지정하지 않았습니다.",
    next: "에지를 --edge-id 11197처럼 지정하십시오. 여럿이면 쉼표로 구분합니다. 에지 ID는 npx global-edge-purge edges로 확인할 수 있습니다.",
  },
  EDGES_OF_STATE: { means: "옵션에 에지가 없어서, 플랜과 베이스라인에 있는 에지를 점검했습니다." },
  EDGE_ID_MISSING: {
    means: "에지 ID가 없습니다.",
    next: "옵션 edgeId, 플래그 --edge-id, 환경 변수 GLOBAL_EDGE_PURGE_EDGE_ID 중 하나로 지정하십시오.",
  },
  ENVIRONMENT: { means: "환경이 정해졌습니다." },
  ENVIRONMENT_UNKNOWN: {
    means: "이 환경은 꺼져 있거나 environments에 없습니다.",
    next: "그 환경을 켜거나, environments에 있는 다른 환경을 --env로 지정하십시오.",
  },
  ENV_FILE_UNREADABLE: {
    means: "--env-file로 지정한 파일을 읽을 수 없습니다.",
    next: "실제로 있는 파일을 지정하거나 --env-file을 빼십시오. 빼면 .env.local 같은 파일을 읽습니다.",
  },
  INIT_UNCONFIRMED: {
    means: "init은 파일을 쓰기 전에 확인을 받는데, 확인을 받을 터미널이 없습니다.",
    next: "출력된 내용대로 저장해도 되면 --yes를 추가하십시오.",
  },
  INIT_UNWRITABLE: {
    means: "init이 쓸 파일이 이미 있거나, 그 파일을 쓸 수 없습니다.",
    next: "쓸 수 있게 한 뒤 init을 다시 실행하십시오. 이미 있는 것은 건드리지 않습니다.",
  },
  NX_REPLAYS_BUILD: {
    means:
      "Nx가 빌드를 실행하지 않고 캐시에 저장된 결과로 대신할 수 있습니다. 그러면 퍼지를 빠뜨리거나 예전 플랜을 보냅니다.",
    next: '"global-edge-purge plan"을 실행하는 태스크를 "dependsOn": ["build"], "cache": false로 추가해 빌드 뒤에 실행하거나, 빌드에 "cache": false를 설정하십시오.',
  },
  OPTIONS_INVALID: { means: "옵션이나 환경 변수가 올바르지 않습니다.", next: "아래에 나온 것을 고치십시오." },
  RECIPE_UNKNOWN: {
    means: "--ci로 지정한 서비스의 CI 설정은 준비되어 있지 않습니다.",
    next: "--ci에 github, gitlab, none 중 하나를 지정하십시오.",
  },
  SKIPPED: {
    means: "이 환경이나 빌드에서는 퍼지를 건너뜁니다.",
    next: "퍼지해야 한다면 그 환경을 environments에 추가하거나 켜십시오. 의도한 것이라면 그대로 두면 됩니다.",
  },
  TARGETS_MISSING: {
    means: "퍼지할 대상이 없거나, 대상, --all, --report를 함께 지정했습니다.",
    next: "/index.html이나 '/docs/*'처럼 대상을 지정하십시오. 전체를 퍼지하려면 --all만, 마지막 실행에서 퍼지한 것을 다시 퍼지하려면 --report만 지정하십시오.",
  },
  TURBO_REPLAYS_BUILD: {
    means:
      "Turborepo가 빌드를 실행하지 않고 캐시에 저장된 결과로 대신할 수 있습니다. 그러면 퍼지를 빠뜨리거나 예전 플랜을 보냅니다.",
    next: '"global-edge-purge plan"을 실행하는 태스크를 "dependsOn": ["build"], "cache": false로 추가해 빌드 뒤에 실행하거나, 빌드에 "cache": false를 설정하십시오.',
  },
  TURBO_STRIPS_VARIABLES: {
    means:
      "Turborepo가 변수를 태스크에 넘기지 않습니다. 그래서 인증키를 찾지 못하거나, 다른 환경으로 실행되거나, 풀 리퀘스트를 배포로 잘못 볼 수 있습니다.",
    next: "영어 원문에 나온 변수를 그 태스크의 passThroughEnv에 추가하십시오.",
  },
  URL_INVALID: {
    means: "사이트의 URL이 아닙니다. 호스트가 없습니다.",
    next: "/index.html처럼 사이트 루트부터의 경로나 전체 URL을 지정하십시오.",
  },
  VALUE_EMPTY: {
    means: "플래그나 인수의 값이 비어 있습니다.",
    next: "값을 지정하거나 빼십시오. 스크립트라면 그 자리에 들어갈 변수가 설정되지 않았을 수 있습니다.",
  },
  WHEN_NOT_CHOSEN: {
    means: "업로드를 기다리지 않고 퍼지합니다. 업로드보다 먼저 퍼지하면 에지가 예전 파일을 다시 가져옵니다.",
    next: 'when: "deploy"를 지정하고, 업로드한 뒤에 npx global-edge-purge send를 실행하십시오. 빌드 결과를 오리진에 바로 저장한다면 when: "build"를 지정하십시오.',
  },
} as const satisfies Readonly<Record<CredentialsErrorCode | OptionsErrorCode, CodeText>> &
  Readonly<Record<string, CodeText>>;
