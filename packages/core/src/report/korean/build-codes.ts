import type { OutputErrorCode } from "../../output/output-error.ts";
import type { CodeText } from "./code-text.ts";

/** The build, its origin and its site. */
export const buildCodes = {
  ALIASES_INVALID: {
    means: "aliases에 지정한 함수에서 예외가 발생했거나, 함수가 경로 목록을 돌려주지 않았습니다.",
    next: 'base 기준의 경로를 ["news"]처럼 돌려주십시오. 파일 이름으로만 서비스한다면 []를 돌려주면 됩니다.',
  },
  CACHE_KEY: { means: "에지의 캐시 키에 쿼리가 들어가는지 확인했습니다." },
  CACHE_KEY_UNKNOWN: {
    means: "에지의 응답만으로는 캐시 키에 쿼리가 들어가는지 알 수 없습니다.",
    next: "에지 설정을 확인하십시오. 캐시 키에서 쿼리를 무시해야 합니다.",
  },
  CLEAN_URLS: {
    means: "페이지를 .html 없는 URL로도 서비스하는지 알 수 없어서 그 URL은 퍼지하지 않았습니다.",
    next: '그렇게 서비스한다면 aliases: "clean"(--aliases clean), 아니라면 aliases: "directory"를 지정하십시오.',
  },
  DEEP_LINKS: {
    means:
      "사이트의 하나뿐인 페이지가 바뀌었습니다. 싱글 페이지 애플리케이션(SPA)이라면 다른 URL로 캐시된 응답은 에지에 그대로 남습니다.",
    next: "그 페이지로 응답하는 다른 URL을 also에 추가하십시오.",
  },
  EVERY_PAGE_CHANGED: {
    means:
      "모든 페이지가 바뀌었고 그 밖에는 바뀐 것이 거의 없습니다. 페이지의 공통 부분을 고친 것이 아니라면, 빌드할 때마다 내용이 달라져서 배포할 때마다 모든 페이지를 퍼지하고 있는 것입니다.",
    next: 'npx global-edge-purge doctor --build "npm run build"처럼 빌드 명령과 함께 실행하면 무엇이 다른지 알 수 있습니다.',
  },
  FILE_IGNORED: { means: "파일도 폴더도 아닌 것(네임드 파이프, 소켓, 디바이스)은 퍼지하지 않습니다." },
  IMMUTABLE_CHANGED: {
    means:
      "콘텐츠 해시가 붙은 이름은 그대로인데 내용이 바뀌어서 퍼지합니다. 이미 받은 방문자는 예전 내용을 계속 보게 됩니다.",
    next: "이름이 정해진 뒤에 파일을 고치는 플러그인이나 단계가 있는지, immutable의 glob이 해시가 없는 이름까지 포함하는지 확인하십시오.",
  },
  LINK_IGNORED: { means: "출력 디렉터리 밖으로 나가거나, 순환하거나, 대상이 없는 링크는 퍼지하지 않습니다." },
  LONG_WAIT: {
    means: "쿼터 때문에 보내는 데 10분 넘게 걸리며, 빌드는 그동안 기다립니다.",
    next: '배포 단계에서 보내거나(when: "deploy"), budget으로 나머지를 다음 실행에 넘기거나, also에 폴더 전체를 대상 하나로 지정하십시오. 쿼터를 늘렸다면 quota에 설정하십시오.',
  },
  NOT_EXPRESSIBLE: {
    means:
      "URL로 퍼지할 수 없는 파일이 있습니다. 이름에 *가 있거나, 대상이 너무 길거나, 이름이 UTF-8이 아닙니다. 이 파일은 미확정으로 남습니다.",
    next: "exclude로 빼거나, also에 그 파일을 포함하는 폴더 대상을 지정하거나, 이름을 바꾸십시오.",
  },
  ORIGIN: { means: "오리진이 응답합니다." },
  ORIGIN_BEHIND: {
    means: "오리진이 아직 이 빌드를 서비스하지 않습니다. 새 파일이 올라오지 않은 대상은 퍼지하지 않습니다.",
    next: "업로드가 끝난 뒤 다시 실행하십시오. 업로드하지 않는 파일은 exclude에 넣고, 호스트가 내용을 바꾼다면 origin.marker를 지정하십시오.",
  },
  ORIGIN_CACHED: {
    means: "오리진 대신 캐시가 응답합니다.",
    next: "origin.url에는 에지나 그 앞의 캐시가 아니라 오리진의 주소를 지정하십시오.",
  },
  ORIGIN_LACKS_FILES: {
    means: "에지가 서비스하는 파일이 오리진에는 없습니다.",
    next: "origin.url이 출력 디렉터리를 서비스하는 곳인지, 이 머신에서 읽을 수 있는지 확인하십시오.",
  },
  ORIGIN_MARKER_MISSING: {
    means: "origin.marker가 가리키는 파일이 빌드에 없어서, 오리진에 이 빌드가 있는지 알 수 없습니다.",
    next: "빌드할 때 그 파일을 만드십시오.",
  },
  ORIGIN_MARKER_SAME: {
    means:
      "origin.marker가 가리키는 파일이 이전 빌드와 같거나 퍼지 대상이 아니어서, 오리진에 이 빌드가 있는지 알 수 없습니다.",
    next: "빌드할 때마다 파일의 내용이 달라지게 하십시오.",
  },
  ORIGIN_UNREACHABLE: {
    means: "오리진에 연결할 수 없습니다.",
    next: "origin.url을 고치거나, 이 머신에서 오리진에 접근할 수 없다면 origin을 빼십시오. 오리진에서 확인하지 못한 것은 퍼지하지 않습니다.",
  },
  OUTPUT_CHANGING: {
    means: "읽는 동안 파일이 바뀌었습니다.",
    next: "다른 프로그램이 아직 출력 디렉터리에 파일을 쓰고 있습니다. 끝난 뒤에 퍼지하거나, 그 파일을 exclude로 빼십시오.",
  },
  OUTPUT_CONTAINS_SECRET: {
    means: "빌드 결과의 파일에 Secret Key가 들어 있습니다.",
    next:
      "이 빌드를 공개하지 마십시오. 키가 어떻게 들어갔는지 찾으십시오(VITE_로 시작하는 이름, define, import한 파일). " +
      "이런 빌드를 이미 공개했다면 네이버 클라우드 콘솔에서 인증키를 교체하십시오.",
  },
  OUTPUT_MISSING: {
    means: "출력 디렉터리가 없습니다.",
    next: "먼저 빌드하거나, outputDirectory를 빌드 결과가 저장되는 폴더로 지정하십시오.",
  },
  OUTPUT_SHRANK: {
    means:
      "빌드 결과에 파일이 없거나 이전보다 훨씬 적습니다. 빌드가 잘못되었을 가능성이 큽니다. 아무것도 보내지 않았고 베이스라인도 그대로입니다.",
    next: "사이트가 정말 이렇게 작아졌다면 한 번만 allowShrink를 설정하십시오.",
  },
  OUTPUT_UNREADABLE: {
    means: "출력 디렉터리의 파일이나 폴더를 읽을 수 없습니다.",
    next: "읽기 권한을 주거나 exclude로 빼십시오.",
  },
  PAGES_MISSING: {
    means: "이 빌드에는 HTML 페이지가 없는데 에지는 페이지를 서비스하고 있습니다.",
    next: "페이지를 만드는 도구가 따로 있다면 플러그인은 enabled: false로 설정하고, 그 도구가 끝난 뒤 npx global-edge-purge run을 실행하십시오.",
  },
  PATHS_LEFT_OUT: {
    means:
      "베이스라인에 있던 경로가 include와 exclude 설정으로 제외되었습니다. 이 경로는 퍼지하지 않고 베이스라인에서 지웁니다.",
  },
  PURGE_FAILED: {
    means: "여러 가지 원인으로 퍼지가 실패했습니다.",
    next: '원인과 해결 방법은 영어 원문에서 확인하십시오. onFailure: "warn"이면 빌드는 계속됩니다.',
  },
  PURGE_PARTIAL: {
    means: "퍼지가 일부만 수락되었습니다.",
    next: '빠진 것은 다음 빌드에서 퍼지합니다. onFailure: "warn"이면 빌드는 계속됩니다.',
  },
  QUERIES_IN_CACHE_KEY: {
    means: "에지의 캐시 키에 쿼리가 들어가는데, 클라이언트가 어떤 쿼리로 요청할지는 미리 알 수 없습니다.",
    next: "에지가 캐시 키에서 쿼리를 무시하도록 설정하십시오. 그러지 않으면 링크를 클릭한 방문자가 예전 페이지를 받습니다.",
  },
  QUERIES_UNLISTED: {
    means: "클라이언트가 어떤 쿼리로 요청할지 미리 알 수 없어서, 쿼리가 붙은 URL은 퍼지하지 못합니다.",
    next: "에지가 캐시 키에서 쿼리를 무시하도록 설정하고, 설정했다면 queries: []를 지정하십시오. 그러지 않으면 링크를 클릭한 방문자가 예전 페이지를 받습니다.",
  },
  SITE: { means: "사이트가 응답합니다." },
  SITE_UNREACHABLE: { means: "사이트에 연결할 수 없습니다.", next: "verify.url을 고치십시오." },
} as const satisfies Readonly<Record<OutputErrorCode, CodeText>> & Readonly<Record<string, CodeText>>;
