import type { SourceShape, TableShape } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../support/api";

interface Element {
  enabled: boolean;
  enabled_patch_settings?: { allowed: boolean; reason_code?: string };
}
type Columns = Record<string, Element>;
interface Config {
  schemas: Record<string, Element & { tables: Record<string, Element & { columns: Columns }> }>;
}

/** One schema `s` with tables of these columns. */
const shapeOf = (tables: Record<string, readonly string[]>, more: Partial<TableShape> = {}): SourceShape => ({
  schemas: {
    s: {
      tables: Object.fromEntries(
        Object.entries(tables).map(([table, columns]) => [
          table,
          { columns: Object.fromEntries(columns.map((column) => [column, {}])), ...more },
        ]),
      ),
    },
  },
});

describe("a source that changes", () => {
  let api: Api;
  let id: string;
  let path: string;
  beforeEach(async () => {
    api = await Api.start({ seed: { schedules: false } });
    await source({ t: ["a", "b"] });
    id = await api.connection();
    path = `/v1/connections/${id}/schemas`;
    await sync();
  });
  afterEach(() => api.stop());

  const source = (tables: Record<string, readonly string[]>, more?: Partial<TableShape>): Promise<void> =>
    api.control.setShape({ service: "postgres" }, shapeOf(tables, more));
  const sync = async (): Promise<unknown> => api.post(`/v1/connections/${id}/sync`);
  const config = async (): Promise<Config> => (await api.get(path)).data as Config;
  const columns = async (table = "t"): Promise<Columns> =>
    ((await api.get(`${path}/s/tables/${table}/columns`)).data as { columns: Columns }).columns;
  const setColumn = (column: string, change: object): Promise<unknown> =>
    api.patch(`${path}/s/tables/t/columns/${column}`, change);

  it.each([
    ["ALLOW_ALL", true, true, true],
    ["ALLOW_COLUMNS", false, false, true],
    ["BLOCK_ALL", false, false, false],
  ])("under %s", async (policy, newSchema, newTable, newColumn) => {
    await api.patch(path, { schema_change_handling: policy });
    const { schemas } = shapeOf({ t: ["a", "b", "c"], u: ["x"] });
    const changed = { schemas: { ...schemas, other: shapeOf({ v: ["y"] }).schemas["s"] ?? { tables: {} } } };
    await api.control.setShape({ service: "postgres" }, changed);
    expect(Object.keys((await config()).schemas)).toEqual(["s"]);
    await sync();
    const after = (await config()).schemas;
    expect(after["s"]?.tables["t"]?.enabled).toBe(true);
    expect(after["s"]?.tables["u"]?.enabled).toBe(newTable);
    expect(after["other"]?.enabled).toBe(newSchema);
    expect(after["other"]?.tables["v"]?.enabled).toBe(newTable);
    expect((await columns())["c"]?.enabled).toBe(newColumn);
    expect((await columns("u"))["x"]?.enabled).toBe(true);
    await sync();
    expect((await config()).schemas).toEqual(after);
  });

  it("keeps what users chose while an element is away", async () => {
    await api.patch(`${path}/s/tables/t`, { enabled: false });
    await setColumn("b", { hashed: true });
    await source({ u: ["x"] });
    await sync();
    expect((await config()).schemas["s"]?.tables["t"]).toMatchObject({
      enabled: false,
      enabled_patch_settings: { allowed: false, reason_code: "DELETED" },
      columns: { b: { hashed: true, enabled_patch_settings: { reason_code: "DELETED" } } },
    });
    await source({ t: ["a", "b"], u: ["x"] });
    await sync();
    expect((await config()).schemas["s"]?.tables["t"]).toMatchObject({
      enabled: false,
      enabled_patch_settings: { allowed: true },
      columns: { b: { hashed: true, enabled_patch_settings: { allowed: true } } },
    });
  });

  it("may lock what users have switched off, and give it back", async () => {
    await api.patch(`${path}/s/tables/t`, { enabled: false });
    await source({ t: ["a", "b"] }, { lock: { reasonCode: "SYSTEM_TABLE" } });
    await sync();
    expect((await config()).schemas["s"]?.tables["t"]).toMatchObject({
      enabled: true,
      enabled_patch_settings: { allowed: false, reason_code: "SYSTEM_TABLE" },
    });
    expect(await api.patch(`${path}/s/tables/t`, { enabled: true })).toMatchObject({ status: 200 });
    expect(await api.patch(`${path}/s/tables/t`, { enabled: false })).toMatchObject({ status: 400 });
    await source({ t: ["a", "b"] });
    await sync();
    expect((await config()).schemas["s"]?.tables["t"]).toMatchObject({
      enabled_patch_settings: { allowed: true },
    });
  });

  it("is one for all connections that have it, and what is set for one says nothing about another", async () => {
    const other = await api.connection();
    await api.post(`/v1/connections/${other}/sync`);
    await setColumn("a", { enabled: false });
    await api.patch(`${path}/s`, { enabled: false });
    await source({ t: ["a"] });
    await sync();
    expect((await api.get(`/v1/connections/${other}/schemas`)).data).toMatchObject({
      schemas: { s: { enabled: true, tables: { t: { enabled: true, columns: {} } } } },
    });
    const theirs = await api.get(`/v1/connections/${other}/schemas/s/tables/t/columns`);
    expect(theirs.data).toMatchObject({ columns: { a: { enabled: true } } });
  });

  describe("and columns to be dropped", () => {
    const drop = (column: string): Promise<unknown> => api.delete(`${path}/s/tables/t/columns/${column}`);
    const droppedBy = async (sync: number): Promise<number | undefined> =>
      (await api.control.details(id)).syncs[sync]?.droppedColumns;

    it("are dropped by the next sync, once", async () => {
      await setColumn("a", { enabled: false });
      await setColumn("b", { enabled: false });
      await drop("a");
      const body = { schemas: { s: { tables: { t: { columns: ["a", "b"] } } } } };
      expect(await api.post(`${path}/drop-columns`, body)).toMatchObject({ status: 200 });
      await sync();
      expect(await droppedBy(0)).toBe(2);
      await sync();
      expect(await droppedBy(0)).toBeUndefined();
      expect((await columns())["a"]).toMatchObject({ enabled: false });
    });

    it("wait for a sync that succeeds, and stay when they are enabled again", async () => {
      await setColumn("a", { enabled: false });
      await setColumn("b", { enabled: false });
      await drop("a");
      await drop("b");
      await setColumn("b", { enabled: true });
      await api.control.syncRules.add({ outcome: "FAILED", times: 1 });
      await sync();
      expect(await droppedBy(0)).toBeUndefined();
      await sync();
      expect(await droppedBy(0)).toBe(1);
    });

    it("are forgotten when they have left the source as well", async () => {
      await setColumn("a", { enabled: false });
      await drop("a");
      await source({ t: ["b"] });
      await sync();
      expect((await config()).schemas["s"]?.tables["t"]?.columns).toEqual({});
      expect(await drop("a")).toMatchObject({ status: 404 });
      await source({ t: ["a", "b"] });
      await sync();
      expect((await columns())["a"]).toMatchObject({ enabled: true });
    });
  });
});
