import { ExactNumber } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { parseJson, writeJson } from "../../../sdk/src/wire/json.ts";
import { generator } from "../../support/random.ts";
import { CONNECTION, HOST, makeClient, success, useNock } from "../support/api.ts";

useNock();

/** A number as a whole one, of so small a unit that no digit is lost. */
function exact(text: string): bigint {
  const [, whole = "", fraction = "", exponent = "0"] =
    /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  return BigInt(whole + fraction) * 10n ** BigInt(100 + Number(exponent) - fraction.length);
}

describe("JSON", () => {
  it.each([
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", 9007199254740993n],
    ["-12345678901234567890", -12345678901234567890n],
    ["1152921504606846976", 1152921504606846976n],
    ["0.30000000000000004", 0.30000000000000004],
    ["1.10000000000000000", 1.1],
    ["1e3", 1000],
    ["0.000000000000000000000", 0],
    ["12345678901234567.89", new ExactNumber("12345678901234567.89")],
    ["1e400", new ExactNumber("1e400")],
    ["1700000000.123456789", new ExactNumber("1700000000.123456789")],
  ])("reads %s whole", (text, value) => {
    expect(parseJson(`{"a":[${text}]}`)).toEqual({ a: [value] });
  });

  it("comes out as the number that came in, whatever its digits", () => {
    const random = generator(7);
    const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join("");
    for (let round = 0; round < 2000; round += 1) {
      const whole = String(BigInt(digits(1 + Math.floor(random() * 30))));
      const fraction = random() < 0.5 ? "" : `.${digits(1 + Math.floor(random() * 25))}`;
      const exponent = random() < 0.5 ? "" : `e${Math.floor(random() * 40) - 20}`;
      const text = whole + fraction + exponent;
      const written = writeJson({ n: parseJson(text) as object });
      expect(exact(/^\{"n":(.*)\}$/.exec(written)?.[1] ?? "")).toBe(exact(text));
    }
  });

  it("keeps names that every object has, and pollutes nothing", () => {
    const text = '{"__proto__":{"a":1},"constructor":{"prototype":2},"n":12345678901234567890}';
    const value = parseJson(text) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(["__proto__", "constructor", "n"]);
    expect(writeJson(value)).toBe(text);
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });

  it("takes only what JSON calls a number for an exact one", () => {
    for (const text of ["", "01", "1.", "0x10", "Infinity", "1 "])
      expect(() => new ExactNumber(text)).toThrow(TypeError);
    const exact = new ExactNumber("1.50");
    expect([exact.toString(), exact.valueOf(), JSON.stringify(exact)]).toEqual(["1.50", 1.5, "1.50"]);
  });
});

describe("state and config", () => {
  const STATE =
    '{"cursor":12345678901234567890,"at":1700000000.123456789,"__proto__":{"x":1},"constructor":3}';

  it("come through the client whole, and go back as they came", async () => {
    const bodies: string[] = [];
    nock(HOST)
      .get("/v1/connections/c/state")
      .reply(200, `{"code":"Success","data":{"state":${STATE}}}`)
      .patch("/v1/connections/c/state")
      .reply(200, async (request: Request) => {
        bodies.push(await request.text());
        return `{"code":"Success","data":{"state":${STATE}}}`;
      });
    const { client } = makeClient();
    const read = await client.connections.retrieveState("c");
    expect(read.state["cursor"]).toBe(12345678901234567890n);
    expect(Object.keys(read.state)).toEqual(["cursor", "at", "__proto__", "constructor"]);
    await client.connections.updateState("c", read);
    expect(bodies).toEqual([`{"state":${STATE}}`]);
  });

  it("of a connection too", async () => {
    const config = '{"account":98765432109876543210,"__proto__":"p"}';
    const body = JSON.stringify(success({ ...CONNECTION, config: "CONFIG" })).replace('"CONFIG"', config);
    nock(HOST).get("/v1/connections/c").reply(200, body);
    const connection = await makeClient().client.connections.retrieve("c");
    expect(Object.entries(connection.config ?? {})).toEqual([
      ["account", 98765432109876543210n],
      ["__proto__", "p"],
    ]);
  });

  it("have schemas, tables and columns of any name", async () => {
    const columns = '{"__proto__":{"enabled":true,"hashed":true},"constructor":{"enabled":false}}';
    const schemas = `{"__proto__":{"enabled":true,"tables":{"__proto__":{"enabled":false,"columns":${columns}}}}}`;
    nock(HOST)
      .get("/v1/connections/c/schemas")
      .reply(200, `{"code":"Success","data":{"schema_change_handling":"ALLOW_ALL","schemas":${schemas}}}`);
    const config = await makeClient().client.connectionSchemas.retrieve("c");
    const [[schemaName, schema] = []] = Object.entries(config.schemas);
    const [[tableName, table] = []] = Object.entries(schema?.tables ?? {});
    expect([schemaName, tableName, ...Object.keys(table?.columns ?? {})]).toEqual([
      "__proto__",
      "__proto__",
      "__proto__",
      "constructor",
    ]);
    expect(Object.entries(table?.columns ?? {})[0]?.[1]).toEqual({ enabled: true, hashed: true });
  });
});
