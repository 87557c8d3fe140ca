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
    ["text", String(secret)],
    ["JSON", JSON.stringify({ secret })],
    ["util.inspect", inspect({ secret }, { showHidden: true, depth: 9 })],
    ["its own properties", Reflect.ownKeys(secret).join()],
    ["an error", inspect(new Error(`wrong key: ${String(secret)}`, { cause: secret }))],
  ])("is not shown by %s", (_, shown) => {
    expect(shown).not.toContain(text);
  });
});
