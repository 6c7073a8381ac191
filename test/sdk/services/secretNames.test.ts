import { describe, expect, it } from "vitest";
import { isSecretName } from "../../../sdk/src/services/secretNames";

/** What operations hand out, and cannot be read again: by either name that a field has. */
const HANDED_OUT = [
  "key_secret",
  "keySecret",
  "secret",
  "auth_token",
  "authToken",
  "client_private_key",
  "token",
];

describe("the names of secrets", () => {
  it.each(HANDED_OUT)("have %s among them", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(["has_api_key", "hasApiKey", "key_status", "keyStatus", "expires_at", "overlap_days"])(
    "do not have %s among them",
    (name) => {
      expect(isSecretName(name)).toBe(false);
    },
  );
});
