import { describe, expect, it } from "vitest";
import { parseFolderUrl, parseSiteUrl } from "./address.ts";

describe("parseFolderUrl", () => {
  it.each([
    ["https://kr.object.ncloudstorage.com/my-site", "https://kr.object.ncloudstorage.com/my-site/"],
    ["https://kr.object.ncloudstorage.com/my-site/docs//", "https://kr.object.ncloudstorage.com/my-site/docs/"],
    ["http://10.0.0.5:8080", "http://10.0.0.5:8080/"],
    ["https://example.com/한글", "https://example.com/%ED%95%9C%EA%B8%80/"],
  ])("takes %s as the folder %s", (text, url) => {
    expect(parseFolderUrl(text)).toEqual({ value: url });
  });

  it.each([
    "my-site",
    "ftp://example.com",
    "https://user:secret@example.com",
    "https://example.com/?a=1",
    "//example.com",
  ])("refuses %s", (text) => {
    const parsed = parseFolderUrl(text);
    expect(parsed).toHaveProperty("problem");
    expect(JSON.stringify(parsed)).not.toContain("secret");
  });
});

describe("parseSiteUrl", () => {
  it("takes a host, and no folder of it", () => {
    expect(parseSiteUrl("https://www.example.com/")).toEqual({ value: "https://www.example.com" });
    expect(parseSiteUrl("http://127.0.0.1:4000")).toEqual({ value: "http://127.0.0.1:4000" });
    expect(parseSiteUrl("https://www.example.com/docs/")).toHaveProperty("problem");
    expect(parseSiteUrl("www.example.com")).toHaveProperty("problem");
  });
});
