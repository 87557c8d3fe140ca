import { describe, expect, it } from "vitest";
import { formOfTarget, isInsideTarget } from "./purge-target.ts";

describe("formOfTarget", () => {
  it.each([
    ["/", "URL"],
    ["/a.js?v=1", "URL"],
    ["/%ED%95%9C/a+b", "URL"],
    ["/[id]|^?f[]=1", "URL"],
    ["/[lang]/*", "DIRECTORY"],
    ["/[lang]/*.png", "PATTERN"],
    ["/*", "DIRECTORY"],
    ["/app/*", "DIRECTORY"],
    ["/*.png", "PATTERN"],
    ["/static/*.webp", "PATTERN"],
  ])("reads %s as %s", (target, form) => {
    expect(formOfTarget(target)).toBe(form);
  });

  it.each([
    "",
    "app/*",
    "//cdn/*",
    "/app/**",
    "/app*",
    "/*/app",
    "/a*.png",
    "/app/*.tar.gz",
    "/app/*?v=1",
    "/한글",
    "/a b",
    "/100%",
    "/a#b",
    "/{id}",
    "/a\\b",
    "/a/../b",
    "/app/./*",
    "/%2E%2e/*.png",
  ])("refuses %j", (target) => {
    expect(formOfTarget(target)).toBeUndefined();
  });
});

describe("isInsideTarget", () => {
  it.each([
    ["/app/a", "/app/*", true],
    ["/app/b/c?v=1", "/app/*", true],
    ["/app/", "/app/*", true],
    ["/app", "/app/*", false],
    ["/apple/a", "/app/*", false],
    ["/a*b", "/*", true],
    ["/img/x/a.png?v=1", "/img/*.png", true],
    ["/img/a.jpg", "/img/*.png", false],
    ["/img/a?x=.png", "/img/*.png", false],
  ])("%s and %s: %s", (url, target, inside) => {
    expect(isInsideTarget(url, target)).toBe(inside);
  });
});
