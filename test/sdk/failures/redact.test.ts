import { describe, expect, it } from "vitest";
import { ExactNumber } from "../../../sdk/src/exactNumber.ts";
import { lazyRedactor, redactorOf, secretsOf } from "../../../sdk/src/failures/redact.ts";
import { parseJson } from "../../../sdk/src/wire/json.ts";

describe("secretsOf", () => {
  it("finds everything under auth, and what is named like a secret elsewhere, however deep", () => {
    const body = {
      service: "postgres",
      external_secrets_manager_id: "manager_1",
      auth: { client_access: { client_id: "id-1", anything: ["list-1", 42] } },
      config: {
        host: "db.example.com",
        password: "pw-1",
        accounts: [{ user: "u", apiToken: "tok-1" }],
        private_key: { pem: "pem-1" },
        pin: 123456,
      },
    };
    expect(secretsOf(body).sort()).toEqual(["123456", "42", "id-1", "list-1", "pem-1", "pw-1", "tok-1"]);
  });

  it.each([
    ["marked for the service, whatever its name", "azure_sql_db", { tenant_id: "t-1" }, ["t-1"]],
    ["in a list", "github", { pats: ["ghp_1", "ghp_2"] }, ["ghp_1", "ghp_2"]],
    [
      "of a service that nobody named, what any of them hides",
      undefined,
      { tenant_id: "t-1", host: "h" },
      ["t-1"],
    ],
    [
      "of a service that is not known, by its name",
      "new_service",
      { tenant_id: "t-1", api_token: "k-1" },
      ["k-1"],
    ],
    ["one of known values, which is none", "itunes_connect", { key_type: "TEAM" }, []],
  ])("finds what is %s", (_, service, config, expected) => {
    expect(secretsOf({ config }, { family: "connection", service })).toEqual(expected);
  });

  it("ends in a thing that lies in itself", () => {
    const config: Record<string, unknown> = { password: "pw-1" };
    config["again"] = config;
    config["secret"] = config;
    expect(secretsOf({ config })).toEqual(["pw-1", "pw-1"]);
  });

  it("finds the variables of a transformation project, whole and their values alone", () => {
    const body = { project_config: { environment_vars: ["DBT_KEY=hunter2=x"] } };
    expect(secretsOf(body)).toEqual(["DBT_KEY=hunter2=x", "hunter2=x"]);
  });

  it("finds numbers of any size, and what is written in another form than it has", () => {
    const config = {
      pin: 12345678901234567890n,
      api_key: parseJson("12345678901234567.89"),
      password: [1e21, new ExactNumber("0.1e-400")],
      connection_string: new URL("https://ann:hunter2@db.acme.com/shop"),
      token: new Date(0),
    };
    expect(secretsOf({ config })).toEqual([
      "12345678901234567890",
      "12345678901234567.89",
      "1e+21",
      "0.1e-400",
      "https://ann:hunter2@db.acme.com/shop",
      "1970-01-01T00:00:00.000Z",
    ]);
    const of = { family: "connection", service: "postgres" } as const;
    expect(secretsOf({ config: { password: 12345678901234567890n } }, of)).toEqual(["12345678901234567890"]);
  });

  it("finds nothing in nothing", () => {
    expect(secretsOf(undefined)).toEqual([]);
    expect(secretsOf({ config: null })).toEqual([]);
  });
});

describe("redactorOf", () => {
  it("replaces a value wherever it stands, and a longer one before the shorter one it holds", () => {
    const redact = redactorOf(["swordfish", "swordfish-2"]);
    expect(redact("a swordfish-2, b swordfish.")).toBe("a [redacted], b [redacted].");
  });

  it.each([
    ["as JSON escapes it", 'quo"te\\and', 'quo\\"te\\\\and'],
    ["as a URL escapes it", "p@ss word", "p%40ss%20word"],
    ["as base64", "swordfish", Buffer.from("swordfish").toString("base64")],
    ["without the white space around it", "  swordfish\n", "swordfish"],
    ["as HTML escapes it", 'p<a>"&', "p&lt;a&gt;&quot;&amp;"],
    ["with characters that mean something in a pattern", "a.b*c(d", "a.b*c(d"],
    ["with half a surrogate pair", "abc\ud800def", "abc\ud800def"],
  ])("finds a value %s", (_, value, echo) => {
    expect(redactorOf([value])(`Invalid: ${echo}!`)).toBe("Invalid: [redacted]!");
  });

  it("finds single lines of a private key", () => {
    const key = "-----BEGIN KEY-----\nMIIEabcdef\nghijkl\n-----END KEY-----";
    expect(redactorOf([key])("cannot parse MIIEabcdef")).toBe("cannot parse [redacted]");
  });

  it("takes all texts and numbers of lists and objects, and puts in their place what is asked for", () => {
    expect(redactorOf([{ a: ["swordfish"], b: 123456 }], "$&")("swordfish 123456")).toBe("$& $&");
  });

  it("leaves values of less than four characters, which would garble every message", () => {
    expect(redactorOf(["a", "on", ""])("an option")).toBe("an option");
  });
});

describe("lazyRedactor", () => {
  it("collects the values once, and only when there is something to redact", () => {
    let collected = 0;
    const redact = lazyRedactor(() => {
      collected += 1;
      return ["swordfish"];
    });
    expect(collected).toBe(0);
    expect(redact("swordfish") + redact("swordfish")).toBe("[redacted][redacted]");
    expect(collected).toBe(1);
  });
});
