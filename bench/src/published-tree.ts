import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Packages whose files sites serve as they are: icons, editors, fonts, documentation. Together more than 50,000 files, 180 MB. */
const packages = [
  "@fluentui/svg-icons@1.1.343",
  "@mui/icons-material@9.5.0",
  "mathjax@4.1.3",
  "monaco-editor@0.57.0",
  "swagger-ui-dist@5.35.0",
  "three@0.187.0",
  "tinymce@8.9.2",
];

/** One of them, for a first look. */
const fewPackages = ["swagger-ui-dist@5.35.0"];

/**
 * Unpacks packages from npm into folders of their names. Nothing of them is run.
 *
 * @param folder absolute, and not there yet
 * @param downloads absolute; the packages stay there as they came
 * @returns what was unpacked, for people
 */
export function unpackPublishedTree(folder: string, downloads: string, isQuick: boolean): readonly string[] {
  const wanted = isQuick ? fewPackages : packages;
  mkdirSync(downloads, { recursive: true });
  const flags = ["--silent", "--prefer-offline", "--pack-destination", downloads];
  execFileSync("npm", ["pack", ...flags, ...wanted], { stdio: "pipe" });
  for (const file of readdirSync(downloads)) {
    const place = join(folder, file.slice(0, -".tgz".length));
    mkdirSync(place, { recursive: true });
    execFileSync("tar", ["-xzf", join(downloads, file), "-C", place, "--strip-components=1"]);
  }
  return wanted;
}
