import { describe, expect, it } from "vitest";
import { lockSecret, unlockSecret } from "../../../server/src/domain/secretBox";

describe("a locked secret", () => {
  it.each([["my_secret"], ["ünïcode 🔑"], ["x".repeat(10_000)]])("comes back as it was", (secret) => {
    const locked = lockSecret(secret, "key", "webhook secrets");
    expect(locked).not.toContain(secret);
    expect(unlockSecret(locked, "key", "webhook secrets")).toBe(secret);
  });

  it("never looks the same twice", () => {
    expect(lockSecret("my_secret", "key", "webhook secrets")).not.toBe(
      lockSecret("my_secret", "key", "webhook secrets"),
    );
  });

  it("opens with its own key and for its own use only, and not when it was changed", () => {
    const locked = lockSecret("my_secret", "key", "webhook secrets");
    expect(() => unlockSecret(locked, "another key", "webhook secrets")).toThrow();
    expect(() => unlockSecret(locked, "key", "connector secrets")).toThrow();
    const bytes = Buffer.from(locked, "base64url");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => unlockSecret(bytes.toString("base64url"), "key", "webhook secrets")).toThrow();
  });
});
