/** What `encodeURIComponent` escapes although RFC 3986 lets a path segment hold it raw. */
const rawInSegments = /%(?:24|26|2B|2C|3A|3B|3D|40)/g;

/**
 * A relative path as it stands in a URL: each segment percent-encoded but for RFC 3986's `pchar`, in upper case. `%`,
 * `#` and `?` are part of a file's name here and are encoded. `*` stays: nothing that holds one can be a URL target, so
 * it must remain visible. A byte that is not UTF-8 (see `textOfName`) is itself.
 */
export function encodePath(path: string): string {
  return path.isWellFormed()
    ? encodeText(path)
    : path
        .split(/([\udc80-\udcff])/u)
        .map(encodePart)
        .join("");
}

function encodePart(part: string): string {
  return /^[\udc80-\udcff]$/u.test(part)
    ? `%${(part.charCodeAt(0) - 0xdc00).toString(16).toUpperCase()}`
    : encodeText(part.toWellFormed());
}

function encodeText(text: string): string {
  // Most names need nothing.
  if (/^[\w\-.~/]*$/.test(text)) return text;
  return encodeURIComponent(text)
    .replaceAll("%2F", "/")
    .replace(rawInSegments, (escaped) => decodeURIComponent(escaped));
}

/**
 * A query as it stands in a URL: what is already encoded stays, what RFC 3986 does not allow there is encoded. Where
 * browsers ask for it in another form, that as well: they leave `[`, `]`, `|` and `^` as they are, and encode `'` (URL
 * Standard, measured).
 */
export function spellQuery(query: string): readonly string[] {
  const encoded = encodeRest(query, /[A-Za-z0-9\-._~!$&'()*+,;=:@/?]/u);
  const browsers = encodeRest(query, /[A-Za-z0-9\-._~!$&()*+,;=:@/?[\]|^]/u);
  return encoded === browsers ? [encoded] : [encoded, browsers];
}

/** Encodes every character that is not `raw`, but for `%XX`. */
function encodeRest(query: string, raw: RegExp): string {
  return query
    .toWellFormed()
    .replace(/%[0-9A-Fa-f]{2}|./gsu, (part) =>
      part.length === 3 || raw.test(part) ? part : part === "'" ? "%27" : encodeURIComponent(part),
    );
}

/**
 * What browsers leave in a path as it is, although RFC 3986 does not allow it there: all of them `[` and `]`; those
 * that follow the URL Standard also `|` (Chromium 150 encodes it, measured); and `^` those from before it was added to
 * the standard's path percent-encode set (Node 20, measured). Which of them a visitor has decides under which name the
 * edge keeps the answer.
 */
const rawInBrowsers = [/%5[BD]/g, /%5[BD]|%7C/g, /%5[BD]|%7C|%5E/g];

/**
 * Every form in which browsers ask for a path that is written in a link as the file is called; the usual one first. How
 * the edge treats Unicode forms is undocumented, so (a guess) NFC counts, and the name as it is on the disk.
 *
 * @param prefix what stands before it, encoded
 */
export function spellingsOf(path: string, prefix = ""): readonly [string, ...string[]] {
  const composed = path.normalize("NFC");
  const spellings = spellPath(prefix + encodePath(composed));
  return path === composed ? spellings : [...spellings, ...spellPath(prefix + encodePath(path))];
}

/**
 * A path that is encoded as a URL wants it, and every other form in which browsers ask for it when it is linked as it
 * is called.
 */
export function spellPath(encoded: string): readonly [string, ...string[]] {
  if (!encoded.includes("%5") && !encoded.includes("%7C")) return [encoded];
  const forms = rawInBrowsers.map((raw) => encoded.replace(raw, (escaped) => decodeURIComponent(escaped)));
  return [encoded, ...new Set(forms.filter((form) => form !== encoded))];
}
