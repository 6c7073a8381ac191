import { afterAll, describe, expect, it } from "vitest";
import { Api } from "./support/api";
import { GoProgram } from "./support/goProgram";

const program = await GoProgram.build(["build"], ".");

const TABLE = { columns: { id: { isPrimaryKey: true }, email: {}, total: {} } };
const SHAPE = { schemas: { go_schema: { tables: { orders: TABLE, people: TABLE } } } };

afterAll(() => program.remove());

describe("the published Go client, unmodified", () => {
  it("accepts the server in every area", async ({ skip }) => {
    skip(program.missing !== undefined, program.missing);
    const api = await Api.start();
    await api.control.setShape({}, SHAPE);
    const { url, apiKey, apiSecret } = api.server;
    const env = { FIVETRAN_URL: url, FIVETRAN_APIKEY: apiKey, FIVETRAN_APISECRET: apiSecret };
    const lines = (await program.run([], env)).trim().split("\n");
    expect(lines.filter((line) => line.startsWith("FAILED"))).toEqual([]);
    expect(lines.at(-1)).toMatch(/^1\d\d calls, 0 failures$/);
    await api.stop();
  });
});
