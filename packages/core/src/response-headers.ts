/** The headers of an answer: names in lower case, several values of one name joined by a comma. */
export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

/** Headers as undici gives them. */
export function joinHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): ResponseHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
