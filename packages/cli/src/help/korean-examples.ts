import type { examples } from "./examples.ts";

const keys = `
인증키: 환경 변수나 .env.local의 NCLOUD_ACCESS_KEY_ID와 NCLOUD_SECRET_ACCESS_KEY, 또는 ~/.ncloud/configure.`;

const codes = `
종료 코드: 0 퍼지했거나, 플랜을 만들었거나, 할 일이 없음. 1 실패. 2 잘못된 사용. 3 일부만 퍼지했고 나머지는 다음에 퍼지함.`;

/** What stands below the flags, in Korean: the same commands. */
export const koreanExamples: typeof examples = {
  program: `
예:
  처음 시작할 때:
    $ global-edge-purge init

  오리진에 바로 저장하는 빌드 다음에:
    $ global-edge-purge run --dir dist --edge-id 11197

  업로드 앞뒤에:
    $ global-edge-purge plan --dir dist --edge-id 11197
    $ aws s3 sync dist s3://my-site
    $ global-edge-purge send
${keys}
${codes}
`,
  init: `
프로젝트를 살펴보고 어느 줄을 어느 설정 파일에 넣으면 되는지 알려 줍니다. 플러그인을 쓸 수 있는 도구가 없으면 config를, 그리고
.gitignore에 없는 줄과 CI 설정을 씁니다. 먼저 보여 주고 묻습니다. 파일을 덮어쓰지 않으며, 인증키는 어디에도 쓰지 않습니다.

예:
  $ global-edge-purge init
  $ global-edge-purge init --edge-id 11197 --yes
  $ global-edge-purge init --edge-id 11197 --dir public --base /blog/ --ci none
${keys}
`,
  run: `
예:
  $ global-edge-purge run --dir dist --edge-id 11197
  $ global-edge-purge run --dir public --base /blog/ --immutable 'assets/**' --edge-id 11197,11198
  $ global-edge-purge run --dir dist --dry-run
  $ global-edge-purge run --dir dist --adopt      # 에지를 직접 퍼지했을 때: 여기서부터 시작합니다
${keys}
${codes}
`,
  plan: `
플랜에는 빌드 전체가 들어 있고 인증키는 없으므로, 다른 머신에서 보낼 수 있습니다. 플랜에 있는 경로는 이때부터 퍼지할 것으로
기록되므로, 보내지 않은 플랜은 다음 플랜에 포함됩니다.

예:
  $ global-edge-purge plan --dir dist --edge-id 11197
  $ global-edge-purge plan --dir apps/shop/dist --base /shop/ --out plans/shop.plan.json
`,
  send: `
보낼 때의 베이스라인과 다시 비교합니다. 그래서 두 번 보내면 두 번째에는 아무것도 보내지 않고, 중단된 send는 멈춘 곳에서 이어지며,
예전 플랜을 다시 보내면 에지가 그때로 돌아갑니다.

예:
  $ global-edge-purge send
  $ global-edge-purge send apps/*/.global-edge-purge/production/plan.json  # 여러 앱을 가장 적은 요청으로
  $ global-edge-purge send --require apps/shop apps/blog                   # 플랜이 없는 앱이 있으면 실패합니다
  $ global-edge-purge send old.plan.json                                   # 예전 파일을 다시 업로드한 다음에
${keys}
${codes}
`,
  status: `
예:
  $ global-edge-purge status                    # 마지막 실행의 결과
  $ global-edge-purge status 3720001 3720002
${keys}
`,
  edges: `
예:
  $ global-edge-purge edges
${keys}
`,
  purge: `
예:
  $ global-edge-purge purge /index.html /css/main.css?v=2 --edge-id 11197
  $ global-edge-purge purge https://www.example.com/news/
  $ global-edge-purge purge '/images/*' '/fonts/*.woff2'
  $ global-edge-purge purge --report             # 퍼지한 다음에 파일을 업로드했을 때: 같은 것을 다시
  $ global-edge-purge purge --all
${keys}
`,
  forget: `
실행할 때 에지의 기록이 저절로 지워지지는 않습니다. 한동안 빠졌던 에지도 다시 포함되면 올바르게 이어집니다. 완전히 없어진 에지나
잘못 입력한 에지의 기록을 지울 때 사용합니다. 아무것도 퍼지하지 않으며, 그 에지를 다시 지정하면 처음부터 시작합니다.

예:
  $ global-edge-purge forget --edge-id 11197
  $ global-edge-purge forget --edge-id 11197,11198 --env staging --dry-run
`,
  explain: `
URL이 사이트의 어느 파일인지, 베이스라인과 플랜과 마지막 리포트에 무엇이 적혀 있는지, 다음 실행에서 퍼지할지를 알려 줍니다. 베이스라인
외에는 아무것도 조회하지 않습니다.

예:
  $ global-edge-purge explain https://www.example.com/about/
  $ global-edge-purge explain /css/main.css --dir dist
`,
  doctor: `
인증키, 시계, 에지, 베이스라인, 오리진, 그리고 빌드 주변의 태스크 러너와 .env 파일을 점검하고, 무엇을 하면 되는지 알려 줍니다. 아무것도
바꾸지 않습니다. 문제가 있으면 종료 코드가 1입니다.

예:
  $ global-edge-purge doctor
  $ global-edge-purge doctor --env staging --json
  $ global-edge-purge doctor --build "npm run build" --dir dist    # 두 번 빌드하면 같은 바이트가 나오는지
  $ global-edge-purge doctor --verify https://www.example.com --dir out    # 에지가 쿼리를 구분하는지
${keys}
`,
};
