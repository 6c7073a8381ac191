import type { AccountSeed } from "@pulumi-fivetran/server";
import { describe, expect, it } from "vitest";
import { Api } from "../../support/api";

const seed: AccountSeed = {
  groups: [{ id: "my_group", name: "g" }],
  destinations: [{ groupId: "my_group", service: "snowflake" }],
  connections: [{ id: "my_orders", groupId: "my_group", service: "postgres", schema: "orders" }],
};

async function statusAfter(ms: number, more: AccountSeed): Promise<unknown> {
  const api = await Api.start({ seed: { ...seed, ...more } });
  try {
    api.control.clock.advance(ms);
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
