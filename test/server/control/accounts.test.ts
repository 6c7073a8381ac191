import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Caller, idOf, itemsOf } from "../support/caller";
import { zipOf } from "../support/package";

describe("the control API over several accounts", () => {
  let server: LocalServer;
  let acme: Caller;
  let globex: Caller;
  beforeEach(async () => {
    server = await startServer({
      accounts: [
        { id: "acme", groups: [{ id: "acme_group", name: "a" }] },
        { id: "globex", groups: [{ id: "globex_group", name: "g" }] },
      ],
    });
    const caller = (id: string): Caller =>
      new Caller({ url: server.url, apiKey: `${id}-key`, apiSecret: `${id}-secret` });
    [acme, globex] = [caller("acme"), caller("globex")];
  });
  afterEach(() => server.stop());

  const local = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; data: unknown }> => {
    const response = await fetch(`${server.url}/_local${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, data: await response.json() };
  };
  const names = async (caller: Caller): Promise<unknown[]> =>
    itemsOf(await caller.get("/v1/groups")).map(({ name }) => name);

  it("names the account by query or header, the first without one, and refuses others", async () => {
    for (const [path, headers, changed] of [
      ["/groups/globex_group/metadata-connection?account=globex", {}, globex],
      ["/groups/globex_group/metadata-connection", { "x-fivetran-local-account": "globex" }, globex],
      ["/groups/acme_group/metadata-connection", {}, acme],
    ] as const) {
      const { status, data } = await local("POST", path, undefined, headers);
      expect(status).toBe(200);
      expect(await changed.get(`/v1/connections/${(data as { id: string }).id}`)).toMatchObject({
        status: 200,
      });
    }
    expect(await local("POST", "/groups/globex_group/metadata-connection")).toMatchObject({ status: 404 });
    expect(await local("POST", "/reset?account=initech")).toMatchObject({
      status: 404,
      data: { message: "There is no account 'initech' here, only: acme, globex." },
    });
    expect(() => server.control.account("initech")).toThrow("no account 'initech'");
  });

  it("snapshots and restores one or all", async () => {
    const all = (await local("GET", "/snapshot")).data as { account: string }[];
    expect(new Set(all.map(({ account }) => account))).toEqual(new Set(["acme", "globex"]));
    const one = (await local("GET", "/snapshot?account=globex")).data as { account: string }[];
    expect(new Set(one.map(({ account }) => account))).toEqual(new Set(["globex"]));
    const addTo = async (...callers: Caller[]): Promise<void> => {
      for (const caller of callers) await caller.post("/v1/groups", { name: "new" });
    };

    await addTo(acme, globex);
    expect(await local("PUT", "/snapshot?account=globex", one)).toMatchObject({ status: 200 });
    expect([await names(acme), await names(globex)]).toEqual([["a", "new"], ["g"]]);
    await addTo(globex);
    expect(await local("PUT", "/snapshot", one)).toMatchObject({ status: 200 });
    expect([await names(acme), await names(globex)]).toEqual([["a", "new"], ["g"]]);
    expect(await local("PUT", "/snapshot", all)).toMatchObject({ status: 200 });
    expect([await names(acme), await names(globex)]).toEqual([["a"], ["g"]]);
  });

  it("restores nothing of a snapshot that is not one", async () => {
    const all = (await local("GET", "/snapshot")).data as { account: string; collection: string }[];
    await acme.post("/v1/groups", { name: "new" });
    const before = JSON.stringify(server.control.snapshot());
    const strange = all.map((entry) => ({
      ...entry,
      account: entry.account === "acme" ? "initech" : "globex",
    }));
    expect(await local("PUT", "/snapshot", strange)).toMatchObject({ status: 404 });
    expect(await local("PUT", "/snapshot?account=acme", all)).toMatchObject({
      status: 400,
      data: { message: "The snapshot is of the account 'globex', not of 'acme'." },
    });
    const headless = all.filter(
      ({ account, collection }) => account !== "globex" || collection !== "account",
    );
    expect(await local("PUT", "/snapshot", headless)).toMatchObject({
      status: 400,
      data: { message: "The snapshot holds no account 'globex'." },
    });
    expect(JSON.stringify(server.control.snapshot())).toBe(before);
  });

  it("restores packages where their bytes are, and nowhere else", async () => {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(zipOf({ "connector.py": "x" }))]), "code.zip");
    const path = "/v1/connector-sdk/packages";
    const id = idOf(await acme.post(path, form));
    const snapshot = server.control.snapshot();
    expect(await acme.delete(`${path}/${id}`)).toMatchObject({ status: 200 });
    await server.control.restore(snapshot);
    expect((await acme.fetch("GET", `${path}/${id}/download`)).status).toBe(200);
    const other = await startServer({ accounts: [{ id: "acme" }, { id: "globex" }] });
    await expect(other.control.restore(snapshot)).rejects.toThrow(`packages '${id}' are not here`);
    await other.stop();
  });

  it("resets one or all", async () => {
    await acme.post("/v1/groups", { name: "new" });
    await globex.post("/v1/groups", { name: "new" });
    server.control.faults.add({ status: 503, path: "never" });
    await local("POST", "/reset?account=acme");
    expect([await names(acme), await names(globex)]).toEqual([["a"], ["g", "new"]]);
    expect(server.control.faults.list()).toHaveLength(1);
    await local("POST", "/reset");
    expect([await names(acme), await names(globex)]).toEqual([["a"], ["g"]]);
    expect(server.control.faults.list()).toEqual([]);
  });

  it("shows all of them, without any secret", async () => {
    await globex.post("/v1/destinations", {
      group_id: "globex_group",
      service: "snowflake",
      time_zone_offset: "0",
      config: { host: "h", password: "hunter2" },
    });
    const made = await globex.post("/v1/connections", {
      group_id: "globex_group",
      service: "postgres",
      config: { schema_prefix: "shop", host: "h", password: "hunter2" },
    });
    const { id } = made.data as { id: string };
    const { data } = await local("GET", "/overview");
    expect(data).toMatchObject({
      version: expect.any(String) as string,
      clock: { frozen: false },
      accounts: [
        { id: "acme", groups: [{ id: "acme_group", name: "a", destination: null, connections: [] }] },
        {
          id: "globex",
          counts: { connections: 1 },
          groups: [
            {
              destination: { service: "snowflake", setup_status: "connected" },
              connections: [{ id, schema: "shop", status: { setup_state: "connected" } }],
            },
          ],
        },
      ],
    });
    await globex.post(`/v1/connections/${id}/schemas/reload`, {});
    const details = await local("GET", `/overview/connections/${id}?account=globex`);
    expect(details.data).toMatchObject({
      connection: { id, config: { password: "******" } },
      schema_config: { schemas: { public: { tables: { orders: { enabled: true } } } } },
      source: { schemas: { public: { tables: { orders: { columns: { id: { isPrimaryKey: true } } } } } } },
    });
    expect(JSON.stringify([data, details.data])).not.toContain("hunter2");
    expect(await local("GET", `/overview/connections/${id}`)).toMatchObject({ status: 404 });
  });
});
