import { describe, expect, it } from "vitest";
import { createImmutableRule } from "./immutable-names.ts";

const named = { immutableNames: new Set(["assets/app-BkQvZaRt.js", "page-BkQvZaRt.html", "archive.gz"]) };

describe("createImmutableRule", () => {
  it("takes the bundler's word, and nobody else's", () => {
    const isImmutable = createImmutableRule({}, named);
    expect(isImmutable("assets/app-BkQvZaRt.js")).toBe(true);
    expect(isImmutable("archive.gz")).toBe(true);
    expect(isImmutable("app.3f2a9c1b.js")).toBe(false);
  });

  it("takes the option instead, where it is given", () => {
    const isImmutable = createImmutableRule({ immutable: ["static/**"] }, named);
    expect(isImmutable("static/app.js")).toBe(true);
    expect(isImmutable("assets/app-BkQvZaRt.js")).toBe(false);
    expect(createImmutableRule({ immutable: [] }, named)("assets/app-BkQvZaRt.js")).toBe(false);
  });

  it("looks at the name where there is no bundler", () => {
    const isImmutable = createImmutableRule({}, {});
    expect(isImmutable("app.3f2a9c1b.js")).toBe(true);
    expect(isImmutable("app.js")).toBe(false);
  });

  it("takes a compressed file for what the file beside it is", () => {
    expect(createImmutableRule({}, named)("assets/app-BkQvZaRt.js.br")).toBe(true);
    expect(createImmutableRule({ immutable: ["**/*.js"] }, {})("a.js.gz")).toBe(true);
    expect(createImmutableRule({ immutable: ["**"] }, {})("index.html.gz")).toBe(false);
  });

  it("takes no document for immutable", () => {
    expect(createImmutableRule({}, named)("page-BkQvZaRt.html")).toBe(false);
    expect(createImmutableRule({ immutable: ["**"] }, {})("a/Page.HTM")).toBe(false);
  });
});
