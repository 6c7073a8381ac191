import { describe, expect, it } from "vitest";
import { lockSecret, unlockSecret } from "../../../../server/src/domain/webhooks/secretBox";

describe("a locked secret", () => {
  it.each([["my_secret"], ["ünïcode 🔑"], ["x".repeat(10_000)]])("comes back as it was", (secret) => {
    const locked = lockSecret(secret, "key");
    expect(locked).not.toContain(secret);
    expect(unlockSecret(locked, "key")).toBe(secret);
  });

  it("never looks the same twice", () => {
    expect(lockSecret("my_secret", "key")).not.toBe(lockSecret("my_secret", "key"));
  });

  it("opens with its own key only, and not when it was changed", () => {
    const locked = lockSecret("my_secret", "key");
    expect(() => unlockSecret(locked, "another key")).toThrow();
    const bytes = Buffer.from(locked, "base64url");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => unlockSecret(bytes.toString("base64url"), "key")).toThrow();
  });
});
