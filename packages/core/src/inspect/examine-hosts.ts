import type { Http } from "../net/http.ts";
import type { Settings } from "../options/settings.ts";
import type { AssetPath } from "../output/asset-path.ts";
import { encodePath } from "../plan/encode-path.ts";
import { describeCaching, fetchServed, type Served } from "../served/fetch-served.ts";
import type { UnlistedQueries } from "../output/framework-row.ts";
import type { System } from "../system/system.ts";
import { examineCacheKey } from "./examine-cache-key.ts";
import { type Finding, good, notice, problem } from "./finding.ts";

export interface HostQuestion {
  readonly settings: Pick<Settings, "origin" | "verify" | "base">;
  /** A file that the edge is known to serve; `undefined` where none is known. */
  readonly knownFile: AssetPath | undefined;
  /** With which queries clients ask that nobody can list; absent where that is not known. */
  readonly unlisted?: UnlistedQueries | undefined;
  readonly http: Http;
}

/** Milliseconds. */
const timeout = 10_000;

/**
 * Whether the origin and the site answer from here, whether the origin is really the origin, and whether the edge before
 * the site tells queries apart.
 */
export async function examineHosts(
  { settings, knownFile = "", unlisted, http }: HostQuestion,
  system: Pick<System, "clock" | "random" | "signal">,
): Promise<readonly Finding[]> {
  const { origin, verify, base } = settings;
  const findings: Finding[] = [];
  if (origin) {
    const url = origin.url + encodePath(knownFile);
    const answer = await fetchServed(url, http, { headers: {}, timeout });
    if ("problem" in answer) {
      findings.push(
        problem(
          "ORIGIN_UNREACHABLE",
          `The origin ${url} cannot be asked: ${answer.problem}`,
          "Mend origin.url, or leave origin out where this machine cannot reach it: what is not seen " +
            "there is not purged.",
        ),
      );
    } else findings.push(...examineOrigin(url, answer, knownFile));
  }
  if (verify) {
    const url = `${verify.url}${base.assets}${encodePath(knownFile)}`;
    const answer = await fetchServed(url, http, { headers: {}, timeout });
    if ("problem" in answer) {
      findings.push(
        problem("SITE_UNREACHABLE", `The site ${url} cannot be asked: ${answer.problem}`, "Mend verify.url."),
      );
    } else {
      findings.push(good("SITE", `The site ${verify.url} answers.`));
      if (knownFile !== "") findings.push(...(await examineCacheKey({ url, unlisted, http }, system)));
    }
  }
  return findings;
}

function examineOrigin(url: string, answer: Served, knownFile: AssetPath): readonly Finding[] {
  const { status, headers } = answer;
  if (knownFile !== "" && status !== 200) {
    return [
      notice(
        "ORIGIN_LACKS_FILES",
        `The origin answers ${url} with HTTP ${status}, though the edge is known to serve that file.`,
        "See whether origin.url is where the origin serves the output directory, and whether this machine may read it.",
      ),
    ];
  }
  if (Number(headers["age"] ?? 0) > 0 || headers["x-cache"] !== undefined) {
    return [
      notice(
        "ORIGIN_CACHED",
        `A cache answers for the origin ${url} (${describeCaching(answer)}).`,
        "Give the origin itself as origin.url, and not the edge or another cache before it.",
      ),
    ];
  }
  return [good("ORIGIN", `The origin ${url} answers.`)];
}
