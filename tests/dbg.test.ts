import { it } from "vitest";
import { useBench } from "./harness/bench.ts";
import { rspackHost } from "./harness/webpack-site.ts";
const b = useBench(rspackHost);
it("v", async () => {
  const site = b.workspace.createSite(b.host.site);
  const r = await b.build(site, { configs: [{ output: { publicPath: "/[fullhash]/" } }] });
  console.log(r.output.slice(0,1500), b.account.asked().targets.slice(0,3));
}, 60000);
