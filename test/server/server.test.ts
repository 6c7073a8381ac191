import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@pulumi-fivetran/server";
import { describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "./support/api";

describe("startServer", () => {
  it("listens on loopback when nothing else is said, and asks for no token there", async () => {
    const server = await startServer();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server).toMatchObject({ apiKey: "local-key", apiSecret: "local-secret", token: undefined });
    expect((await fetch(`${server.url}/_local/clock`)).status).toBe(200);
    await server.stop();
  });

  it.each([
    [{ host: "0.0.0.0" }, undefined],
    [{ host: "0.0.0.0", token: "t0k3n" }, "t0k3n"],
    [{ token: "t0k3n" }, "t0k3n"],
  ])("asks for a token with %j", async (options, token) => {
    const server = await startServer(options);
    const clock = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${server.url}/_local/clock`, { headers })).status;
    expect(server.token).toMatch(token ?? /^[\w-]{32}$/);
    expect(await clock({})).toBe(401);
    expect(await clock({ authorization: "Bearer other" })).toBe(401);
    expect(await clock({ authorization: `Bearer ${server.token}` })).toBe(200);
    await server.stop();
  });

  it("takes no empty token", async () => {
    await expect(startServer({ token: "" })).rejects.toThrow("empty token");
  });

  it("stands at exactly the time that it was told to start at, though its base runs", async () => {
    let nowMs = 0;
    const clock = { now: () => (nowMs += 1000) };
    const server = await startServer({ clock, startAt: "2030-01-01T00:00:00Z", frozen: true });
    expect(server.control.clock.now()).toBe(Date.UTC(2030, 0, 1));
    await server.stop();
  });

  it("needs a key", async () => {
    await expect(startServer({ keys: [] })).rejects.toThrow("at least one API key");
  });

  it("refuses a port that is taken, and lets go of its data folder", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    const first = await startServer();
    const port = Number(new URL(first.url).port);
    await expect(startServer({ port, data: folder })).rejects.toThrow("EADDRINUSE");
    await (await startServer({ data: folder })).stop();
    await first.stop();
    rmSync(folder, { recursive: true });
  });

  it("stops at once, with connections open and calls hanging, and twice", async () => {
    const api = await Api.start();
    await api.get("/v1/groups");
    const arrived = new Promise<void>((resolve) => api.control.onApiCall(() => resolve()));
    api.control.halts.set({ at: "apiCall", count: 1 });
    const hanging = Promise.allSettled([api.get("/v1/groups")]);
    await arrived;
    await api.stop();
    await api.stop();
    expect((await hanging)[0].status).toBe("rejected");
  });

  it("gives servers of one process nothing in common", async () => {
    const [one, other] = [await Api.start(), await Api.start()];
    const id = await one.group();
    one.control.faults.add({ status: 503, times: 1 });
    expect((await other.get(`/v1/groups/${id}`)).status).toBe(404);
    expect(one.control.journal()).toHaveLength(1);
    await Promise.all([one.stop(), other.stop()]);
  });

  it("runs twenty times at once, each with its own account", async () => {
    const apis = await Promise.all(Array.from({ length: 20 }, () => Api.start()));
    await Promise.all(apis.map((api, index) => api.group(`of server ${index}`)));
    const names = await Promise.all(
      apis.map(async (api) => itemsOf(await api.get("/v1/groups")).map(({ name }) => name)),
    );
    expect(names).toEqual(apis.map((_, index) => [`of server ${index}`]));
    await Promise.all(apis.map((api) => api.stop()));
  });

  it("takes the time and the ids from the test", async () => {
    const api = await Api.start({
      clock: { now: () => Date.UTC(2030, 0, 1) },
      ids: (position) => `id_${position}`,
    });
    expect((await api.post("/v1/groups", { name: "g" })).data).toEqual({
      id: "id_1",
      name: "g",
      created_at: expect.stringMatching(/^2030-01-01T00:00:00\.000/) as string,
    });
    await api.stop();
  });

  it("finds its account again in the data folder, whole, and no secret in it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    const first = await Api.start({ data: folder });
    const id = await first.connection({ auth: { token: "s3cr3t" } }, { password: "hunter2" });
    await first.post(`/v1/connections/${id}/schemas/reload`, {});
    await first.patch(`/v1/connections/${id}/schemas/public/tables/orders/columns/total`, { hashed: true });
    const before = [
      await first.get(`/v1/connections/${id}`),
      await first.get(`/v1/connections/${id}/schemas`),
    ].map(({ data }) => data);
    await first.stop();

    const again = await Api.start({ data: folder, seed: { groups: [{ name: "not planted" }] } });
    const after = [
      await again.get(`/v1/connections/${id}`),
      await again.get(`/v1/connections/${id}/schemas`),
    ].map(({ data }) => data);
    expect(after).toEqual(before);
    expect((await again.get("/v1/groups")).data).toMatchObject({ items: [{ name: "analytics" }] });
    const stored = JSON.stringify(again.control.snapshot());
    expect(stored).not.toContain("hunter2");
    expect(stored).not.toContain("s3cr3t");
    expect(idOf(await again.post("/v1/groups", { name: "new" }))).not.toBe(id);
    await again.stop();
    rmSync(folder, { recursive: true });
  });

  it("keeps a sync running over a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    const first = await Api.start({ data: folder, seed: { syncDurationMs: 60_000 } });
    const id = await first.connection();
    await first.post(`/v1/connections/${id}/sync`);
    await first.stop();
    const again = await Api.start({ data: folder });
    expect((await again.get(`/v1/connections/${id}`)).data).toMatchObject({
      status: { sync_state: "syncing" },
    });
    await again.control.clock.advance(60_000);
    expect((await again.get(`/v1/connections/${id}`)).data).toMatchObject({
      status: { sync_state: "scheduled" },
    });
    await again.stop();
    rmSync(folder, { recursive: true });
  });
});
