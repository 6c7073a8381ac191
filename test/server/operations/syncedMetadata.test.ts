import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

const SHAPE = {
  schemas: {
    Main: {
      tables: {
        "User Accounts": { columns: { id: { isPrimaryKey: true, type: "Integer" }, email: {}, phone: {} } },
        Secrets: { columns: { id: {} } },
      },
    },
  },
};

describe("the Metadata API, which older clients ask", () => {
  let api: Api;
  let id: string;
  beforeEach(async () => {
    api = await Api.start();
    id = await api.connection({ service: "postgres", config: { schema_prefix: "shop" } });
    await api.control.setShape({ connectionId: id }, SHAPE);
  });
  afterEach(() => api.stop());

  const items = async (kind: string): Promise<readonly unknown[]> =>
    itemsOf(await api.get(`/v1/metadata/connectors/${id}/${kind}`));
  const base64 = (text: string): string => Buffer.from(text).toString("base64url");

  it("has nothing before a sync has succeeded", async () => {
    await api.post(`/v1/connections/${id}/schemas/reload`, {});
    for (const kind of ["schemas", "tables", "columns"]) expect(await items(kind)).toEqual([]);
  });

  it("names what was synced in the source and in the destination, each under what it belongs to", async () => {
    await api.post(`/v1/connections/${id}/schemas/reload`, {});
    const choices = {
      Secrets: { enabled: false },
      "User Accounts": { columns: { phone: { enabled: false } } },
    };
    await api.patch(`/v1/connections/${id}/schemas`, { schemas: { Main: { tables: choices } } });
    await api.post(`/v1/connections/${id}/sync`);
    const table = base64("Main/User Accounts");
    expect(await items("schemas")).toEqual([
      { id: base64("shop_main"), name_in_source: "Main", name_in_destination: "shop_main" },
    ]);
    expect(await items("tables")).toEqual([
      {
        id: table,
        parent_id: base64("shop_main"),
        name_in_source: "User Accounts",
        name_in_destination: "user_accounts",
      },
    ]);
    expect(await items("columns")).toMatchObject([
      {
        parent_id: table,
        name_in_source: "id",
        type_in_source: "Integer",
        type_in_destination: "Integer",
        is_primary_key: true,
        is_foreign_key: false,
      },
      { parent_id: table, name_in_source: "email", type_in_source: "String", is_primary_key: false },
    ]);
  });

  it("answers all columns at once, however many there are", async () => {
    const columns = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`c${index}`, {}]));
    await api.control.setShape({ connectionId: id }, { schemas: { s: { tables: { t: { columns } } } } });
    await api.post(`/v1/connections/${id}/sync`);
    expect(await items("columns")).toHaveLength(1500);
  });

  it("knows only connections that there are", async () => {
    expect(await api.get("/v1/metadata/connectors/nobody/tables")).toMatchObject({
      status: 404,
      code: "NotFound_Connection",
    });
  });
});
