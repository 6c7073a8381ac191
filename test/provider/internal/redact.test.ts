import { describe, expect, it } from "vitest";
import { redacted } from "../../../provider/src/internal/redact";

describe("redacted", () => {
  const properties = {
    service: "s",
    name: "visible",
    config: { host: "visible-host", password: "hunter2", keys: ["deep-one"] },
    auth: { x: "under-auth" },
  };

  it("blanks every secret value, wherever it stands, and nothing else", () => {
    const text = "visible visible-host hunter2/hunter2 deep-one under-auth";
    expect(redacted(text, properties)).toBe("visible visible-host [secret]/[secret] [secret] [secret]");
  });

  it("blanks a secret that holds another whole", () => {
    expect(redacted("abcd-efgh", { auth: { a: "abcd", b: "abcd-efgh" } })).toBe("[secret]");
  });

  it("leaves values that are too short to be secrets", () => {
    expect(redacted("no yes", { auth: { a: "no" } })).toBe("no yes");
  });
});
