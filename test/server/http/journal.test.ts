import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../support/api";

describe("the journal", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  it("lists the requests in their order, refused ones too, and goes on counting when it is cleared", async () => {
    await api.get("/v1/groups?limit=5");
    await api.get("/v1/groups/none");
    expect(api.control.journal()).toMatchObject([
      { sequence: 1, method: "GET", path: "/v1/groups?limit=5", status: 200, at: "2026-01-02T03:04:05.000Z" },
      { sequence: 2, method: "GET", path: "/v1/groups/none", status: 404 },
    ]);
    expect(api.control.journal()[0]).not.toHaveProperty("body");
    api.control.clearJournal();
    expect(api.control.journal()).toEqual([]);
    await api.get("/v1/groups");
    expect(api.control.journal()).toMatchObject([{ sequence: 3 }]);
  });

  it("shows bodies without a secret in them, at any depth, in whatever request", async () => {
    const secrets = ["hunter2", "s3cr3t", "r3fr3sh", "nested", "in-list", "BEGIN KEY"];
    await api.post("/v1/connections", {
      service: "postgres",
      config: {
        host: "db",
        password: secrets[0],
        tunnels: [{ passphrase: secrets[3], port: 22 }],
        secrets_list: [{ key: "k", value: secrets[4] }],
        private_key: secrets[5],
        empty_token: "",
      },
      auth: {
        client_access: { client_id: "some-client", client_secret: secrets[1] },
        refresh_token: secrets[2],
      },
    });
    await api.call("POST", "/v1/groups", `{"password": "${secrets[0]}`);
    const text = JSON.stringify(api.control.journal());
    for (const secret of [...secrets, "some-client"]) expect(text).not.toContain(secret);
    expect(api.control.journal()[0]?.body).toMatchObject({
      service: "postgres",
      config: {
        host: "db",
        password: "******",
        tunnels: [{ passphrase: "******", port: 22 }],
        empty_token: "",
      },
      auth: { client_access: { client_id: "******", client_secret: "******" }, refresh_token: "******" },
    });
  });

  it("does not list control calls", async () => {
    await fetch(`${api.server.url}/_local/journal`);
    expect(api.control.journal()).toEqual([]);
  });
});
