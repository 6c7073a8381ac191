import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ServiceTest } from "../support/serviceTest";

describe("an operation that cannot be unsealed", () => {
  let test: ServiceTest;
  let path: string;
  beforeEach(async () => {
    test = await ServiceTest.start({ pollMs: 60 });
    test.fivetran.server.control.faults.add({ method: "PATCH", path: "/state$", status: 409, times: 1 });
  });
  afterEach(() => test.stop());

  /** Begins an update, whose data key another master key has sealed by the time that it goes on after a restart. */
  async function begin(purpose: "credentials" | "states"): Promise<void> {
    const waits = test.reaches("wait");
    const begun = await test.post("/state/update?wait=0", {
      ...test.credentials,
      connection_id: "orders",
      new_state: { cursor: 2 },
    });
    path = `/operations/${String(begun.body["id"])}`;
    await waits;
    await test.service.runtime.store.database.run(
      "UPDATE fivetran_data_keys SET wrapped = (SELECT value FROM fivetran_meta WHERE name = 'hash_key') WHERE purpose = $1",
      [purpose],
    );
    await test.restart();
    while ((await test.get(path)).body["attention"] === null)
      await new Promise((resolve) => setImmediate(resolve));
  }

  const attention = async () => String((await test.get(path)).body["attention"]);
  const ended = () => test.service.runtime.ended(path.split("/")[2] ?? "", 60_000);

  it("is red, and goes on with the credentials that are named for it", async () => {
    await begin("credentials");
    expect(await attention()).toMatch(/sealed by another master key.*Name credentials for the operation/);
    expect((await test.get("/health")).body).toMatchObject({ status: "red", needing_attention: 1 });
    expect((await test.get("/metrics")).text).toContain("fivetran_operations_needing_attention 1");
    expect(test.logged.join("")).toContain("an operation cannot go on");
    expect(await test.post(`${path}/credentials`, { credentials: "prod" })).toMatchObject({ status: 202 });
    expect(await ended()).toMatchObject({ status: "succeeded" });
    expect(await test.fivetran.stateOf("orders")).toEqual({ cursor: 2 });
    expect(await test.fivetran.isPaused("orders")).toBe(false);
    expect((await test.get("/health")).body).toMatchObject({ status: "ok" });
  });

  it("takes credentials of a request in place of those that nobody can open", async () => {
    await begin("credentials");
    const { api_key, api_secret } = test.credentials;
    const set = (body: object) => test.post(`${path}/credentials`, body);
    expect(await set({ api_key, api_secret: "wrong" })).toMatchObject({ status: 401 });
    expect(await set({ api_key })).toMatchObject({ status: 400 });
    expect(await set({ api_key, api_secret })).toMatchObject({ status: 202 });
    expect(await ended()).toMatchObject({ status: "succeeded" });
    expect(await set({ api_key, api_secret })).toMatchObject({ status: 409 });
    expect(
      await test.service.runtime.store.vault.has(path.split("/")[2] ?? "", "credentials", "credentials"),
    ).toBe(false);
  });

  it("is red where its state is lost, and leaves the connection as it was when it is cancelled", async () => {
    await begin("states");
    expect(await attention()).toMatch(/Cancel the operation/);
    await test.post(`${path}/cancel`, {});
    expect(await ended()).toMatchObject({ status: "cancelled" });
    expect(await test.fivetran.isPaused("orders")).toBe(false);
  });
});
