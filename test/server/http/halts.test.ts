import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

describe("halts", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  /** Resolves when the n-th API call has arrived. */
  const arrived = (count: number): Promise<void> =>
    new Promise((resolve) => {
      api.control.onApiCall((now) => {
        if (now === count) setImmediate(resolve);
      });
    });
  const groups = async (): Promise<number> => itemsOf(await api.get("/v1/groups")).length;

  it.each([
    { afterRunning: false, made: 1 },
    { afterRunning: true, made: 2 },
  ])("leave everything from the N-th call on unanswered: %j", async ({ afterRunning, made }) => {
    const third = arrived(3);
    api.control.halts.set({ at: "apiCall", count: 2, afterRunning });
    expect((await api.post("/v1/groups", { name: "first" })).status).toBe(201);
    const hanging = [api.post("/v1/groups", { name: "second" }), api.post("/v1/groups", { name: "third" })];
    const outcomes = Promise.allSettled(hanging);
    await third;
    api.control.halts.release();
    expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await groups()).toBe(made);
  });

  it("count writes too, and tell of each", async () => {
    const writes: number[] = [];
    const end = api.control.onStoreWrite((count) => writes.push(count));
    const written = new Promise<void>((resolve) => {
      api.control.onStoreWrite((count) => {
        if (count === 2) setImmediate(resolve);
      });
    });
    api.control.halts.set({ at: "storeWrite", count: 2 });
    await groups();
    expect((await api.post("/v1/groups", { name: "first" })).status).toBe(201);
    const outcome = Promise.allSettled([api.post("/v1/groups", { name: "second" })]);
    await written;
    api.control.halts.release();
    expect((await outcome)[0].status).toBe("rejected");
    end();
    await api.post("/v1/groups", { name: "third" });
    expect(writes).toEqual([1, 2]);
    expect(await groups()).toBe(3);
  });
});
