import { readFile } from "node:fs/promises";
import { contentType } from "./content-type.ts";
import { findFile } from "./find-file.ts";
import type { Settings } from "./options.ts";
import { pathOf, textAnswer, type Origin, type OriginAnswer } from "./origin.ts";

/** `originBase` starts and ends with `/` here. */
type FolderOriginOptions = Pick<Settings, "originBase" | "originNames" | "cleanUrls">;

/**
 * A folder of files as a static host serves it: `dir/` is `dir/index.html`, and what is not there is a 404 with the
 * folder's `404.html`. The folder is read anew for each request.
 */
export function folderOrigin(folder: string, options: FolderOriginOptions): Origin {
  return async (requestTarget) => {
    for (const names of fileNames(pathOf(requestTarget), options)) {
      const file = await findFile(folder, names, options.originNames);
      if (file !== undefined) return fileAnswer(200, file);
    }
    const notFound = await findFile(folder, ["404.html"], options.originNames);
    return notFound === undefined ? textAnswer(404, "Not found") : fileAnswer(404, notFound);
  };
}

async function fileAnswer(status: number, file: string): Promise<OriginAnswer> {
  return { status, headers: { "content-type": contentType(file) }, body: await readFile(file) };
}

/** The files that may answer a path, best first, each as its decoded names from the folder down. */
function fileNames(path: string, { originBase: base, cleanUrls }: FolderOriginOptions): string[][] {
  if (cleanUrls && `${path}/` === base) return [["index.html"]];
  if (!path.startsWith(base)) return [];
  const names = decodeNames(path.slice(base.length));
  const last = names?.pop();
  if (names === undefined || last === undefined) return [];
  if (last === "") return [[...names, "index.html"]];
  const plain = [...names, last];
  return cleanUrls ? [plain, [...plain, "index.html"], [...names, `${last}.html`]] : [plain];
}

function decodeNames(path: string): string[] | undefined {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    // A malformed %XX names no file.
    return undefined;
  }
}
