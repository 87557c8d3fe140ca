/** What an S3 service says besides its status: the code in its XML. Its words are left out: they can hold the access key. */
export function s3Code(body: Uint8Array): string | undefined {
  return /<Code>\s*([A-Za-z0-9._-]{1,80})\s*<\/Code>/.exec(new TextDecoder().decode(body.subarray(0, 20_000)))?.[1];
}

/** What to do about a refusal. */
export function s3Advice(status: number, code: string | undefined): string {
  return (code === undefined ? undefined : advice.get(code)) ?? adviceByStatus(status);
}

const wrongKeys =
  "Check the keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY where they are set, else those of the edge; and that the region is the bucket's.";

const advice: ReadonlyMap<string, string> = new Map([
  ["NoSuchBucket", "Create the bucket, or mend its name, the region or the endpoint."],
  [
    "AccessDenied",
    "Allow the keys to read and write this object, and to list the bucket: without that an object that does not exist is denied as well.",
  ],
  ["InvalidAccessKeyId", wrongKeys],
  ["SignatureDoesNotMatch", wrongKeys],
  ["AuthorizationHeaderMalformed", "The region is likely not the bucket's: give its own with ?region=…."],
  ["PermanentRedirect", "The bucket lies in another region: give it with ?region=…."],
  ["RequestTimeTooSkewed", "Set this machine's clock: it is more than fifteen minutes off."],
  ["ExpiredToken", "Get new temporary keys."],
]);

function adviceByStatus(status: number): string {
  if (status === 401 || status === 403) return wrongKeys;
  if (status >= 500 || status === 429) return "Run again later.";
  return "Check bucket, key, region and endpoint of the baseline.";
}
