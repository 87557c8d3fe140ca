import { describe, expect, it } from "vitest";
import { isS3Location, parseS3Location } from "./s3-location.ts";

describe("parseS3Location", () => {
  it("takes NAVER's Object Storage in Korea for granted", () => {
    expect(parseS3Location("s3://my-bucket/sites/production.json")).toEqual({
      value: {
        endpoint: "https://kr.object.ncloudstorage.com",
        region: "kr-standard",
        bucket: "my-bucket",
        key: "sites/production.json",
        text: "s3://my-bucket/sites/production.json",
      },
    });
  });

  it.each([
    ["us-standard", "https://us.object.ncloudstorage.com"],
    ["sg-standard", "https://sg.object.ncloudstorage.com"],
    ["jp-standard", "https://jp.object.ncpstorage.com"],
    ["de-standard", "https://de.object.ncloudstorage.com"],
    ["gov-standard", "https://kr.object.gov-ncloudstorage.com"],
    ["gov2-standard", "https://krs.object.gov-ncloudstorage.com"],
    ["kr", "https://kr.ncloudstorage.com"],
  ])("knows the endpoint of %s", (region, endpoint) => {
    expect(parseS3Location(`s3://bucket/key?region=${region}`)).toMatchObject({ value: { region, endpoint } });
  });

  it("takes any other service by its origin", () => {
    const aws = "s3://bucket/key?endpoint=https://s3.eu-west-1.amazonaws.com&region=eu-west-1";
    expect(parseS3Location(aws)).toMatchObject({
      value: { endpoint: "https://s3.eu-west-1.amazonaws.com", region: "eu-west-1" },
    });
    expect(parseS3Location("s3://bucket/key?endpoint=http://127.0.0.1:9000")).toMatchObject({
      value: { endpoint: "http://127.0.0.1:9000", region: "us-east-1" },
    });
  });

  it.each([
    ["s3://bucket", /s3:\/\/bucket\/key/],
    ["s3://bucket/", /s3:\/\/bucket\/key/],
    ["s3://bucket/folder/", /s3:\/\/bucket\/key/],
    ["s3://bucket/../other/key", /without the parts/],
    ["s3://bucket/a/./key", /without the parts/],
    ["s3:bucket/key", /s3:\/\/bucket\/key/],
    ["s3://Bucket/key", /name of a bucket/],
    ["s3://user:secret@bucket/key", /name of a bucket/],
    ["s3://bucket/key?region=eu-west-1", /one of NAVER's regions \(kr-standard, .*endpoint/],
    ["s3://bucket/key?region=constructor", /one of NAVER's regions/],
    ["s3://bucket/key?region=a/b", /a region such as/],
    ["s3://bucket/key?endpoint=http://storage.example.com", /https/],
    ["s3://bucket/key?endpoint=https://user:secret@storage.example.com", /without a user name/],
    ["s3://bucket/key?profile=x", /region and endpoint only, and not "profile"/],
  ])("refuses %s", (text, problem) => {
    const parsed = parseS3Location(text);
    expect(parsed).toMatchObject({ problem: expect.stringMatching(problem) });
    expect(JSON.stringify(parsed)).not.toContain("secret");
  });

  it("tells an object from a file", () => {
    expect(isS3Location("s3://bucket/key")).toBe(true);
    expect(isS3Location("S3:bucket")).toBe(true);
    expect(isS3Location("./s3/state.json")).toBe(false);
    expect(isS3Location("C:\\state.json")).toBe(false);
  });
});
