import { describe, expect, it } from "vitest";
import type { OptionProblem } from "../../../sdk/src/clientOptionsError.ts";
import { describeProblem } from "../../../sdk/src/clientOptionsError.ts";
import { endpointOf } from "../../../sdk/src/http/endpoint.ts";

const credentials = { apiKey: "key", apiSecret: "secret" };

describe("endpointOf", () => {
  it.each([
    [undefined, "https://api.fivetran.com"],
    ["https://api.fivetran.com", "https://api.fivetran.com"],
    ["https://api.fivetran.com/", "https://api.fivetran.com"],
    ["https://api.fivetran.com/v1", "https://api.fivetran.com"],
    ["https://api.fivetran.com/v1/", "https://api.fivetran.com"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["https://proxy.example.com/fivetran/v1//", "https://proxy.example.com/fivetran"],
  ])("takes %s as %s", (baseUrl, expected) => {
    const problems: OptionProblem[] = [];
    expect(endpointOf({ ...credentials, baseUrl }, problems)?.baseUrl).toBe(expected);
    expect(problems).toEqual([]);
  });

  it.each([
    "",
    "api.fivetran.com",
    "ftp://host",
    "https://user:hunter2@host",
    "https://host?x=hunter2",
    "https://host#hunter2",
  ])("refuses the base URL %j without repeating what may be a secret in it", (baseUrl) => {
    const problems: OptionProblem[] = [];
    expect(endpointOf({ ...credentials, baseUrl }, problems)).toBeUndefined();
    expect(problems.map(describeProblem)).toEqual([expect.stringMatching(/^baseUrl (?!.*hunter2)/)]);
  });

  it.each([
    ["apiKey", ""],
    ["apiKey", "key:part"],
    ["apiKey", "key "],
    ["apiSecret", ""],
    ["apiSecret", "secret\nhunter2"],
    ["apiSecret", "hunter2\u0000"],
    ["apiSecret", undefined],
  ])("refuses %s %j, and says which option it is but not its value", (name, value) => {
    const problems: OptionProblem[] = [];
    expect(endpointOf({ ...credentials, [name]: value }, problems)).toBeUndefined();
    expect(problems.map(describeProblem)).toEqual([
      expect.stringMatching(new RegExp(`^${name} (?!.*hunter2)(?!.*key:part)`)),
    ]);
  });

  it.each([
    "http://fivetran.example.com",
    "http://10.0.0.1:8080",
    "http://[::2]",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://fivetran-local:8080",
  ])("refuses %s, over which the credentials would go in the clear, unless it is allowed", (baseUrl) => {
    const problems: OptionProblem[] = [];
    expect(endpointOf({ ...credentials, baseUrl }, problems)).toBeUndefined();
    expect(problems.map(describeProblem)).toEqual([
      expect.stringMatching(/^baseUrl begins with http:.* in the clear\..*allowInsecureHttp: true/),
    ]);
    const allowed = endpointOf({ ...credentials, baseUrl, allowInsecureHttp: true }, []);
    expect(allowed?.baseUrl).toBe(baseUrl);
  });

  it.each([
    "http://localhost:1",
    "http://127.0.0.1",
    "http://127.9.9.9:80",
    "http://[::1]:8080",
    "HTTP://LocalHost",
    "http://2130706433",
    "http://0.0.0.0:8080",
    "http://[::]:8080",
  ])("takes %s, which leads to this machine", (baseUrl) => {
    const problems: OptionProblem[] = [];
    expect(endpointOf({ ...credentials, baseUrl }, problems)?.baseUrl).toBe(new URL(baseUrl).origin);
    expect(problems).toEqual([]);
  });

  it("knows what must not be printed: the key, the secret and both as they are sent", () => {
    expect(endpointOf(credentials, [])?.secrets).toEqual(["key", "secret", "a2V5OnNlY3JldA=="]);
  });
});
