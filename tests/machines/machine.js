// A machine of the tests: a process that builds and sends over one shared baseline, told by messages what to do.
import { createSystem, purgeBuild, sendPlans } from "@global-edge-purge/core";
import { resolveOptions } from "@global-edge-purge/core/options";
import { join } from "node:path";
import process from "node:process";

const directory = process.cwd();
const system = createSystem();
const options = { ...JSON.parse(process.argv[2]), when: "deploy", enabled: true, onMissingBaseline: "error" };
const facts = {
  mode: "production",
  production: true,
  projectDirectory: directory,
  publicPath: "/",
  enabledByDefault: true,
};

const commands = {
  async plan(more) {
    const { settings } = resolveOptions({ ...options, ...more }, facts, system);
    return purgeBuild({ outputDirectory: join(directory, "dist"), immutableNames: new Set() }, settings, system);
  },
  send: () => sendPlans([join(directory, ".global-edge-purge", "production", "plan.json")], {}, directory, system),
};

process.on("message", ({ command, more }) => {
  void commands[command](more).then((report) => process.send(report));
});
process.send("ready");
