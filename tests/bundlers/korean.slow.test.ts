import { serviceError } from "@global-edge-purge/emulator";
import { describe, expect, it } from "vitest";
import { useBench } from "../harness/bench.ts";
import { viteHost } from "../harness/vite-site.ts";

const bench = useBench(viteHost("vite"));
const env = { LANG: "ko_KR.UTF-8" };

describe("a build on a machine that speaks Korean", () => {
  it("fails in Korean, with the code and the facts", async () => {
    bench.account.emulator.faults.next({ answer: serviceError(500, "9999") });
    const options = { edgeId: 11197, retry: { attempts: 1 } };
    const { ended, output } = await bench.build(bench.editedSite(), { options }, undefined, env);
    expect(ended).toBe(1);
    expect(output).toContain("배치 1개: API에서 서버 오류가 발생했습니다. [EDGE_SERVER]\n");
    expect(output).toContain(
      "Global Edge 퍼지가 실패했습니다(production): API에서 서버 오류가 발생했습니다. (영어 원문: ",
    );
    expect(output).toContain("HTTP 500");
  });

  it("says in Korean that options are wrong, and in English which", async () => {
    const { ended, output } = await bench.build(bench.editedSite(), { options: { edgeid: 1 } }, undefined, env);
    expect(ended).toBe(1);
    expect(output).toContain("옵션이나 환경 변수가 올바르지 않습니다. [OPTIONS_INVALID]\n");
    expect(output).toContain("edgeid");
  });
});
