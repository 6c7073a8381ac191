import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Journal } from "../../../server/src/http/journal";
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

  it.each([
    ["of a setting", { service: "postgres", config: { schema_prefix: "a", update_method: "PLANTED" } }],
    [
      "of a setting in a list",
      {
        service: "facebook_ads",
        config: { schema: "a", custom_tables: [{ table_name: "t", aggregation: "PLANTED" }] },
      },
    ],
    [
      "of a setting that has known values, in another type",
      { service: "github", config: { schema: "a", auth_mode: ["PLANTED"] } },
    ],
    ["of an unknown setting", { service: "github", config: { schema: "a", auth_mod: { key: "PLANTED" } } }],
    ["of an unknown field", { service: "github", config: { schema: "a" }, authh: "PLANTED" }],
  ])("quotes no value in a warning, nor in a refusal: %s", async (_what, body) => {
    const group_id = await api.destination();
    const reply = await api.post("/v1/connections", { group_id, ...body });
    const { warnings, status } = api.control.journal().at(-1) ?? {};
    expect(status === 400 || warnings?.length).toBeTruthy();
    expect(JSON.stringify([warnings, reply.message])).not.toContain("PLANTED");
  });

  it("does not list control calls", async () => {
    await fetch(`${api.server.url}/_local/journal`);
    expect(api.control.journal()).toEqual([]);
  });
});

describe("a journal's bounds", () => {
  const journalOf = (maxBytes: number): Journal => new Journal({ now: () => 0 }, maxBytes);
  const nowhere = { operation: undefined, kind: undefined };
  const add = (journal: Journal, path: string, size: number) => {
    const text = JSON.stringify({ name: "x".repeat(size) });
    return journal.begin(
      { requestId: path, method: "POST", path },
      { text, json: { value: JSON.parse(text) } },
      nowhere,
    );
  };

  it("drop the oldest bodies first, and say how large they were", () => {
    const journal = journalOf(10_000);
    for (const path of ["/a", "/b", "/c"]) add(journal, path, 4_000)({ status: 200 });
    const [a, b, c] = journal.list();
    expect(a).toMatchObject({ path: "/a", status: 200, body: "4011 bytes, dropped from the journal" });
    expect(b?.body).toMatchObject({ name: "x".repeat(4_000) });
    expect(c?.body).toMatchObject({ name: "x".repeat(4_000) });
  });

  it("drop a body that is larger than all of it, when it is there, and whole entries when no body is left", () => {
    const journal = journalOf(10_000);
    const end = add(journal, "/large", 50_000);
    expect(journal.list()).toMatchObject([{ path: "/large", body: "50011 bytes, dropped from the journal" }]);
    for (let index = 0; index < 100; index++) add(journal, `/${index}`, 1);
    end({ status: 200 });
    const entries = journal.list();
    expect(entries.length).toBeLessThan(45);
    expect(entries.at(-1)).toMatchObject({ path: "/99", sequence: 101 });
    expect(entries.some(({ path }) => path === "/large")).toBe(false);
  });

  it("begin anew when it is cleared", () => {
    const journal = journalOf(10_000);
    for (const path of ["/a", "/b", "/c"]) add(journal, path, 4_000);
    journal.clear();
    for (const path of ["/d", "/e"]) add(journal, path, 4_000);
    expect(journal.list().map(({ body }) => typeof body)).toEqual(["object", "object"]);
  });

  it("hold for a server", async () => {
    const api = await Api.start({ journalBytes: 10_000 });
    for (let index = 0; index < 5; index++) await api.post("/v1/groups", { name: "x".repeat(4_000) });
    expect(api.control.journal()).toHaveLength(5);
    expect(JSON.stringify(api.control.journal()).length).toBeLessThan(12_000);
    await api.stop();
  });
});
