import type { AccountSeed } from "@pulumi-fivetran/server";
import { describe, expect, it } from "vitest";
import { Api } from "../support/api";

const seed: AccountSeed = {
  groups: [{ id: "my_group", name: "g" }],
  destinations: [{ groupId: "my_group", service: "snowflake" }],
  connections: [{ id: "my_orders", groupId: "my_group", service: "postgres", schema: "orders" }],
};

async function statusAfter(ms: number, more: AccountSeed): Promise<unknown> {
  const api = await Api.start({ seed: { ...seed, ...more } });
  try {
    await api.control.clock.advance(ms);
    return (await api.get("/v1/connections/my_orders")).data;
  } finally {
    await api.stop();
  }
}

describe("a seed's life cycles", () => {
  it("plan the connections that come with them", async () => {
    expect(await statusAfter(60_000, {})).toMatchObject({ status: { is_historical_sync: false } });
    expect(await statusAfter(5, { firstSyncDelayMs: 5 })).toMatchObject({
      status: { is_historical_sync: false },
    });
    expect(await statusAfter(60_000, { schedules: false })).toMatchObject({ succeeded_at: null });
  });

  it("give a connection that has synced the schema config which that sync left", async () => {
    const [mine] = seed.connections ?? [];
    const synced = { id: "my_synced", groupId: "my_group", service: "postgres", schema: "synced" };
    const api = await Api.start({
      seed: {
        ...seed,
        connections: [
          ...(mine === undefined ? [] : [mine]),
          { ...synced, succeededAt: "2026-01-01T00:00:00Z" },
        ],
        sourceShapes: [
          {
            target: { connectionId: "my_synced" },
            shape: { schemas: { s: { tables: { t: { columns: {} } } } } },
          },
        ],
      },
    });
    expect((await api.get("/v1/connections/my_synced/schemas")).data).toMatchObject({
      schema_change_handling: "ALLOW_ALL",
      schemas: { s: { enabled: true, tables: { t: { enabled: true } } } },
    });
    expect(await api.get("/v1/connections/my_orders/schemas")).toMatchObject({
      status: 404,
      code: "NotFound_SchemaConfig",
    });
    await api.stop();
  });

  it("decide how syncs end", async () => {
    const syncRules: AccountSeed["syncRules"] = [
      { service: "postgres", outcome: "FAILED", breaksSetup: true },
    ];
    expect(await statusAfter(60_000, { syncRules })).toMatchObject({ status: { setup_state: "broken" } });
  });

  it("are faulty when a rule has no outcome that there is", async () => {
    const syncRules = [{ outcome: "LOST" }] as unknown as AccountSeed["syncRules"];
    await expect(statusAfter(0, { syncRules })).rejects.toThrow("syncRules.0.outcome");
  });
});
