import { describe, expect, it } from "vitest";
import { path } from "../../../sdk/src/internal/path.ts";
import { quotasOf } from "../../../sdk/src/internal/quota.ts";

describe("quotasOf", () => {
  it.each([
    ["GET", path`/groups`, false, ["allCalls"]],
    ["POST", path`/connections`, false, ["allCalls"]],
    ["POST", path`/connections`, true, ["setupTests", "sourceInteractions", "allCalls"]],
    ["PATCH", path`/destinations/${"d"}`, true, ["setupTests", "sourceInteractions", "allCalls"]],
    ["POST", path`/connections/${"c"}/test`, true, ["setupTests", "sourceInteractions", "allCalls"]],
    ["POST", path`/connections/${"c"}/schemas/reload`, true, ["sourceInteractions", "allCalls"]],
    [
      "GET",
      path`/connections/${"c"}/schemas/${"reload"}/tables/${"t"}/columns`,
      true,
      ["sourceInteractions", "allCalls"],
    ],
    ["POST", path`/users`, false, ["userCreation", "allCalls"]],
    ["GET", path`/users`, false, ["allCalls"]],
    ["POST", path`/groups/${"g"}/users`, false, ["allCalls"]],
    ["POST", path`/private-links`, false, ["privateLinkCreation", "allCalls"]],
    ["PATCH", path`/private-links/${"p"}`, false, ["allCalls"]],
  ])("of %s %j, slow: %s", (method, of, slow, expected) => {
    expect(quotasOf({ method, path: of, slow })).toEqual(expected);
  });
});
