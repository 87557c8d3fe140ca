import { z } from "zod";
import { oneLine, shownJson } from "../system/shorten.ts";

/** What every document of ours says of itself. */
const headSchema = z.object({ kind: z.unknown(), version: z.unknown() }).partial();

/** Why a document cannot be read: it is not of our kind, or not of this version; else what is wrong with its form. */
export function whyUnreadable(
  json: unknown,
  { kind, version }: { readonly kind: string; readonly version: number },
  error: z.ZodError,
): string {
  const found = headSchema.safeParse(json);
  if (found.success && found.data.kind !== kind) return `it is of another kind (${shownJson(found.data.kind)})`;
  if (found.success && found.data.version !== version) {
    return `its version is ${shownJson(found.data.version)}, and this tool reads ${version}`;
  }
  return oneLine(z.prettifyError(error));
}
