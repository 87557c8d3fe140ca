/**
 * What the help says in Korean, by what it says in English: headings, commands, arguments and flags.
 * korean-help.test.ts says which text has none.
 */
export const koreanTexts: Readonly<Record<string, string>> = {
  "Usage:": "사용법:",
  "Arguments:": "인수:",
  "Options:": "옵션:",
  "Commands:": "명령:",
  "What was built:": "빌드 결과:",
  "What is purged:": "퍼지할 것:",
  "Which edge, and as whom:": "에지와 인증:",
  "How it is sent and told:": "전송과 출력:",
  "(--help shows all of it)": "(--help로 전체를 볼 수 있습니다)",
  "output the version number": "버전을 출력합니다",
  "display help for command": "도움말을 출력합니다",
  "Purges exactly what changed from NAVER Cloud's Global Edge CDN.":
    "바뀐 것만 네이버 클라우드의 Global Edge CDN에서 정확히 퍼지합니다.",

  "Set a project up: the plugin's line or a config, what git ignores, a recipe for CI":
    "프로젝트에 필요한 설정을 준비합니다: 플러그인을 넣을 줄이나 config, .gitignore, CI 설정",
  "Compare a folder with what the edge serves, and purge what changed":
    "폴더를 에지가 서비스하는 내용과 비교하고, 바뀐 것을 퍼지합니다",
  "Compare as run does, and write the plan for send to send after the upload":
    "run처럼 비교하고, 업로드한 뒤에 send로 보낼 플랜을 만듭니다",
  "Send plans that builds wrote, once their files are on the origin":
    "파일이 오리진에 올라간 뒤에, 빌드가 만든 플랜을 보냅니다",
  "Ask the API what became of purges": "퍼지가 어떻게 되었는지 API로 조회합니다",
  "List the account's edges with their ids": "계정의 에지와 에지 ID를 보여 줍니다",
  "Purge what you name, once; the baseline is not touched":
    "지정한 것을 한 번 퍼지합니다. 베이스라인은 바꾸지 않습니다",
  "Drop what the baseline knows of an edge that is gone": "베이스라인에서 없어진 에지의 기록을 지웁니다",
  "Say why a URL would or would not be purged": "URL을 퍼지하는지와 그 이유를 알려 줍니다",
  "Check keys, clock, edges, baseline and what surrounds the build":
    "인증키, 시계, 에지, 베이스라인, 빌드 주변의 설정을 점검합니다",

  "the folder that the build wrote, in place of --dir": "빌드 결과가 있는 폴더. --dir 대신 지정합니다",
  "plans (default: those of the environment in .global-edge-purge)":
    "플랜(기본값: .global-edge-purge에 있는 이 환경의 플랜)",
  "ids of purges (default: those of the last run)": "퍼지의 ID(기본값: 마지막 실행의 ID)",
  "/page.html?v=2, '/folder/*' or '/folder/*.png', or URLs, of which the path counts":
    "/page.html?v=2, '/folder/*', '/folder/*.png', 또는 URL(경로만 봅니다)",
  "a URL of the site, or its path": "사이트의 URL이나 그 경로",

  "the recipe to write: github, gitlab or none (default: what lies here)":
    "어느 서비스의 CI 설정을 쓸지: github, gitlab, none(기본값: 프로젝트에 있는 파일로 판단)",
  "do not ask": "확인 없이 진행합니다",
  "record the folder as what the edge serves, and send nothing":
    "폴더를 에지가 서비스하는 내용으로 기록하고, 아무것도 보내지 않습니다",
  "the plan (default: .global-edge-purge/<env>/plan.json)": "플랜 파일(기본값: .global-edge-purge/<env>/plan.json)",
  "apps that must have a plan among them; without files, theirs are sent":
    "플랜이 반드시 있어야 하는 앱. 파일을 지정하지 않으면 이 앱들의 플랜을 보냅니다",
  "purge everything that the edge holds; asks first": "에지에 있는 것을 전부 퍼지합니다. 먼저 확인을 받습니다",
  "purge again what a report says was purged (default: the last run's)":
    "리포트에 퍼지했다고 적힌 것을 다시 퍼지합니다(기본값: 마지막 실행의 리포트)",
  "also build twice, without purging, and say what differs": "퍼지 없이 두 번 빌드해서 무엇이 다른지도 알려 줍니다",

  "options (default: global-edge-purge.config.{ts,js,mjs,json})":
    "옵션 파일(기본값: global-edge-purge.config.{ts,js,mjs,json})",
  "keys and edge ids (default: .env, .env.local, .env.<env>, .env.<env>.local)":
    "인증키와 에지 ID 파일(기본값: .env, .env.local, .env.<env>, .env.<env>.local)",
  "the report on standard output, and nothing else": "표준 출력에 리포트만 출력합니다",
  "the answer on standard output, as JSON": "결과를 표준 출력에 JSON으로 출력합니다",
  "what is to be done and what was written on standard output, as JSON":
    "할 일과 쓴 파일을 표준 출력에 JSON으로 출력합니다",
  "the folder that the build wrote": "빌드 결과가 있는 폴더",
  "where it is served (default: /)": "서비스하는 경로(기본값: /)",
  "only files that match count": "일치하는 파일만 대상으로 합니다",
  "files that match do not count": "일치하는 파일은 제외합니다",
  "files whose names carry a content hash, such as 'assets/**' (default: names in folders that are reserved for them)":
    "이름에 콘텐츠 해시가 붙은 파일. 예: 'assets/**'(기본값: 그런 이름만 두는 폴더에 있는 이름)",
  "none, directory (dir/ too) or clean (dir and page too; default: the framework's, else directory)":
    "none, directory(dir/도), clean(dir과 page도. 기본값: 프레임워크에 맞는 값, 없으면 directory)",
  "queries that are part of visitors' URLs (default: those of the framework)":
    "방문자의 URL에 붙는 쿼리(기본값: 프레임워크가 붙이는 쿼리)",
  "of added, changed, removed (default: all three)": "added, changed, removed 중에서 지정합니다(기본값: 셋 모두)",
  "purge mutable names, all, or stop with an error (default: mutable)":
    "베이스라인이 없을 때: mutable(바뀔 수 있는 이름), all(전부), error(중단)(기본값: mutable)",
  "the site really became much smaller": "파일이 크게 줄었어도 계속합니다(의도한 경우)",
  "the environment (default: the config's, else GLOBAL_EDGE_PURGE_ENV, else production)":
    "환경(기본값: config의 environment, GLOBAL_EDGE_PURGE_ENV, production 순)",
  "the edge, or several with commas (default: GLOBAL_EDGE_PURGE_EDGE_ID)":
    "에지 ID. 여럿이면 쉼표로 구분합니다(기본값: GLOBAL_EDGE_PURGE_EDGE_ID)",
  "the section of ~/.ncloud/configure": "~/.ncloud/configure의 섹션",
  "public or gov (default: NCLOUD_SITE, else public)": "public 또는 gov(기본값: NCLOUD_SITE, 없으면 public)",
  "another address for the API, such as an emulator": "에뮬레이터 같은 다른 API 주소",
  "what the edge is known to serve: a file or s3://bucket/key (default: .global-edge-purge/<env>/baseline.json)":
    "베이스라인(에지가 서비스하는 내용의 기록). 파일 또는 s3://bucket/key(기본값: .global-edge-purge/<env>/baseline.json)",
  "say what would be purged; send and save nothing": "무엇을 퍼지할지 알려 주기만 하고, 보내거나 저장하지 않습니다",
  "purge only what the origin already serves": "오리진이 이미 서비스하는 것만 퍼지합니다",
  "check afterwards that the edge serves the new files": "퍼지한 뒤 에지가 새 파일을 서비스하는지 확인합니다",
  "ask whether this is the origin itself, and answers from here":
    "이 주소가 캐시가 아닌 오리진이고, 여기에서 응답하는지 확인합니다",
  "ask whether the site answers from here, and whether its edge tells queries apart":
    "사이트가 여기에서 응답하는지, 에지가 쿼리를 구분하는지 확인합니다",
  "wait until the edge has completed it (default: 600000)": "에지에서 완료될 때까지 기다립니다(기본값: 600000)",
  "most time for waiting and sending": "대기와 전송에 쓰는 최대 시간",
  "also where a pull request is built": "풀 리퀘스트의 빌드에서도 실행합니다",
  "write the report to a file, too": "리포트를 파일로도 저장합니다",
  "write the report as a page for people": "리포트를 사람이 읽는 페이지로 저장합니다",
  "silent, error, warn, info or debug (default: info)": "silent, error, warn, info, debug(기본값: info)",
};
