import { isS3Location, parseS3Location } from "./s3-location.ts";
import type { Parsed } from "./parsed.ts";

/** A path as it is, or an `s3://` location that can be read. */
export function parseBaselinePlace(place: string): Parsed<string> {
  if (isS3Location(place)) {
    const location = parseS3Location(place);
    return "problem" in location ? location : { value: place };
  }
  if (place.trim() === "") return { problem: "the path of a file or an s3:// location, not an empty text" };
  return place.includes("://")
    ? { problem: "the path of a file or an s3:// location, not another URL" }
    : { value: place };
}

/** Whether something has the form of a `BaselineStore`. */
export function isStore(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const functions = ["read", "write", "setAside"].map((name): unknown => Reflect.get(value, name));
  return typeof Reflect.get(value, "location") === "string" && functions.every((one) => typeof one === "function");
}
