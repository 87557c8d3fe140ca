import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * Every process that a test starts with a secret key goes through here when it has ended: the key must stand neither in what it
 * printed nor in a file that it left in one of `folders`, as it is or in a form that anybody can undo. What a test itself wrote there to be
 * found (`.env`, `.ncloud`) is passed over.
 */
export function refuseSecret(secret: string | undefined, output: string, folders: readonly string[]): void {
  if (secret === undefined || secret === "") return;
  const forms = formsOf(secret);
  if (forms.some((form) => output.includes(form))) {
    const shown = forms.reduce((text, form) => text.replaceAll(form, "[secret]"), output);
    throw new Error(`The secret key was printed:\n${shown}`);
  }
  for (const folder of folders.filter((path) => existsSync(path) && statSync(path).isDirectory())) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const path = join(folder, name);
      if (/(?:^|[\\/])(?:\.env[^\\/]*|\.ncloud)(?:[\\/]|$)/u.test(name) || !isFile(path)) continue;
      const bytes = readFileSync(path);
      if (forms.some((form) => bytes.includes(form))) {
        throw new Error(`The secret key stands in ${relative(folder, path)}.`);
      }
    }
  }
}

/** A link may lead nowhere. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** A text as it is, in base64 wherever in a longer text it stood, in hexadecimal digits, and as part of a URL. */
export function formsOf(secret: string): readonly string[] {
  const base64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.from("\0".repeat(before) + secret).toString("base64");
    // The first and the last characters depend on what stood around it.
    return encoded.slice(before === 0 ? 0 : 4, -4);
  });
  const url = base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [...new Set([secret, encodeURIComponent(secret), Buffer.from(secret).toString("hex"), ...base64, ...url])];
}
