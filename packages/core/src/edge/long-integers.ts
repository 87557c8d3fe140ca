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
