import { describe, expect, it } from "vitest";
import { proxyFor } from "./proxy.ts";

const asked = (url: string, env: Readonly<Record<string, string>>) => proxyFor(new URL(url), env);

describe("proxyFor", () => {
  it.each([
    ["https://edge.example", { https_proxy: "http://a:1", HTTPS_PROXY: "http://b:1" }, "http://a:1"],
    ["https://edge.example", { HTTPS_PROXY: "https://b:1/" }, "https://b:1/"],
    ["https://edge.example", { https_proxy: "", HTTPS_PROXY: "http://b:1" }, "http://b:1"],
    ["https://edge.example", { https_proxy: " \t", HTTPS_PROXY: " http://b:1 " }, "http://b:1"],
    ["http://edge.example", { http_proxy: " ", HTTP_PROXY: "http://b:1" }, "http://b:1"],
    ["https://edge.example", { HTTPS_PROXY: "proxy:3128" }, "http://proxy:3128"],
    ["https://edge.example", { HTTPS_PROXY: "127.0.0.1:3128" }, "http://127.0.0.1:3128"],
    ["https://edge.example", { HTTPS_PROXY: "me:p@ss@proxy.example:80" }, "http://me:p@ss@proxy.example:80"],
    [
      "https://edge.example",
      { HTTPS_PROXY: "me:pass%20word@proxy.example:80" },
      "http://me:pass%20word@proxy.example:80",
    ],
    ["https://edge.example", { HTTPS_PROXY: "[::1]:3128" }, "http://[::1]:3128"],
    ["http://origin.example", { HTTP_PROXY: "proxy:3128" }, "http://proxy:3128"],
    ["https://edge.example", { HTTP_PROXY: "http://a:1" }, undefined],
    ["https://edge.example", { HTTP_PROXY: "proxy:3128" }, undefined],
    ["https://edge.example", { HTTP_PROXY: "socks5://proxy:1080" }, undefined],
    ["http://edge.example", { HTTPS_PROXY: "socks5://proxy:1080" }, undefined],
    ["https://edge.example", { HTTPS_PROXY: "socks5://proxy:1080", NO_PROXY: "edge.example" }, undefined],
    ["http://127.0.0.1:8080", { HTTP_PROXY: "socks5://proxy:1080" }, undefined],
    ["https://edge.example", { HTTPS_PROXY: "", HTTP_PROXY: "" }, undefined],
    ["https://edge.example", {}, undefined],
  ])("for %s with %j is %s", (url, env, proxy) => {
    expect(asked(url, env)).toBe(proxy);
  });

  it.each([
    ["*", true],
    ["edge.example", true],
    ["EDGE.example", true],
    ["other.example, edge.example", true],
    ["other.example edge.example", true],
    [".example", true],
    ["*.example", true],
    ["example", true],
    ["edge.example:443", true],
    ["edge.example:8443", false],
    ["dge.example", false],
    ["other.example", false],
    ["", false],
    [" , ", false],
    ["2001:db8::1", false],
  ])("leaves out the hosts of no_proxy: %j", (noProxy, excepted) => {
    const env = { https_proxy: "http://a:1" };
    expect(asked("https://edge.example", { ...env, no_proxy: noProxy }) === undefined).toBe(excepted);
    expect(asked("https://edge.example", { ...env, no_proxy: " ", NO_PROXY: noProxy }) === undefined).toBe(excepted);
  });

  it("leaves out an IPv6 address that no_proxy names, in brackets or not, however it is written", () => {
    for (const no_proxy of ["2001:db8::1", "[2001:db8::1]", "2001:DB8:0::1", "x,2001:db8::1", "2001:db8::1%eth0"]) {
      expect(asked("https://[2001:db8::1]/", { https_proxy: "http://a:1", no_proxy })).toBeUndefined();
    }
    expect(asked("https://[2001:db8::2]/", { https_proxy: "http://a:1", no_proxy: "2001:db8::1" })).toBe("http://a:1");
  });

  it.each([
    "proxy.example",
    "socks5://proxy:1080",
    "proxy",
    "http://",
    "http:proxy:3128",
    "ftp://proxy:1",
    "//proxy:1",
  ])("refuses %s by the variable's name", (value) => {
    expect(() => asked("http://edge.example", { HTTP_PROXY: value })).toThrow(
      expect.objectContaining({ code: "PROXY_INVALID", message: expect.stringContaining("HTTP_PROXY") as string }),
    );
  });

  it("does not show what may be a password", () => {
    const env = { HTTPS_PROXY: "socks5://me:testPassword@proxy:1080" };
    expect(() => asked("https://edge.example", env)).toThrow(/HTTPS_PROXY/);
    expect(() => asked("https://edge.example", env)).not.toThrow(/testPassword/);
  });
});
