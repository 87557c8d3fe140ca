import { describe, expect, it } from "vitest";
import { completeMapping } from "./complete-mapping.ts";

const rest = { aliases: "directory", queries: [] } as const;

describe("completeMapping", () => {
  it("keeps what is known", () => {
    expect(completeMapping({ base: { assets: "/", pages: "/" }, ...rest }, ["index.html"]).base).toEqual({
      assets: "/",
      pages: "/",
    });
  });

  it("needs no place for pages where there are none", () => {
    expect(completeMapping({ base: { assets: "/cdn/" }, ...rest }, ["a.js"]).base).toEqual({
      assets: "/cdn/",
      pages: false,
    });
  });

  it("asks for the place of pages where there are some", () => {
    expect(() => completeMapping({ base: { assets: "/cdn/" }, ...rest }, ["a.js", "index.html"])).toThrow(
      expect.objectContaining({ code: "BASE_UNKNOWN", message: expect.stringContaining('pages: "/"') }),
    );
  });
});
