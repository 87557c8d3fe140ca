import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * Every process that a test starts with a secret key goes through here when it has ended: the key must stand neither in what it
 * printed nor in a file that it left in one of `folders`. What a test itself wrote there to be found (`.env`, `.ncloud`) is passed over.
 */
export function refuseSecret(secret: string | undefined, output: string, folders: readonly string[]): void {
  if (secret === undefined || secret === "") return;
  if (output.includes(secret)) throw new Error(`The secret key was printed:\n${output.replaceAll(secret, "[secret]")}`);
  for (const folder of folders.filter((path) => existsSync(path))) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const path = join(folder, name);
      if (/(?:^|[\\/])(?:\.env[^\\/]*|\.ncloud)(?:[\\/]|$)/u.test(name) || !statSync(path).isFile()) continue;
      if (readFileSync(path).includes(secret)) throw new Error(`The secret key stands in ${relative(folder, path)}.`);
    }
  }
}
