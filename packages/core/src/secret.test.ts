import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "./secret.ts";

describe("Secret", () => {
  const text = "testSecretKey000000000000000000000000001";
  const secret = new Secret(text);

  it("is read by asking for it", () => {
    expect(secret.reveal()).toBe(text);
  });

  it.each([
    ["a template string", `${secret}`],
    ["JSON", JSON.stringify({ secret })],
    ["util.inspect", inspect({ secret }, { showHidden: true, depth: 9 })],
    ["its own properties", JSON.stringify([...Reflect.ownKeys(secret), { ...secret }])],
    ["an error", String(new Error(`wrong key: ${secret}`, { cause: secret }))],
  ])("is not shown by %s", (_, shown) => {
    expect(shown).not.toContain(text);
  });
});
