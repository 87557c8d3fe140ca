import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const packages = join(import.meta.dirname, "../packages");
const manifests = readdirSync(packages).map((folder): [string, Readonly<Record<string, unknown>>] => [
  folder,
  JSON.parse(readFileSync(join(packages, folder, "package.json"), "utf8")),
]);
const links = ["repository", "homepage", "bugs"];
const ofFirst = manifests[0]?.[1] ?? {};

describe.each(manifests)("what a registry shows of %s", (folder, manifest) => {
  it("is all there", () => {
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/Global Edge.*\.$/u),
      license: "MIT",
      author: "Global Edge Purge contributors",
      keywords: expect.arrayContaining(["cdn", "purge", "global-edge", "naver-cloud", "ncloud", "cache"]),
      engines: ofFirst["engines"],
    });
    expect(new Set(manifest["keywords"] as string[]).size).toBe((manifest["keywords"] as string[]).length);
    expect(existsSync(join(packages, folder, "README.md"))).toBe(true);
  });

  // The repository has no public address yet. Once one package names it, all must.
  it("leads to the same repository as that of every other", () => {
    expect(links.filter((name) => name in manifest)).toEqual(links.filter((name) => name in ofFirst));
    const { repository } = manifest as { readonly repository?: { readonly directory?: string } };
    expect(repository === undefined || repository.directory === `packages/${folder}`).toBe(true);
  });
});
