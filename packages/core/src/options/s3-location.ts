import { type Parsed, parseEndpoint } from "../net/address.ts";

/** One object of a service that speaks S3. */
export interface S3Location {
  /** The service's origin, without a slash at its end. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Without a slash at its start. */
  readonly key: string;
  /** For people: as it was written. */
  readonly text: string;
}

/**
 * The endpoints of NAVER Cloud's storage by region name. All are in its API documentation (doc). `…-standard` are
 * Object Storage, `kr` is Ncloud Storage, which the documentation addresses by host names only: that it takes paths as
 * well is a guess.
 */
const naverEndpoints: ReadonlyMap<string, string> = new Map([
  ["kr-standard", "https://kr.object.ncloudstorage.com"],
  ["us-standard", "https://us.object.ncloudstorage.com"],
  ["sg-standard", "https://sg.object.ncloudstorage.com"],
  // Older pages of the documentation have jp.object.ncloudstorage.com.
  ["jp-standard", "https://jp.object.ncpstorage.com"],
  ["de-standard", "https://de.object.ncloudstorage.com"],
  ["gov-standard", "https://kr.object.gov-ncloudstorage.com"],
  ["gov2-standard", "https://krs.object.gov-ncloudstorage.com"],
  ["kr", "https://kr.ncloudstorage.com"],
]);

const form =
  "s3://bucket/key, with ?region=… and &endpoint=… where they are not those of NAVER's Object Storage in Korea";

/** Whether a text names an object of an S3 service rather than a file. */
export function isS3Location(text: string): boolean {
  return /^s3:/iu.test(text);
}

/**
 * Reads `s3://bucket/path/to/key?region=kr-standard`. The region alone suffices where it is one of NAVER Cloud's; any
 * other service needs `endpoint`, its origin, and takes `us-east-1` for a region unless one is given, as such services
 * do.
 */
export function parseS3Location(text: string): Parsed<S3Location> {
  const { bucket, key, query } =
    /^s3:\/\/(?<bucket>[^/?#]+)\/(?<key>[^?#]+)(?:\?(?<query>[^#]*))?$/iu.exec(text)?.groups ?? {};
  if (bucket === undefined || key === undefined || key.endsWith("/")) return { problem: form };
  // A URL has no such parts: they would lead to another bucket.
  if (key.split("/").some((part) => part === "." || part === ".."))
    return { problem: 'an s3:// location without the parts "." and ".."' };
  if (!/^[a-z0-9][a-z0-9._-]{1,62}$/u.test(bucket)) return { problem: "an s3:// location with the name of a bucket" };

  const settings = new URLSearchParams(query);
  const unknown = [...settings.keys()].find((name) => name !== "region" && name !== "endpoint");
  if (unknown !== undefined)
    return { problem: `an s3:// location with region and endpoint only, and not ${JSON.stringify(unknown)}` };

  const service = serviceOf(settings.get("region") ?? undefined, settings.get("endpoint") ?? undefined);
  return "problem" in service ? service : { value: { ...service.value, bucket, key: key.replace(/^\/+/u, ""), text } };
}

function serviceOf(
  region: string | undefined,
  endpoint: string | undefined,
): Parsed<Pick<S3Location, "endpoint" | "region">> {
  // It stands in the credential scope of a signature, whose parts are divided by slashes.
  if (region !== undefined && !/^[a-z0-9-]+$/iu.test(region))
    return { problem: 'an s3:// location with a region such as "kr-standard"' };
  if (endpoint !== undefined) {
    const parsed = parseEndpoint(endpoint);
    if ("problem" in parsed) return { problem: `an s3:// location whose endpoint is ${parsed.problem}` };
    return { value: { endpoint: parsed.value, region: region ?? "us-east-1" } };
  }
  const known = naverEndpoints.get(region ?? "kr-standard");
  if (known !== undefined) return { value: { endpoint: known, region: region ?? "kr-standard" } };
  const names = [...naverEndpoints.keys()].join(", ");
  return {
    problem:
      `an s3:// location with one of NAVER's regions (${names}), or ` + "with &endpoint=https://… for another service",
  };
}

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
