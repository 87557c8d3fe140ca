import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** What a visitor got: a few digits of its digest, or the status where it was no page. */
const short = (/** @type {Buffer} */ body) => createHash("sha256").update(body).digest("hex").slice(0, 7);

/**
 * Every URL path of the files in a folder, by rules of this demo's own: each file, and each folder's index as the folder.
 * @param {string} folder
 */
export function listUrls(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  const urls = files.map((file) => `/${file.split(sep).map(encodeURIComponent).join("/")}`);
  return new Set([
    ...urls,
    ...urls.filter((url) => url.endsWith("/index.html")).map((url) => url.slice(0, -"index.html".length)),
  ]);
}

/**
 * @param {string} host such as http://127.0.0.1:1234
 * @param {ReadonlySet<string>} urls
 * @returns {Promise<Map<string, string>>} what each URL served
 */
export async function visitAll(host, urls) {
  const served = new Map();
  for (const url of urls) {
    const response = await fetch(host + url);
    const body = Buffer.from(await response.arrayBuffer());
    served.set(url, response.ok ? short(body) : String(response.status));
  }
  return served;
}

/**
 * What each URL should serve, read from the disk.
 * @param {string} folder
 * @param {ReadonlySet<string>} urls
 * @returns {Map<string, string>}
 */
export function readAll(folder, urls) {
  const files = [...urls].map((url) => {
    const path = join(folder, decodeURIComponent(url), url.endsWith("/") ? "index.html" : "");
    return /** @type {const} */ ([
      url,
      existsSync(path) && statSync(path).isFile() ? short(readFileSync(path)) : "404",
    ]);
  });
  return new Map(files);
}
