import { createEdgeClient } from "../client/client.ts";
import { dateOf } from "../client/response.ts";
import type { Credentials } from "../client/sign.ts";
import { createTransport, type Transport } from "../client/transport.ts";
import type { Settings } from "../options/settings.ts";
import { GlobalEdgePurgeError } from "../system/errors.ts";
import { loadWords } from "../report/load-words.ts";
import { createLogger, type Warning } from "../system/logger.ts";
import type { System } from "../system/system.ts";
import { type Finding, good, notice, problem } from "./finding.ts";

/** From here on the API refuses requests (doc), in milliseconds. */
const refusedSkew = 5 * 60_000;
/** A healthy clock is within a second or two; `Date` counts whole seconds and the answer takes its time. */
const healthySkew = 30_000;

/** Asks the API about each edge, with the keys of a run, and compares its clock with ours. */
export async function examineEdges(
  settings: Settings,
  credentials: Credentials,
  system: System,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let skew: number | undefined;
  try {
    const words = await loadWords(system.env);
    const onWarning = ({ code, message }: Warning) =>
      findings.push(notice(code, message, "Mend NODE_EXTRA_CA_CERTS, or leave it out."));
    const watched = watchClock(createTransport({ ...settings, env: system.env, onWarning }), system);
    const client = createEdgeClient({
      ...settings,
      ...system,
      credentials,
      transport: watched.transport,
      onWait: (wait) => createLogger(settings.logLevel, system.write).info(words.wait(wait)),
    });
    try {
      for (const edgeId of settings.edgeIds) findings.push(examineStatus(edgeId, await client.edgeStatus(edgeId)));
    } finally {
      skew = watched.skew();
      await client.close();
    }
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError)) throw error;
    findings.push(problem(error.code, error.message, error.next));
  }
  return [...examineClock(skew), ...findings];
}

function examineStatus(edgeId: number, status: string): Finding {
  return status === "RUNNING"
    ? good("EDGE_RUNNING", `Edge ${edgeId} is running, and the keys may ask about it.`)
    : problem(
        "EDGE_NOT_RUNNING",
        `Edge ${edgeId} is ${status}, so its purges are likely refused.`,
        "Start it in the console, or wait until it is published; or mend edgeId.",
      );
}

function examineClock(skew: number | undefined): readonly Finding[] {
  if (skew === undefined) return [];
  const off = `${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? "ahead of" : "behind"} the API's`;
  if (Math.abs(skew) <= healthySkew) return [good("CLOCK", "This machine's clock agrees with the API's.")];
  const next = "Set the clock, or let the machine keep it by NTP.";
  return Math.abs(skew) < refusedSkew
    ? [notice("CLOCK_OFF", `This machine's clock is ${off}; from five minutes on requests are refused.`, next)]
    : [
        problem(
          "CLOCK_OFF",
          `This machine's clock is ${off}: requests are refused and sent a second time with the right time.`,
          next,
        ),
      ];
}

/** The API's clock, from the answers that come by. */
function watchClock(transport: Transport, { clock }: Pick<System, "clock">) {
  let skew: number | undefined;
  const watching: Transport = {
    async send(request, options) {
      const answer = await transport.send(request, options);
      const date = dateOf(answer.headers);
      if (date !== undefined) skew ??= clock.now() - date;
      return answer;
    },
    close: () => transport.close(),
  };
  return { transport: watching, skew: () => skew };
}
