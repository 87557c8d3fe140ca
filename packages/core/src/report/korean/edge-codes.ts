import type { EdgeErrorCode } from "../../client/failure-table.ts";
import type { CodeText } from "./code-text.ts";

/** The edge and its API. */
export const edgeCodes = {
  CA_FILE_UNREADABLE: {
    means: "NODE_EXTRA_CA_CERTS가 가리키는 인증서 파일을 읽을 수 없습니다.",
    next: "경로와 읽기 권한을 확인하십시오.",
  },
  CLOCK: { means: "이 머신의 시계가 API의 시계와 맞습니다." },
  CLOCK_OFF: {
    means: "이 머신의 시계가 API의 시계와 다릅니다. 5분 이상 다르면 요청이 거부됩니다.",
    next: "시계를 맞추거나 NTP로 동기화하십시오.",
  },
  CREDENTIALS_INVALID: { means: "사용할 수 없는 인증키입니다.", next: "콘솔에서 두 키를 모두 다시 복사하십시오." },
  EDGE_ABORTED: {
    means: "중단 요청을 받아 멈췄습니다.",
    next: "다시 실행하십시오. 수락되지 않은 것을 이어서 퍼지합니다.",
  },
  EDGE_AUTHENTICATION: {
    means: "API가 요청을 인증하지 못했습니다.",
    next:
      "Access Key가 틀렸거나 비활성 상태이거나 다른 사이트의 것은 아닌지, Secret Key가 그 Access Key의 것이고 끝까지 복사되었는지(=와 /가 들어갈 수 있습니다), 만료된 임시 키는 아닌지 " +
      "콘솔에서 확인하십시오. 그다음 이 머신의 시계가 5분 이상 다르지 않은지 확인하십시오.",
  },
  EDGE_BAD_REQUEST: {
    means: "API가 요청을 읽지 못했습니다. 이 프로그램의 결함이거나 endpoint가 Global Edge API가 아닐 가능성이 큽니다.",
    next: "endpoint를 확인하고, 맞다면 trace id와 함께 알려 주십시오.",
  },
  EDGE_BUDGET: {
    means: "허용한 시간을 다 썼습니다.",
    next: "다시 실행하거나 budget으로 시간을 늘리십시오.",
  },
  EDGE_FORBIDDEN: {
    means: "API가 요청을 허용하지 않았습니다.",
    next: "인증키의 권한과, 계정에서 API를 호출할 수 있는 IP 주소를 제한하는지 확인하십시오.",
  },
  EDGE_IN_PROGRESS: {
    means: "이 에지에서 동시에 진행할 수 있는 퍼지 수를 이미 다 채웠습니다.",
    next: "나중에 다시 실행하십시오. 보내지 않은 것은 그때 퍼지합니다.",
  },
  EDGE_NETWORK: { means: "연결에 실패했습니다.", next: "네트워크를 확인한 뒤 다시 실행하십시오." },
  EDGE_NOT_FOUND: {
    means: "API가 요청한 대상을 찾지 못했습니다.",
    next: "ID와, endpoint가 Global Edge API인지 확인하십시오.",
  },
  EDGE_NOT_PERMITTED: {
    means:
      "API가 이 에지에 대한 요청을 허용하지 않습니다. 다른 계정의 에지이거나, 그런 ID의 에지가 없거나, 에지가 정지 상태일 가능성이 큽니다.",
    next: "콘솔에서 에지 ID를 확인하십시오.",
  },
  EDGE_NOT_RUNNING: {
    means: "에지가 실행 중이 아니어서 퍼지가 거부될 가능성이 큽니다.",
    next: "콘솔에서 에지를 시작하거나 배포가 끝날 때까지 기다리십시오. edgeId가 틀렸다면 고치십시오.",
  },
  EDGE_PERMISSION: {
    means: "API가 권한이 없다고 응답했습니다.",
    next:
      "셋 중 하나입니다. 인증키의 계정이나 서브 계정에 Global Edge 권한이 없거나(NCP_ADMINISTRATOR나 NCP_INFRA_MANAGER 정책이면 충분합니다), " +
      "endpoint나 site가 그 계정의 것이 아니거나, 계정이 Global Edge를 신청하지 않았습니다.",
  },
  EDGE_PROXY: {
    means: "프록시가 요청을 차단했습니다.",
    next: "HTTPS_PROXY의 사용자와 비밀번호를 확인하거나, API의 호스트를 NO_PROXY에 추가하십시오.",
  },
  EDGE_PURGE_FAILED: {
    means: "API가 퍼지를 수락했지만 FAILURE로 끝났습니다.",
    next: "같은 대상을 다시 퍼지하십시오.",
  },
  EDGE_QUOTA: {
    means: "이 계정의 요청 쿼터를 다 썼습니다. 다른 곳에서 같은 계정의 쿼터를 쓰고 있을 수 있습니다.",
    next: "나중에 다시 실행하십시오. 쿼터를 늘려 달라고 네이버 클라우드에 요청할 수도 있습니다.",
  },
  EDGE_REDIRECT: {
    means: "endpoint가 다른 곳으로 리다이렉트합니다. 리다이렉트는 따라가지 않습니다.",
    next: "endpoint와 프록시를 확인하십시오. Global Edge API는 리다이렉트하지 않습니다.",
  },
  EDGE_REFUSED: {
    means: "API가 문서에 없는 응답을 했습니다. 거부된 것으로 처리합니다.",
    next: "네이버 클라우드 문서에서 그 코드를 찾아보십시오.",
  },
  EDGE_RUNNING: { means: "에지가 실행 중이고, 인증키로 조회할 수 있습니다." },
  EDGE_SERVER: {
    means: "API에서 서버 오류가 발생했습니다.",
    next: "나중에 다시 실행하십시오. 계속되면 trace id와 함께 네이버 클라우드에 문의하십시오.",
  },
  EDGE_STALE: {
    means: "퍼지했지만 에지가 아직 새 내용을 서비스하지 않습니다.",
    next: "다음 실행에서 다시 퍼지합니다. 계속되면 오리진의 내용이 예전 것이거나, 에지 앞의 다른 캐시에 예전 내용이 남아 있을 수 있습니다.",
  },
  EDGE_STATUS_UNKNOWN: {
    means: "퍼지는 수락되었지만 어떻게 끝났는지 조회할 수 없습니다. 실패가 아닙니다.",
    next: "콘솔에서 에지의 퍼지 내역을 확인하십시오.",
  },
  EDGE_STILL_RUNNING: {
    means: "퍼지는 수락되었지만 기다리는 시간 안에 끝나지 않았습니다. 실패가 아닙니다.",
    next: "GLOBAL 에지에서 폴더나 전체를 퍼지하면 40분쯤 걸립니다. 나중에 상태를 확인하십시오.",
  },
  EDGE_TIMEOUT: { means: "제시간에 응답이 없었습니다.", next: "네트워크를 확인한 뒤 다시 실행하십시오." },
  EDGE_TLS: {
    means: "서버의 인증서를 신뢰할 수 없습니다.",
    next: "그 인증서를 발급한 인증 기관을 NODE_EXTRA_CA_CERTS에 지정하십시오.",
  },
  EDGE_TOO_LARGE: {
    means: "요청이 API가 받는 크기를 넘습니다.",
    next: "대상을 여러 요청으로 나누어 보내십시오.",
  },
  EDGE_UNAVAILABLE: {
    means: "Global Edge 서비스가 API Gateway에 응답하지 않았습니다.",
    next: "나중에 다시 실행하십시오. 계속되면 trace id와 함께 네이버 클라우드에 문의하십시오.",
  },
  EDGE_UNREADABLE: {
    means: "API의 형식에 맞지 않는 응답을 받았습니다.",
    next: "계속되면 endpoint를 확인하고, 프록시나 로그인 페이지가 API 대신 응답하는지 확인하십시오.",
  },
  EDGE_VALIDATION: {
    means: "API가 요청의 항목 하나를 거부했습니다.",
    next: "에지 ID와 퍼지 대상의 형식을 확인하십시오.",
  },
  ENDPOINT_INSECURE: { means: "endpoint가 http로 시작합니다.", next: "https로 시작하는 주소를 지정하십시오." },
  ENDPOINT_INVALID: { means: "endpoint의 값이 스킴과 호스트로 된 URL이 아닙니다.", next: "endpoint를 고치십시오." },
  ID_INVALID: { means: "ID가 양의 정수가 아닙니다.", next: "콘솔에 표시된 그대로 입력하십시오." },
  LEDGER_UNREADABLE: {
    means: "이 머신의 요청 기록을 읽을 수 없습니다. 안전을 위해 1분 동안 요청을 보내지 않습니다.",
  },
  LEDGER_UNUSABLE: {
    means: "이 머신의 요청 기록을 저장할 수 없습니다. 다른 프로세스의 요청과 합쳐 쿼터를 넘을 수 있습니다.",
  },
  LIMIT_INVALID: { means: "quota, retry, budget의 값이 범위를 벗어났습니다.", next: "그 값을 고치십시오." },
  PROXY_INVALID: {
    means: "환경 변수의 프록시가 http(s) URL이 아닙니다.",
    next: "그 변수를 고치거나 지우십시오.",
  },
  TARGET_INVALID: {
    means: "퍼지 대상이 API가 받는 형식이 아닙니다.",
    next: "대상을 고치십시오.",
  },
} as const satisfies Readonly<Record<EdgeErrorCode, CodeText>> & Readonly<Record<string, CodeText>>;
