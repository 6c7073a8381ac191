import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf } from "../support/api";

describe("what is done with a connection", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const statusOf = async (id: string): Promise<unknown> =>
    ((await api.get(`/v1/connections/${id}`)).data as { status: unknown }).status;

  describe("test", () => {
    it("wants a body, be it an empty object", async () => {
      const id = await api.connection({ run_setup_tests: false });
      expect(await api.post(`/v1/connections/${id}/test`)).toMatchObject({
        status: 400,
        code: "InvalidInput",
      });
      expect(await api.post(`/v1/connections/${id}/test`, {})).toMatchObject({
        status: 200,
        message: "Setup tests have been completed",
        data: { id, status: { setup_state: "connected" } },
      });
    });
  });

  describe("sync", () => {
    it("ends at once by default, and discovers the schemas", async () => {
      const id = await api.connection();
      const message = `Sync has been successfully triggered for connection with id '${id}'`;
      const answered = await api.post(`/v1/connections/${id}/sync`, { force: false });
      expect(answered).toMatchObject({ status: 200, code: "Success", message });
      expect(answered.data).toBeUndefined();
      expect((await api.get(`/v1/connections/${id}`)).data).toMatchObject({
        succeeded_at: expect.stringMatching(/^2026-01-02T03:04:05/) as string,
        status: { sync_state: "scheduled", is_historical_sync: false },
      });
      expect(await api.get(`/v1/connections/${id}/schemas`)).toMatchObject({ status: 200 });
      expect(await api.post(`/v1/connections/${id}/force`)).toMatchObject({ status: 200, message });
    });

    it("takes its time where it is given one, on the server's clock", async () => {
      await api.control.configure({ syncDurationMs: 60_000 });
      const id = await api.connection();
      await api.post(`/v1/connections/${id}/sync`);
      expect(await statusOf(id)).toMatchObject({ sync_state: "syncing" });
      expect(await api.post(`/v1/connections/${id}/resync`, {})).toMatchObject({
        status: 409,
        code: "Conflict",
      });
      await api.control.clock.advance(59_999);
      expect(await statusOf(id)).toMatchObject({ sync_state: "syncing" });
      await api.post(`/v1/connections/${id}/sync`, { force: true });
      await api.control.clock.advance(1);
      expect(await statusOf(id)).toMatchObject({ sync_state: "syncing" });
      await api.control.clock.advance(59_999);
      expect(await statusOf(id)).toMatchObject({ sync_state: "scheduled", is_historical_sync: false });
    });

    it("does not run while the connection is paused, and stops when it is", async () => {
      await api.control.configure({ syncDurationMs: 60_000 });
      const id = await api.connection();
      await api.post(`/v1/connections/${id}/sync`);
      await api.patch(`/v1/connections/${id}`, { paused: true });
      expect(await statusOf(id)).toMatchObject({ sync_state: "paused" });
      await api.post(`/v1/connections/${id}/sync`);
      await api.patch(`/v1/connections/${id}`, { paused: false });
      expect(await statusOf(id)).toMatchObject({ sync_state: "scheduled", is_historical_sync: true });
    });

    it("needs a connection that works", async () => {
      const id = await api.connection({ run_setup_tests: false });
      expect(await api.post(`/v1/connections/${id}/sync`)).toMatchObject({
        status: 400,
        code: "InvalidInput",
      });
    });
  });

  describe("resync", () => {
    it("reads the whole history again without a scope", async () => {
      await api.control.configure({ syncDurationMs: 60_000 });
      const id = await api.connection();
      expect(await api.post(`/v1/connections/${id}/resync`)).toMatchObject({ status: 200 });
      expect(await statusOf(id)).toMatchObject({ sync_state: "syncing", is_historical_sync: true });
    });

    it.each([{ scope: {} }, { scope: { public: [] } }, { scope: [] }, { scope: { public: "orders" } }])(
      "refuses %j",
      async (body) => {
        const id = await api.connection();
        expect(await api.post(`/v1/connections/${id}/resync`, body)).toMatchObject({
          status: 400,
          code: "InvalidInput",
        });
      },
    );

    it("of tables needs tables that are there, in both spellings", async () => {
      const id = await api.connection();
      await api.post(`/v1/connections/${id}/schemas/reload`, {});
      const path = `/v1/connections/${id}/schemas`;
      expect(await api.post(`${path}/tables/resync`, { public: ["orders"] })).toMatchObject({
        status: 200,
        message: "Re-sync has been triggered successfully",
      });
      expect(await api.post(`${path}/public/tables/orders/resync`)).toMatchObject({ status: 200 });
      expect(await api.post(`${path}/tables/resync`, {})).toMatchObject({ status: 400 });
      expect(await api.post(`${path}/tables/resync`, { public: ["ORDERS"] })).toMatchObject({ status: 404 });
      expect(await api.post(`${path}/other/tables/orders/resync`)).toMatchObject({ status: 404 });
    });

    it("starts at once when the history is asked for in an update", async () => {
      await api.control.configure({ syncDurationMs: 60_000 });
      const id = await api.connection();
      const updated = await api.patch(`/v1/connections/${id}`, { is_historical_sync: true });
      expect(updated.data).toMatchObject({ status: { sync_state: "syncing", is_historical_sync: true } });
    });
  });

  describe("state", () => {
    it("is for function and Connector SDK connections only", async () => {
      const id = await api.connection();
      expect(await api.get(`/v1/connections/${id}/state`)).toMatchObject({ status: 405 });
      expect(await api.patch(`/v1/connections/${id}/state`, { state: {} })).toMatchObject({ status: 405 });
    });

    it("is replaced while the connection is paused, and not while it syncs", async () => {
      const group = await api.destination();
      const body = { group_id: group, service: "connector_sdk", config: { schema: "sdk" } };
      const path = `/v1/connections/${idOf(await api.post("/v1/connections", body))}`;
      expect(await api.get(`${path}/state`)).toMatchObject({ status: 200, data: { state: {} } });
      expect(await api.patch(`${path}/state`, { state: { cursor: 1 } })).toMatchObject({ status: 400 });
      await api.patch(path, { paused: true });
      expect(await api.patch(`${path}/state`, { state: { cursor: 1 } })).toMatchObject({
        message: "Connection state has been updated",
        data: { state: { cursor: 1 } },
      });
      expect(await api.patch(`${path}/state`, { state: null })).toMatchObject({
        status: 200,
        data: { state: { cursor: 1 } },
      });
      expect(await api.patch(`${path}/state`, { state: 5 })).toMatchObject({ status: 400 });
      expect(await api.get(`${path}/state`)).toMatchObject({ data: { state: { cursor: 1 } } });
    });
  });

  describe("connect card", () => {
    const config = { redirect_uri: "https://acme.com/done", hide_setup_guide: true };

    it("is given with a token and an address, under the API's older word for the connection", async () => {
      const id = await api.connection();
      const card = await api.post(`/v1/connectors/${id}/connect-card`, { connect_card_config: config });
      expect(card).toMatchObject({
        status: 200,
        message: "Connection Connect Card has been created",
        data: {
          connector_id: id,
          connect_card_config: config,
          connect_card: { token: expect.any(String) as string },
        },
      });
      expect(JSON.stringify(card.data)).toContain("redirect_uri=https%3A%2F%2Facme.com%2Fdone");
    });

    it("wants an http address to return to", async () => {
      const id = await api.connection();
      for (const wrong of [
        {},
        { connect_card_config: {} },
        { connect_card_config: { redirect_uri: "ftp://x" } },
      ]) {
        expect(await api.post(`/v1/connections/${id}/connect-card`, wrong)).toMatchObject({
          status: 400,
          code: "InvalidInput",
        });
      }
    });

    it("comes with a creation that asks for it and is not tested", async () => {
      const group = await api.destination();
      const body = { group_id: group, service: "github", connect_card_config: config };
      const created = await api.post("/v1/connections", {
        ...body,
        config: { schema: "a" },
        run_setup_tests: false,
      });
      expect(created.data).toHaveProperty("connect_card.uri");
      const tested = await api.post("/v1/connections", { ...body, config: { schema: "b" } });
      expect(tested.data).not.toHaveProperty("connect_card");
    });
  });
});
