import { createEmulator, emulatorCredentials } from "@global-edge-purge/emulator";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { builtCore } from "../test/built-core.ts";

const readme = await readFile(join(import.meta.dirname, "../../README.md"), "utf8");

it("the script of the README purges one URL and waits for it, and then ends by itself", async () => {
  const emulator = await createEmulator();
  onTestFinished(() => emulator.close());
  const folder = await builtCore();
  const script = /```js\n(.*?)```/s.exec(readme)?.[1];
  if (script === undefined) throw new Error("the README has no script");
  await writeFile(join(folder, "purge.mjs"), script);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["purge.mjs"], {
    cwd: folder,
    env: {
      XDG_STATE_HOME: folder,
      GLOBAL_EDGE_PURGE_ENDPOINT: emulator.apiUrl,
      NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
      NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
    },
  });
  expect(stdout).toBe("accepted as 3720001\n3720001 completed\n");
  expect(stderr).toBe("");
  expect(emulator.purges).toMatchObject([{ edgeId: 11197, purgeTarget: ["/css/main.css?v=2"], status: "SUCCESS" }]);
});
