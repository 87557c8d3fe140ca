import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "./load-config.ts";
import { tempFolder } from "./test/run-in-process.ts";

describe("loadConfig", () => {
  it.each([
    ["ts", "export default { edgeId: 1 as number, aliases: (path: string): string[] => [path] };"],
    ["js", "module.exports = { edgeId: 1, aliases: (path) => [path] };"],
    ["mjs", "export default { edgeId: 1, aliases: (path) => [path] };"],
  ])("reads a .%s file of the working directory", async (ending, text) => {
    const folder = tempFolder();
    writeFileSync(join(folder, `global-edge-purge.config.${ending}`), text);
    const { options, projectDirectory } = await loadConfig(undefined, folder);
    expect(options).toMatchObject({ edgeId: 1 });
    expect((options as { aliases: (path: string) => unknown }).aliases("a")).toEqual(["a"]);
    expect(projectDirectory).toBe(folder);
  });

  it("reads JSON as it stands there: no layers, no environments but ours", async () => {
    const folder = tempFolder();
    const json = { edgeId: 1, $production: { edgeId: 2 }, extends: "./other", environments: { a: { queries: [] } } };
    writeFileSync(join(folder, "global-edge-purge.config.json"), JSON.stringify(json));
    writeFileSync(join(folder, ".global-edge-purgerc"), "edgeId=3");
    writeFileSync(join(folder, "package.json"), JSON.stringify({ "global-edge-purge": { edgeId: 4 } }));
    expect((await loadConfig(undefined, folder)).options).toEqual(json);
  });

  it("leaves out of JSON the schema that an editor reads", async () => {
    const folder = tempFolder();
    const json = { $schema: "./node_modules/global-edge-purge/schemas/config.json", edgeId: 1 };
    writeFileSync(join(folder, "global-edge-purge.config.json"), JSON.stringify(json));
    expect((await loadConfig(undefined, folder)).options).toEqual({ edgeId: 1 });
  });

  it("has no options where there is no file", async () => {
    const folder = tempFolder();
    expect(await loadConfig(undefined, folder)).toEqual({ options: {}, projectDirectory: folder });
  });

  it("takes paths from the folder of a file that is named", async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "config"));
    writeFileSync(join(folder, "config", "edge.json"), '{ "edgeId": 5 }');
    const named = await loadConfig("config/edge.json", folder);
    expect(named).toEqual({ options: { edgeId: 5 }, projectDirectory: join(folder, "config") });
  });

  it.each([
    ["is not there", "missing.json", undefined],
    ["cannot be read", "broken.json", "{"],
    ["cannot be compiled", "broken.ts", "export default {"],
    ["throws", "throws.mjs", 'throw new Error("on purpose");'],
  ])("refuses a named file that %s", async (_, name, text) => {
    const folder = tempFolder();
    if (text !== undefined) writeFileSync(join(folder, name), text);
    await expect(loadConfig(name, folder)).rejects.toMatchObject({ code: "CONFIG_UNREADABLE" });
  });
});
