import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { releaseAll, releaseHold, takeHold } from "../../../operations/src/holds/release";
import type { Runtime } from "../../../operations/src/runtime/runtime";
import type { StepTools } from "../../../operations/src/workflow/workflow";
import { OperationsTest } from "../support/operationsTest";

describe("holds", () => {
  let test: OperationsTest;
  let store: Runtime;
  let tools: StepTools;
  beforeEach(async () => {
    test = await OperationsTest.start();
    store = await test.open();
    tools = { client: test.client, signal: new AbortController().signal };
  });
  afterEach(() => test.stop());

  const take = (operation: string, connection: string) =>
    takeHold(store.store.holds, operation, connection, tools);
  const release = (operation: string, connection: string) =>
    releaseHold(store.store.holds, operation, connection, tools);

  it("note whether a connection ran by the first, and resume it by the last, in any order", async () => {
    expect(await Promise.all([take("a", "orders"), take("b", "orders"), take("c", "orders")])).toEqual([
      true,
      true,
      true,
    ]);
    expect(await release("a", "orders")).toBe("held");
    expect(await release("c", "orders")).toBe("held");
    expect(await test.isPaused("orders")).toBe(true);
    expect(await release("b", "orders")).toBe("resumed");
    expect(await test.isPaused("orders")).toBe(false);
    // Asked again, as after a crash, it says the same and does nothing.
    expect(await release("b", "orders")).toBe("resumed");
    expect(await release("d", "orders")).toBe("notHeld");
    expect(test.writes()).toHaveLength(2);
  });

  it("do not let one begin while another ends", async () => {
    await take("a", "orders");
    await Promise.all([release("a", "orders"), take("b", "orders")]);
    expect(await test.isPaused("orders")).toBe(true);
    expect(await release("b", "orders")).toBe("resumed");
  });

  it("leave paused what was paused, and let go of what is gone", async () => {
    expect(await take("a", "resting")).toBe(false);
    await take("a", "orders");
    await take("a", "shop");
    await test.client.connections.delete("shop");
    expect(await releaseAll(store.store.holds, "a", tools)).toEqual({
      orders: "resumed",
      resting: "paused",
      shop: "gone",
    });
    expect(await test.isPaused("resting")).toBe(true);
    expect(await store.store.holds.list()).toEqual([]);
  });

  it("tell our resumption from somebody else's", async () => {
    await take("a", "orders");
    await test.client.connections.resume("orders");
    expect(await release("a", "orders")).toBe("resumedByOthers");
    await take("a", "orders");
    test.server.control.faults.add({
      method: "PATCH",
      path: "/orders$",
      status: 400,
      afterRunning: true,
      times: 1,
    });
    await expect(release("a", "orders")).rejects.toThrow();
    expect(await release("a", "orders")).toBe("resumed");
  });

  it("go on with the others where one cannot be resumed", async () => {
    await take("a", "orders");
    await take("a", "shop");
    test.server.control.faults.add({ method: "PATCH", path: "/orders$", status: 400, times: 1 });
    await expect(releaseAll(store.store.holds, "a", tools)).rejects.toThrow();
    expect(await test.isPaused("shop")).toBe(false);
    expect(await releaseAll(store.store.holds, "a", tools)).toEqual({ orders: "resumed", shop: "resumed" });
  });
});
