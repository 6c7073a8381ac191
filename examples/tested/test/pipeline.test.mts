import { readFileSync } from "node:fs";
import type { LocalServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deploy, startFivetran, WAREHOUSE } from "./stack.mjs";
import { model, query } from "./warehouse.mjs";

/** Each test goes on where the one before ended. */
describe("the pipeline", () => {
  let server: LocalServer;
  let ids: string[];

  beforeAll(async () => {
    server = await startFivetran();
    const { shopId, crmId } = await deploy(server);
    ids = [String(shopId?.value), String(crmId?.value)];
  }, 300_000);
  afterAll(async () => {
    await server.stop();
  });

  const sync = async (): Promise<void> => {
    for (const id of ids) await server.control.sync(id);
    await server.control.idle();
    for (const id of ids) {
      const [last] = (await server.control.details(id)).syncs;
      expect(last?.reason).toBeUndefined();
      expect(last?.status).toBe("SUCCESSFUL");
    }
  };

  it("loads what was declared, and nothing else", async () => {
    await sync();
    expect(
      await query(
        "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_schema NOT LIKE '_fivetran%' ORDER BY 1",
      ),
    ).toEqual([{ name: "crm.account" }, { name: "shop_public.customers" }, { name: "shop_public.orders" }]);
  });

  it("hashes e-mails, and leaves phones out", async () => {
    const customers = await query("SELECT * FROM shop_public.customers ORDER BY id");
    expect(customers).toMatchObject([
      { id: "1", name: "Ann", email: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { id: "2", name: "Bob", email: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(customers[0]).not.toHaveProperty("phone");
    expect(readFileSync(WAREHOUSE).includes("ann@example.com")).toBe(false);
  });

  it("gives the model what it needs", async () => {
    expect(await model("revenue")).toEqual([
      { account: "Acme", revenue: 25, orders: 2 },
      { account: "Bolt", revenue: 100, orders: 1 },
    ]);
  });

  it("follows the sources: fixtures/shop/2 is what the second sync finds", async () => {
    await sync();
    expect(await model("revenue")).toEqual([
      { account: "Acme", revenue: 19.9, orders: 1 },
      { account: "Bolt", revenue: 100, orders: 2 },
    ]);
    expect(await query("SELECT id FROM shop_public.orders WHERE _fivetran_deleted")).toEqual([{ id: "11" }]);
  });
});
