import type { BaselineErrorCode } from "../../baseline/baseline-error.ts";
import type { PlanErrorCode } from "../../plan-file/plan-file.ts";
import type { CodeText } from "./code-text.ts";

/** What is remembered: baselines, plans and reports. */
export const stateCodes = {
  BASELINE: { means: "베이스라인을 읽을 수 있습니다." },
  BASELINE_BUSY: {
    means: "다른 실행이 베이스라인을 계속 바꾸거나 잠그고 있어서 기다리다가 중단했습니다.",
    next: "이 베이스라인을 쓰는 다른 빌드가 끝난 뒤 다시 실행하십시오. 실행 중인 것이 없는데도 잠겨 있으면 영어 원문에 나온 .lock 파일을 지우십시오.",
  },
  BASELINE_FORGOTTEN: {
    means:
      "베이스라인이 CI 머신의 디스크에 있습니다. 이 머신과 함께 베이스라인이 사라질 가능성이 크고, 그러면 퍼지를 빠뜨립니다.",
    next: 'baseline: "s3://bucket/key"처럼 배포할 때마다 읽을 수 있는 곳에 두십시오.',
  },
  BASELINE_LACKS_EDGE: {
    means: "베이스라인에 이 에지에 대한 기록이 없습니다.",
    next: "다음 실행에서 이 에지에 onMissingBaseline을 적용합니다.",
  },
  BASELINE_MISSING: {
    means: "쓸 수 있는 베이스라인이 없습니다. 에지가 무엇을 서비스하는지 알 수 없습니다.",
    next: "처음 실행하는 것이라면 정상이며 onMissingBaseline을 따릅니다. 잃어버린 것이라면 베이스라인을 되돌려 놓거나 --baseline으로 위치를 지정하십시오.",
  },
  BASELINE_OLD: {
    means:
      "베이스라인이 오랫동안 갱신되지 않았습니다. 그 뒤에 배포한 적이 있다면 그 배포는 이 베이스라인을 쓰지 않았습니다.",
    next: "사이트를 배포하는 모든 곳에서 이 베이스라인 하나를 공유하십시오.",
  },
  BASELINE_OTHER_OUTPUT: {
    means: "다른 출력 디렉터리의 베이스라인입니다.",
    next: "출력 디렉터리마다 baseline을 따로 지정하십시오. 디렉터리 이름을 바꾼 것이라면 이 베이스라인을 지우십시오.",
  },
  BASELINE_UNCONDITIONAL: {
    means:
      "베이스라인을 저장하는 서비스가 If-Match와 If-None-Match를 무시합니다. 두 머신이 서로의 베이스라인을 덮어써서 퍼지를 빠뜨릴 수 있습니다.",
    next: "조건부 쓰기를 지원하는 서비스나, 배포하는 모든 곳에서 공유하는 파일에 베이스라인을 두십시오.",
  },
  BASELINE_UNREACHABLE: {
    means: "플랜이 가리키는 베이스라인이 없습니다. 플랜에 적힌 그대로 보내고, 결과는 기록하지 않습니다.",
    next: "베이스라인을 함께 가져오거나 --baseline으로 위치를 지정하십시오. 플랜을 만든 뒤 다른 빌드를 배포했다면 이 퍼지만으로는 부족합니다.",
  },
  BASELINE_UNREADABLE: {
    means: "베이스라인을 읽을 수 없습니다. 베이스라인이 없는 경우와는 다르므로 아무것도 보내지 않습니다.",
    next: "베이스라인의 위치, 읽기 권한, 네트워크를 확인한 뒤 다시 실행하십시오.",
  },
  BASELINE_UNSAVED: {
    means: "퍼지는 수락되었지만 결과를 베이스라인에 저장하지 못했습니다. 다음 실행에서 같은 퍼지를 한 번 더 합니다.",
    next: "저장하지 못한 이유를 영어 원문에서 확인하고 해결하십시오.",
  },
  BASELINE_UNSETTLED: {
    means: "퍼지를 기다리는 경로가 있습니다.",
    next: "다음 실행이나 send에서 퍼지합니다. 계속 남아 있으면 그 실행의 리포트에서 무엇을 기다리는지 확인하십시오.",
  },
  BASELINE_UNUSABLE: {
    means: "베이스라인이 있지만 쓸 수 없습니다.",
    next: "다음 실행은 onMissingBaseline을 따릅니다. 이 파일이 왜 바뀌었는지 확인하십시오.",
  },
  BASELINE_UNWRITABLE: {
    means: "베이스라인을 저장할 수 없습니다.",
    next: "폴더의 쓰기 권한과 디스크의 남은 공간, Object Storage라면 키의 권한을 확인하거나, baseline으로 다른 곳을 지정하십시오.",
  },
  PLANS_CONFLICT: {
    means: "함께 보낼 수 없는 플랜들입니다.",
    next: "계정이 서로 다르면 따로 보내십시오. 같은 베이스라인을 쓰는 플랜이라면 실제로 배포한 빌드의 플랜 하나만 보내십시오.",
  },
  PLAN_EDITED: {
    means: "플랜을 만든 뒤에 파일이 수정되었습니다.",
    next: "다시 빌드해서 플랜을 새로 만드십시오. 무엇을 퍼지할지는 include, also 같은 옵션으로 정합니다.",
  },
  PLAN_INVALID: {
    means: "이 버전에서 만든 플랜이 아닙니다.",
    next: "이 버전으로 다시 빌드하거나, 빌드할 때 만든 플랜 파일을 지정하십시오.",
  },
  PLAN_MISSING: {
    means: "보낼 플랜이 없습니다. --require로 지정한 앱에는 이 환경과 커밋의 플랜이 있어야 합니다.",
    next: '빌드할 때 플랜을 만들거나(when: "deploy" 또는 `npx global-edge-purge plan --dir DIR`), 이미 만든 플랜의 경로를 지정하십시오.',
  },
  PLAN_OVERTAKEN: {
    means:
      "플랜을 만든 뒤 다른 빌드가 베이스라인에 기록되었고, 이 빌드는 기록된 적이 없습니다. 이 플랜을 보내면 더 오래된 빌드를 배포하는 것이 됩니다.",
    next: "이 빌드의 파일을 다시 업로드하지 않았다면, 지금 최신 빌드로 send나 run을 실행하십시오. 다음 실행에서 이 경로를 한 번 더 퍼지합니다.",
  },
  PLAN_UNREADABLE: { means: "플랜을 읽을 수 없습니다.", next: "명령을 실행하는 사용자에게 읽기 권한을 주십시오." },
  PLAN_UNWRITABLE: {
    means: "플랜을 저장하거나 이전 빌드의 플랜을 지울 수 없습니다.",
    next: "폴더의 쓰기 권한과 디스크의 남은 공간을 확인한 뒤 다시 빌드하십시오.",
  },
  REPORT_MISSING: {
    means: "리포트가 없습니다.",
    next: "리포트는 마지막으로 퍼지한 실행이 남깁니다. 다른 머신에서는 --report-json으로 저장한 파일을 지정하십시오.",
  },
  REPORT_UNREADABLE: {
    means: "이 도구가 만든 리포트가 아닙니다.",
    next: "--report-json으로 저장한 파일이나 .global-edge-purge 폴더의 last-purge.json을 지정하십시오.",
  },
  REPORT_UNWRITABLE: {
    means: "리포트를 저장할 수 없습니다. 이미 한 퍼지에는 영향이 없습니다.",
    next: "report에 지정한 폴더의 쓰기 권한을 확인하십시오.",
  },
  STATE_FILE_OLD: {
    means: "이 도구의 이전 버전이 상태를 저장하던 파일이 남아 있습니다. 이제는 읽지 않습니다.",
    next: "그 파일을 지우십시오.",
  },
  SUMMARY_UNWRITABLE: {
    means: "GitHub Actions의 작업 요약을 저장할 수 없습니다. 이미 한 퍼지에는 영향이 없습니다.",
    next: "컨테이너에서 실행한다면 GITHUB_STEP_SUMMARY가 가리키는 파일을 컨테이너에도 마운트하십시오.",
  },
} as const satisfies Readonly<Record<BaselineErrorCode | PlanErrorCode, CodeText>> & Readonly<Record<string, CodeText>>;
