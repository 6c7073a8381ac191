import { describe, expect, it } from "vitest";
import { proxyAgentHandler } from "../../../core/src/handlers/proxyAgent";
import { transformationProjectHandler } from "../../../core/src/handlers/transformationProject";
import { webhookHandler } from "../../../core/src/handlers/webhook";
import { redacted } from "../../../core/src/secrets/redact";
import { secretPaths } from "../../../core/src/secrets/secretLeaves";

describe("redacted", () => {
  const properties = {
    service: "s",
    name: "visible",
    config: { host: "visible-host", password: "hunter2", keys: ["deep-one"] },
    auth: { x: "under-auth" },
  };

  it("blanks every secret value, wherever it stands, and nothing else", () => {
    const text = "visible visible-host hunter2/hunter2 deep-one under-auth";
    expect(redacted(text, secretPaths, properties)).toBe(
      "visible visible-host [secret]/[secret] [secret] [secret]",
    );
  });

  it("blanks a secret that holds another whole", () => {
    expect(redacted("abcd-efgh", secretPaths, { auth: { a: "abcd", b: "abcd-efgh" } })).toBe("[secret]");
  });

  it("leaves values that are too short to be secrets", () => {
    expect(redacted("no yes", secretPaths, { auth: { a: "no" } })).toBe("no yes");
  });

  it.each([
    [webhookHandler, { url: "https://hooks.acme.com/", secret: "hunter2" }],
    [proxyAgentHandler, { displayName: "office", authToken: "hunter2" }],
    [transformationProjectHandler, { dbtVersion: "1.9.0", environmentVars: ["hunter2"] }],
  ])("blanks what its handler says to be a secret: $kind", (handler, properties) => {
    expect(redacted("it said hunter2", (each) => handler.secretPaths(each), properties)).toBe(
      "it said [secret]",
    );
  });

  it("blanks all texts of a branch that is secret as a whole", () => {
    const branch = { files: { "a.json": ["hunter2"], n: 1 } };
    expect(redacted("hunter2 1", () => [["files"], ["absent", "deeper"]], branch)).toBe("[secret] 1");
  });
});
