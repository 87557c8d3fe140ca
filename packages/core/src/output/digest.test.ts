import { mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Secret } from "../system/secret.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { digestFiles } from "./digest.ts";

const isImmutable = () => false;
const secretKey = new Secret("testSecretKey000000000000000000000000001");

describe("digestFiles", () => {
  it("gives each path its digest, size and class", async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, "assets"));
    await writeFile(join(folder, "assets/app-1.js"), "abc");
    await writeFile(join(folder, "index.html"), "");
    const manifest = digestFiles(folder, ["assets/app-1.js", "index.html"], {
      isImmutable: (assetPath) => assetPath.startsWith("assets/"),
    });
    // The digests are FIPS 180-2's own examples.
    expect([...manifest]).toEqual([
      [
        "assets/app-1.js",
        { digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", size: 3, immutable: true },
      ],
      [
        "index.html",
        { digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", size: 0, immutable: false },
      ],
    ]);
  });

  it("refuses a build that holds the secret key, without repeating it", async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, "app.js"), `const key = "${secretKey.reveal()}";`);
    let thrown: unknown;
    try {
      digestFiles(folder, ["app.js"], { isImmutable, secretKey });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "OUTPUT_CONTAINS_SECRET", message: expect.stringContaining("app.js") });
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain(secretKey.reveal());
  });

  it("does not look for a secret that innocent files would hold", async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, "app.js"), "short");
    expect(digestFiles(folder, ["app.js"], { isImmutable, secretKey: new Secret("short") }).size).toBe(1);
  });

  it("holds no large file in memory", async () => {
    const folder = await tempFolder();
    const file = await open(join(folder, "video.mp4"), "w");
    // Sparse: it takes no room on the disk.
    await file.truncate(256 * 1024 * 1024);
    await file.close();
    const before = process.memoryUsage().rss;
    const manifest = digestFiles(folder, ["video.mp4"], { isImmutable });
    expect(manifest.get("video.mp4")?.size).toBe(256 * 1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });
});
