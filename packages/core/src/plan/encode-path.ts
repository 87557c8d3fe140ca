/** What `encodeURIComponent` escapes although RFC 3986 lets a path segment hold it raw. */
const rawInSegments = /%(?:24|26|2B|2C|3A|3B|3D|40)/g;

/**
 * A relative path as it stands in a URL: each segment percent-encoded but for RFC 3986's `pchar`, in upper case.
 * `%`, `#` and `?` are part of a file's name here and are encoded. `*` stays: nothing that holds one can be a URL target,
 * so it must remain visible.
 */
export function encodePath(path: string): string {
  return encodeURIComponent(path.toWellFormed())
    .replaceAll("%2F", "/")
    .replace(rawInSegments, (escaped) => decodeURIComponent(escaped));
}

/** A query as it stands in a URL: what is already encoded stays, what RFC 3986 does not allow there is encoded. */
export function encodeQuery(query: string): string {
  return query
    .toWellFormed()
    .replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?]+/g, (part) =>
      /^%[0-9A-Fa-f]{2}$/.test(part) ? part : encodeURIComponent(part),
    );
}
