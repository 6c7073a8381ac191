import type { SourceShape } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, type Reply } from "../support/api";

interface Element {
  readonly enabled: boolean;
  readonly enabled_patch_settings: {
    readonly allowed: boolean;
    readonly reason_code?: string;
    readonly reason?: string;
  };
}
interface Table extends Element {
  readonly columns: Record<string, Element & { readonly hashed: boolean }>;
  readonly sync_mode?: string;
}
interface Config {
  readonly schema_change_handling: string;
  readonly enable_new_by_default: boolean;
  readonly schemas: Record<string, { readonly enabled: boolean; readonly tables: Record<string, Table> }>;
}

const configIn = (reply: Reply): Config => reply.data as Config;

/** `{a: {b: ["c"]}}` as schemas, tables and columns. */
function shapeOf(names: Record<string, Record<string, readonly string[]>>): SourceShape {
  const tablesOf = (tables: Record<string, readonly string[]>) =>
    Object.fromEntries(
      Object.entries(tables).map(([table, columns]) => [
        table,
        { columns: Object.fromEntries(columns.map((column) => [column, {}])) },
      ]),
    );
  return {
    schemas: Object.fromEntries(
      Object.entries(names).map(([schema, tables]) => [schema, { tables: tablesOf(tables) }]),
    ),
  };
}

describe("schema configs", () => {
  let api: Api;
  let id: string;
  let path: string;
  beforeEach(async () => {
    api = await Api.start();
    id = await api.connection();
    path = `/v1/connections/${id}/schemas`;
  });
  afterEach(() => api.stop());

  const reload = async (body: object = { exclude_mode: "PRESERVE" }): Promise<Config> =>
    configIn(await api.post(`${path}/reload`, body));
  const config = async (): Promise<Config> => configIn(await api.get(path));
  const setShape = (names: Record<string, Record<string, readonly string[]>>): Promise<void> =>
    api.control.setShape({ connectionId: id }, shapeOf(names));

  describe("begin", () => {
    it("with a 404 until the first reload, whose answer has all tables and no column", async () => {
      expect(await api.get(path)).toMatchObject({
        status: 404,
        code: "NotFound_SchemaConfig",
        message: `Connection with id '${id}' doesn't have schema config`,
      });
      expect(await api.patch(path, { schemas: {} })).toMatchObject({
        status: 404,
        code: "NotFound_SchemaConfig",
      });
      const reloaded = await api.post(`${path}/reload`);
      expect(reloaded).toMatchObject({ status: 200, message: "Schema configuration has been reloaded" });
      const { schemas, schema_change_handling, enable_new_by_default } = configIn(reloaded);
      expect({ schema_change_handling, enable_new_by_default }).toEqual({
        schema_change_handling: "ALLOW_ALL",
        enable_new_by_default: true,
      });
      expect(Object.keys(schemas["public"]?.tables ?? {})).toEqual(
        expect.arrayContaining(["customers", "audit_log"]),
      );
      for (const table of Object.values(schemas["public"]?.tables ?? {})) {
        expect(table).toMatchObject({ enabled: true, columns: {} });
      }
      expect(await config()).toEqual(configIn(reloaded));
    });

    it("only once the connection works", async () => {
      await api.control.setStatus(id, { setupState: "incomplete" });
      expect(await api.post(`${path}/reload`, {})).toMatchObject({
        status: 400,
        code: "InvalidInput",
        message: expect.stringContaining(
          "We expected the connector's setup state ('status.setup_state') to be 'connected', but it was 'incomplete'.",
        ) as string,
      });
      expect(await api.get(`${path}/public/tables/orders/columns`)).toMatchObject({ status: 400 });
    });
  });

  describe("are changed", () => {
    it("only where the update says so, and show columns once they were set", async () => {
      await reload();
      const update = {
        schemas: {
          public: {
            tables: { customers: { columns: { email: { hashed: true } } }, audit_log: { enabled: false } },
          },
        },
      };
      const updated = await api.patch(path, update);
      expect(updated).toMatchObject({ status: 200, message: "Schema configuration has been modified" });
      const tables = configIn(updated).schemas["public"]?.tables ?? {};
      expect(tables["customers"]).toMatchObject({
        enabled: true,
        columns: { email: { enabled: true, hashed: true } },
      });
      expect(Object.keys(tables["customers"]?.columns ?? {})).toEqual(["email"]);
      expect(tables["audit_log"]).toMatchObject({ enabled: false, columns: {} });
      expect(tables["orders"]).toMatchObject({ enabled: true });
      expect(await config()).toEqual(configIn(updated));
    });

    it("schema by schema, table by table, column by column", async () => {
      await reload();
      expect(await api.patch(`${path}/public`, { enabled: false })).toMatchObject({
        message: "Database schema configuration has been modified",
        data: { schemas: { public: { enabled: false, tables: { orders: { enabled: true } } } } },
      });
      expect(
        await api.patch(`${path}/public/tables/orders`, { enabled: false, sync_mode: "HISTORY" }),
      ).toMatchObject({
        message: "Table configuration has been modified",
        data: { schemas: { public: { tables: { orders: { enabled: false, sync_mode: "HISTORY" } } } } },
      });
      expect(
        await api.patch(`${path}/public/tables/orders/columns/total`, { enabled: false, hashed: true }),
      ).toMatchObject({
        message: "Column configuration has been modified",
        data: {
          schemas: {
            public: { tables: { orders: { columns: { total: { enabled: false, hashed: true } } } } },
          },
        },
      });
    });

    it("in the columns endpoint, which shows all of them", async () => {
      await reload();
      await api.patch(`${path}/public/tables/customers/columns/email`, { hashed: true });
      const columns = await api.get(`${path}/public/tables/customers/columns`);
      expect(columns).toMatchObject({
        status: 200,
        message: "Column configuration retrieved successfully",
        data: {
          columns: {
            id: { is_primary_key: true, enabled_patch_settings: { allowed: false, reason_code: "OTHER" } },
            email: { hashed: true, enabled: true },
            name: { hashed: false, enabled: true, enabled_patch_settings: { allowed: true } },
          },
        },
      });
    });

    it("by names as they are: other cases are 404, odd ones work, nothing is changed by half", async () => {
      await setShape({ "a b.c": { "t/1": ["ümlaut", "constructor", "100%"] } });
      await reload();
      const table = `${path}/${encodeURIComponent("a b.c")}/tables/${encodeURIComponent("t/1")}`;
      for (const column of ["ümlaut", "constructor", "100%"]) {
        expect(
          await api.patch(`${table}/columns/${encodeURIComponent(column)}`, { hashed: true }),
        ).toMatchObject({ status: 200 });
      }
      expect(Object.keys((await config()).schemas["a b.c"]?.tables["t/1"]?.columns ?? {})).toEqual([
        "ümlaut",
        "constructor",
        "100%",
      ]);
      const missing = { status: 404, code: "NotFound" };
      expect(await api.patch(path, { schemas: { "A b.c": { enabled: false } } })).toMatchObject(missing);
      expect(await api.patch(`${table}/columns/toString`, { enabled: false })).toMatchObject(missing);
      expect(await api.get(`${path}/${encodeURIComponent("a b.c")}/tables/t/columns`)).toMatchObject(missing);
      const before = await config();
      expect(
        await api.patch(path, {
          schemas: { "a b.c": { enabled: false, tables: { T: { enabled: false } } } },
        }),
      ).toMatchObject(missing);
      expect(await config()).toEqual(before);
    });

    it("with types as documented", async () => {
      await reload();
      for (const wrong of [
        { schemas: { public: { enabled: "no" } } },
        { schema_change_handling: "SOMETIMES" },
        { schemas: { public: { tables: { orders: { sync_mode: "FAST" } } } } },
      ]) {
        expect(await api.patch(path, wrong)).toMatchObject({ status: 400, code: "InvalidInput" });
      }
    });
  });

  describe("have locked elements", () => {
    it("with a reason, and a change of them is refused", async () => {
      await reload();
      const system = (await config()).schemas["public"]?.tables["fivetran_audit"];
      expect(system).toMatchObject({
        enabled: true,
        enabled_patch_settings: { allowed: false, reason_code: "SYSTEM_TABLE" },
      });
      expect(system?.enabled_patch_settings).not.toHaveProperty("reason");
      expect(await api.patch(`${path}/public/tables/fivetran_audit`, { enabled: false })).toMatchObject({
        status: 400,
        code: "InvalidInput",
      });
      expect(await api.patch(`${path}/public/tables/fivetran_audit`, { enabled: true })).toMatchObject({
        status: 200,
      });
      expect(await api.patch(`${path}/public/tables/orders/columns/id`, { enabled: false })).toMatchObject({
        status: 400,
      });
      expect(await api.patch(`${path}/public/tables/orders/columns/id`, { hashed: true })).toMatchObject({
        status: 200,
      });
    });

    it("when they have left the source", async () => {
      await setShape({ public: { orders: ["id", "total"], customers: ["id"] } });
      await reload();
      await api.patch(`${path}/public/tables/orders/columns/total`, { hashed: true });
      await setShape({ public: { orders: ["id"] } });
      const { tables } = (await reload()).schemas["public"] ?? {};
      const deleted = { enabled_patch_settings: { allowed: false, reason_code: "DELETED" } };
      expect(tables?.["customers"]).toMatchObject(deleted);
      expect(tables?.["orders"]?.columns["total"]).toMatchObject({ hashed: true, ...deleted });
    });

    it("and tables whose columns cannot be set", async () => {
      await api.control.setShape(
        { connectionId: id },
        { schemas: { public: { tables: { t: { columns: { c: {} }, supportsColumnsConfig: false } } } } },
      );
      await reload();
      expect(await api.patch(`${path}/public/tables/t/columns/c`, { enabled: false })).toMatchObject({
        status: 400,
        message: "Table `t` of schema `public` doesn't supports columns configuration",
      });
    });
  });

  describe("meet what is new in the source", () => {
    it.each([
      ["ALLOW_ALL", { schema: true, table: true, column: true }],
      ["ALLOW_COLUMNS", { schema: false, table: false, column: true }],
      ["BLOCK_ALL", { schema: false, table: false, column: false }],
    ])("under %s", async (policy, isNewEnabled) => {
      await setShape({ public: { orders: ["id"] } });
      await reload();
      const switched = configIn(await api.patch(path, { schema_change_handling: policy }));
      expect(switched).toMatchObject({
        schema_change_handling: policy,
        enable_new_by_default: policy === "ALLOW_ALL",
      });
      expect(switched.schemas["public"]).toMatchObject({
        enabled: true,
        tables: { orders: { enabled: true } },
      });

      await setShape({ public: { orders: ["id", "late"], refunds: ["id"] }, sales: { leads: ["id"] } });
      const { schemas } = await reload();
      expect(schemas["public"]).toMatchObject({ enabled: true, tables: { orders: { enabled: true } } });
      expect({
        schema: schemas["sales"]?.enabled,
        table: schemas["public"]?.tables["refunds"]?.enabled,
      }).toEqual({
        schema: isNewEnabled.schema,
        table: isNewEnabled.table,
      });
      const columns = (await api.get(`${path}/public/tables/orders/columns`)).data;
      expect(columns).toMatchObject({
        columns: { id: { enabled: true }, late: { enabled: isNewEnabled.column } },
      });
    });

    it("before a reload: its columns are seen and can be set", async () => {
      await setShape({ public: { orders: ["id"] } });
      await reload();
      await setShape({ public: { orders: ["id", "late"] } });
      expect((await api.get(`${path}/public/tables/orders/columns`)).data).toHaveProperty("columns.late");
      expect(await api.patch(`${path}/public/tables/orders/columns/late`, { hashed: true })).toMatchObject({
        status: 200,
      });
    });

    it("with an excluding reload disabled, and with a preserving one as they were", async () => {
      await setShape({ public: { orders: ["id"], customers: ["id"] } });
      await reload();
      await api.patch(`${path}/public/tables/orders`, { enabled: false });
      expect((await reload()).schemas["public"]).toMatchObject({
        enabled: true,
        tables: { orders: { enabled: false }, customers: { enabled: true } },
      });
      expect((await reload({ exclude_mode: "EXCLUDE" })).schemas["public"]).toMatchObject({
        enabled: false,
        tables: { orders: { enabled: false }, customers: { enabled: false } },
      });
      expect(await api.post(`${path}/reload`, { exclude_mode: "ALL" })).toMatchObject({ status: 400 });
    });

    it("with an including reload enabled, all but what is locked", async () => {
      await api.control.setShape(
        { connectionId: id },
        {
          schemas: {
            public: {
              tables: {
                orders: { columns: { id: { isPrimaryKey: true }, note: {} } },
                customers: { columns: { id: { isPrimaryKey: true } } },
                audit: { columns: { id: {} }, lock: { reasonCode: "SYSTEM_TABLE" }, enabled: false },
              },
            },
          },
        },
      );
      await reload({ exclude_mode: "EXCLUDE" });
      await api.patch(`${path}/public/tables/orders/columns/note`, { enabled: false });
      expect((await reload({ exclude_mode: "INCLUDE" })).schemas["public"]).toMatchObject({
        enabled: true,
        tables: {
          orders: { enabled: true, columns: { note: { enabled: false } } },
          customers: { enabled: true },
          audit: { enabled: false },
        },
      });
      expect((await reload()).schemas["public"]).toMatchObject({
        enabled: true,
        tables: { customers: { enabled: true } },
      });
    });
  });

  describe("are pre-created", () => {
    const wanted = {
      schema_change_handling: "BLOCK_ALL",
      schemas: {
        public: {
          enabled: true,
          tables: {
            orders: { enabled: true, columns: { total: { hashed: true }, nope: { hashed: true } } },
            ghost: { enabled: false },
            fivetran_audit: { enabled: false },
          },
        },
        nowhere: { enabled: false },
      },
    };

    it("answering exactly what was sent", async () => {
      const answered = await api.post(path, wanted);
      expect(answered).toMatchObject({
        status: 200,
        message: "Schema configuration pre-created successfully",
      });
      expect(answered.data).toEqual(wanted);
      expect((await config()).schemas["public"]?.tables["orders"]).toMatchObject({
        enabled: true,
        columns: { total: { hashed: true } },
      });
    });

    it("and applied at the first discovery, as far as they can be", async () => {
      await api.post(path, wanted);
      const found = await reload();
      expect(found.schema_change_handling).toBe("BLOCK_ALL");
      expect(Object.keys(found.schemas)).toEqual(["public"]);
      const tables = found.schemas["public"]?.tables ?? {};
      expect(tables["orders"]).toMatchObject({
        enabled: true,
        columns: { total: { hashed: true, enabled: true } },
      });
      expect(tables["orders"]?.columns).not.toHaveProperty("nope");
      expect(tables).not.toHaveProperty("ghost");
      expect(tables["customers"]).toMatchObject({ enabled: false });
      expect(tables["fivetran_audit"]).toMatchObject({ enabled: true });
      expect(await api.post(path, wanted)).toMatchObject({ status: 409 });
    });
  });

  describe("drop columns", () => {
    it("that are blocked, and refuse others", async () => {
      await reload();
      const column = `${path}/public/tables/orders/columns/total`;
      expect(await api.delete(column)).toMatchObject({ status: 409, code: "Conflict" });
      const many = { schemas: { public: { tables: { orders: { columns: ["total", "status"] } } } } };
      await api.patch(column, { enabled: false });
      expect(await api.delete(column)).toMatchObject({
        status: 200,
        message: "Column successfully marked for deletion",
      });
      expect(await api.post(`${path}/drop-columns`, many)).toMatchObject({ status: 409 });
      await api.patch(`${path}/public/tables/orders/columns/status`, { enabled: false });
      expect(await api.post(`${path}/drop-columns`, many)).toMatchObject({
        status: 200,
        message: "Column(s) successfully marked for deletion",
      });
      expect(await api.delete(`${path}/public/tables/orders/columns/nope`)).toMatchObject({ status: 404 });
      expect(await api.post(`${path}/drop-columns`, {})).toMatchObject({
        status: 400,
        message: "Field 'schemas' is required",
      });
    });
  });
});
