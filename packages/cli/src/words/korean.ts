import type { Place } from "../init/plan-changes.ts";
import type { CliWords } from "./cli-words.ts";

/** Every sentence of the command line's own in Korean. */
export const korean: CliWords = {
  sources: {
    baseline: "베이스라인",
    build: "빌드      ",
    plan: "플랜      ",
    report: "리포트    ",
    options: "옵션      ",
  },
  edge: (edgeId) => `에지 ${edgeId}`,
  newerPlan: (path, environment, other) =>
    `참고: ${path}은 ${environment} 환경의 플랜보다 나중에 만들어졌지만 이 명령으로는 보내지 않습니다. ` +
    `보내려면 실행하십시오: npx global-edge-purge send --env ${other}`,
  lastRun: (startedAt, verdict) => `마지막으로 퍼지한 실행: ${startedAt} (${verdict})`,
  project: ({ name, config, manager, service }) =>
    [
      name === undefined
        ? config === undefined
          ? "플러그인을 쓸 수 있는 도구 없음"
          : `설정 파일 ${config}`
        : name + (config === undefined ? "" : ` (${config})`),
      manager,
      ...(service === undefined ? [] : [{ github: "GitHub Actions", gitlab: "GitLab CI" }[service]]),
    ].join(", "),
  byHand: "직접 추가할 내용:",
  wouldWrite: "저장할 내용:",
  newFile: (path) => `${path}, 새 파일:`,
  atEnd: (path) => `${path}, 파일 끝:`,
  at: (path, place) => `${path}, ${placeText(place)}:`,
  whatIsThere: "<기존 값>",
  notes: {
    "static-export": '정적 export(output: "export")에서 사용합니다. 에지의 캐시 키에서 쿼리를 무시하도록 설정하십시오.',
  },
  belowRoot: (root) => `CI 설정은 저장소의 루트(${root})에 있어야 하므로 여기에는 저장하지 않습니다.`,
  noScript: (name) =>
    `package.json에 사이트를 빌드하는 스크립트 "${name}"이 없어 CI 설정을 저장하지 않습니다. 스크립트를 추가한 뒤 init을 다시 실행하십시오.`,
  nothingToWrite: "저장할 내용이 없습니다.",
  keysFound: "인증키를 찾았습니다.",
  keysMissing: "인증키가 아직 없습니다. git이 무시하는 .env.local에 넣으십시오. CI에서는 작업의 변수로 설정하십시오.",
  bucket: "CI 설정의 my-site를 실제 버킷 이름으로 바꾸고, 인증키를 프로젝트의 시크릿에 등록하십시오.",
  sharedBaseline:
    "CI 머신에는 이전 상태가 남지 않습니다. 모든 머신이 함께 쓰는 베이스라인을 지정하십시오. " +
    '예: baseline: "s3://my-site-state/production.json?region=kr-standard"',
  wrote: (paths) => `다음 파일을 저장했습니다: ${paths.join(", ")}`,
  nothingWritten: "아무것도 저장하지 않았습니다.",
  next: "다음 단계:",
  deploy: "배포할 때마다:",
  build: "빌드",
  upload: "업로드",
  askWrite: "이대로 저장하시겠습니까?",
  unlisted: "인증키가 없어 계정의 에지를 조회할 수 없습니다.",
  noEdges: "계정에 에지가 없습니다.",
  askEdges: (only) =>
    `어느 에지를 퍼지합니까? 에지 ID를 입력하십시오. 여럿이면 쉼표로 구분합니다:${only === undefined ? "" : ` (${only})`}`,
  notAnEdge: (text) => `"${text}"에 해당하는 에지가 없습니다. 에지 ID는 숫자이며, 목록에 있는 것을 입력하십시오.`,
  askFolder: (usual) =>
    `빌드 결과는 어느 폴더에 저장됩니까? ${usual === undefined ? "예: dist/NAME/browser" : `(${usual})`}`,
  askBase: "어느 경로에서 서비스합니까? (/)",
};

function placeText(place: Place): string {
  switch (place) {
    case "top":
      return "맨 위";
    case "export":
      return "export하는 설정을 감싸서";
    case "scripts":
      return '"scripts" 안';
    case "end":
      return "파일 끝";
    case "after-build":
      return "빌드한 다음";
    case "last":
      return "업로드한 다음";
    default: {
      const { part, line } = place;
      const where = line === undefined ? "" : `${line}번째 줄, `;
      if ("property" in part) return `${where}${line === undefined ? "새 속성으로" : "지금 있는 값을 감싸서"}`;
      if (part.of === undefined)
        return `${where}${line === undefined ? `${part.list} 목록을 새로 만들어` : `${part.list} 목록 안`}`;
      return `${where}${line === undefined ? "새 속성으로" : `${part.of}의 ${part.list} 목록 안`}`;
    }
  }
}
