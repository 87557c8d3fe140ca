import { describe, expect, it } from "vitest";
import { encodePath, spellingsOf, spellPath, spellQuery } from "./encode-path.ts";

describe("encodePath", () => {
  it.each([
    ["a/b-c_d.e~f", "a/b-c_d.e~f"],
    ["!$&'()*+,;=:@", "!$&'()*+,;=:@"],
    ["50% #1 why?", "50%25%20%231%20why%3F"],
    ["%2F", "%252F"],
    ["한/é", "%ED%95%9C/%C3%A9"],
    ["caf\udce9", "caf%E9"],
    ["\udcff한\udc80 ", "%FF%ED%95%9C%80%20"],
    ["a\ud800b", "a%EF%BF%BDb"],
  ])("%j is %s", (path, encoded) => {
    expect(encodePath(path)).toBe(encoded);
  });
});

describe("spellQuery", () => {
  it.each([
    ["v=1&w=/?:@", ["v=1&w=/?:@"]],
    ["v=%20%zz", ["v=%20%25zz"]],
    ["q=한 글", ["q=%ED%95%9C%20%EA%B8%80"]],
    ["f[a]=b|c^d", ["f%5Ba%5D=b%7Cc%5Ed", "f[a]=b|c^d"]],
    ["it's", ["it's", "it%27s"]],
    ["\ud800", ["%EF%BF%BD"]],
    ["a\nb", ["a%0Ab"]],
    ["%ab%AB", ["%ab%AB"]],
    ["😀", ["%F0%9F%98%80"]],
  ])("%j is asked for as %j", (query, spellings) => {
    expect(spellQuery(query)).toEqual(spellings);
  });
});

describe("spellPath", () => {
  it.each([
    ["/a", ["/a"]],
    ["/%5Ba%5D", ["/%5Ba%5D", "/[a]"]],
    ["/a%7Cb", ["/a%7Cb", "/a|b"]],
    ["/a%5Eb", ["/a%5Eb", "/a^b"]],
    ["/%5Ba%7C%5E", ["/%5Ba%7C%5E", "/[a%7C%5E", "/[a|%5E", "/[a|^"]],
    ["/%5C", ["/%5C"]],
  ])("%s is asked for as %j", (encoded, forms) => {
    expect(spellPath(encoded)).toEqual(forms);
  });
});

describe("spellingsOf", () => {
  it("has a name in NFC and as it is, behind the prefix", () => {
    expect(spellingsOf("a b.js", "/x/")).toEqual(["/x/a%20b.js"]);
    expect(spellingsOf("é.js".normalize("NFD"), "/")).toEqual(["/%C3%A9.js", "/e%CC%81.js"]);
    expect(spellingsOf("[é]".normalize("NFD"))).toEqual(["%5B%C3%A9%5D", "[%C3%A9]", "%5Be%CC%81%5D", "[e%CC%81]"]);
  });
});
