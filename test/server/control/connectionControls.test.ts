import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../support/api";

describe("what the control API does with a connection", () => {
  let api: Api;
  let id: string;
  beforeEach(async () => {
    api = await Api.start({ frozen: true, seed: { syncDurationMs: 60_000 } });
    id = await api.connection({ paused: true });
  });
  afterEach(() => api.stop());

  const control = async (action: string): Promise<{ status: number; data: unknown }> => {
    const response = await fetch(`${api.server.url}/_local/connections/${action}`, { method: "POST" });
    return { status: response.status, data: await response.json() };
  };
  const syncState = async (): Promise<unknown> =>
    ((await api.get(`/v1/connections/${id}`)).data as { status: { sync_state: string } }).status.sync_state;

  it("resumes, syncs and pauses it, as a client would, and leaves no trace in the journal", async () => {
    const before = api.control.journal().length;
    expect(await control(`${id}/resume`)).toEqual({ status: 200, data: {} });
    expect(await control(`${id}/sync`)).toEqual({ status: 200, data: {} });
    expect(api.control.journal()).toHaveLength(before);
    expect(await syncState()).toBe("syncing");
    await api.control.clock.advance(60_000);
    expect(await syncState()).toBe("scheduled");
    const response = await fetch(`${api.server.url}/_local/overview/connections/${id}`);
    expect(await response.json()).toMatchObject({
      connection: { id },
      syncs: [{ status: "SUCCESSFUL", startedAt: expect.any(String) as string }],
    });
    await control(`${id}/pause`);
    expect(await syncState()).toBe("paused");
  });

  it("lets what is due happen first", async () => {
    await control(`${id}/resume`);
    await control(`${id}/sync`);
    await api.control.clock.advance(60_000);
    await control(`${id}/sync`);
    expect((await api.control.details(id)).syncs.map(({ status }) => status)).toEqual([
      "RUNNING",
      "SUCCESSFUL",
    ]);
  });

  it("answers what the API refuses", async () => {
    await api.control.setStatus(id, { setupState: "incomplete" });
    expect(await control(`${id}/sync`)).toMatchObject({ status: 400, data: { code: "InvalidInput" } });
    expect(await control("nobody/pause")).toMatchObject({ status: 404 });
  });
});
