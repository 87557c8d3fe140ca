import { inputError } from "./edge-error.ts";

/** A number, or the same in digits where it may be past 2^53: the API's ids are longs (doc). */
export type LongId = number | string;

const largestLong = 2n ** 63n - 1n;

/**
 * The digits of an id.
 *
 * @param name what it is, for the error, such as `edge id`
 * @throws EdgeError with code `ID_INVALID` for anything but a positive whole number of at most 63 bits
 */
export function idDigits(id: LongId, name: string): string {
  if (typeof id === "number" ? Number.isSafeInteger(id) && id > 0 : isLong(id)) return String(id);
  const lost = typeof id === "number" && Number.isInteger(id) && id > 0;
  throw inputError(
    "ID_INVALID",
    `The ${name} ${JSON.stringify(id)} is not a positive whole ` +
      `number${lost ? " that a JavaScript number holds exactly" : ""}.`,
    lost
      ? `Give the ${name} as text: "${BigInt(id)}" with the digits it really has.`
      : `Give the ${name} as NAVER Cloud's console shows it.`,
  );
}

function isLong(text: unknown): boolean {
  return typeof text === "string" && /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= largestLong;
}

/**
 * A JSON string (group 1 stays unset) or a JSON number. The end of a string may be missing, so that a text that was cut
 * short is still read in one pass.
 */
const stringOrNumber = /"[^"\\]*(?:\\[^][^"\\]*)*"?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/**
 * Puts quotes around integers that a JavaScript number cannot hold, so that `JSON.parse` hands them on digit by digit.
 * The API's ids are longs. Text that is not JSON comes back in some form that is not JSON either.
 */
export function quoteLongIntegers(json: string): string {
  return json.replace(stringOrNumber, (token: string, number: string | undefined) =>
    number !== undefined && /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number)) ? `"${number}"` : token,
  );
}
