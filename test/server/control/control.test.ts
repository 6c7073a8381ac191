import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf, START_MS } from "../support/api";

describe("the control API", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start({ seed: { groups: [{ id: "seeded_group", name: "seeded" }] } });
  });
  afterEach(() => api.stop());

  /** Without credentials: the control API wants none. */
  const local = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; data: unknown }> => {
    const response = await fetch(`${api.server.url}/_local${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, data: await response.json() };
  };
  const names = async (): Promise<unknown[]> =>
    itemsOf(await api.get("/v1/groups")).map((group) => group["name"]);

  it("gives and clears the journal", async () => {
    await names();
    expect(await local("GET", "/journal")).toMatchObject({
      status: 200,
      data: [{ sequence: 1, path: "/v1/groups" }],
    });
    expect(await local("DELETE", "/journal")).toEqual({ status: 200, data: {} });
    expect(await local("GET", "/journal")).toEqual({ status: 200, data: [] });
  });

  it("adds, lists and removes faults", async () => {
    const added = await local("POST", "/faults", { path: "^/v1/groups$", status: 503, times: 1 });
    expect(added).toEqual({ status: 200, data: { id: "fault_1" } });
    expect(await api.get("/v1/groups")).toMatchObject({ status: 503 });
    expect(await local("GET", "/faults")).toMatchObject({ data: [{ id: "fault_1", disturbed: 1 }] });
    expect(await local("DELETE", "/faults/fault_1")).toMatchObject({ status: 200 });
    expect(await local("DELETE", "/faults/fault_1")).toMatchObject({ status: 404 });
    await local("POST", "/faults", { status: 500 });
    await local("DELETE", "/faults");
    expect(await api.get("/v1/groups")).toMatchObject({ status: 200 });
  });

  it("moves the clock", async () => {
    expect(await local("GET", "/clock")).toEqual({
      status: 200,
      data: { now: new Date(START_MS).toISOString(), frozen: false },
    });
    expect(await local("POST", "/clock", { set: "2027-01-01T00:00:00Z", advanceMs: 1500 })).toMatchObject({
      data: { now: "2027-01-01T00:00:01.500Z" },
    });
    expect((await api.get("/v1/groups")).headers.get("date")).toBe("Fri, 01 Jan 2027 00:00:01 GMT");
    await local("POST", "/clock", { frozen: true });
    await local("POST", "/clock", { frozen: false });
    expect((await api.post("/v1/groups", { name: "late" })).data).toMatchObject({
      created_at: expect.stringMatching(/^2027-01-01T00:00:01\.5/) as string,
    });
  });

  it("rules over setup tests", async () => {
    const rule = { service: "postgres", tests: [{ title: "Login", status: "FAILED" }] };
    const { data } = await local("POST", "/setup-tests", rule);
    const id = await api.connection();
    expect((await api.post(`/v1/connections/${id}/test`, {})).data).toMatchObject({
      setup_tests: [{ title: "Login" }],
    });
    expect(await local("GET", "/setup-tests")).toMatchObject({ data: [{ ...rule, ...(data as object) }] });
    await local("DELETE", `/setup-tests/${(data as { id: string }).id}`);
    expect(await local("GET", "/setup-tests")).toMatchObject({ data: [] });
    await local("POST", "/setup-tests", rule);
    await local("DELETE", "/setup-tests");
    expect(await local("GET", "/setup-tests")).toMatchObject({ data: [] });
  });

  it("sets sources, statuses, settings and latency, authorizes, and adds Fivetran's own connection", async () => {
    const id = await api.connection();
    const shape = { schemas: { s: { tables: { t: { columns: { c: {} } } } } } };
    expect(await local("PUT", "/shapes", { target: { schema: "shop" }, shape })).toMatchObject({
      status: 200,
    });
    expect((await api.post(`/v1/connections/${id}/schemas/reload`, {})).data).toHaveProperty(
      "schemas.s.tables.t",
    );
    await local("PATCH", `/connections/${id}/status`, {
      setupState: "broken",
      rescheduledFor: "2026-02-01T00:00:00Z",
      tasks: [{ code: "c", message: "m" }],
    });
    expect((await api.get(`/v1/connections/${id}`)).data).toMatchObject({
      status: {
        setup_state: "broken",
        sync_state: "rescheduled",
        rescheduled_for: "2026-02-01T00:00:00Z",
        tasks: [{ code: "c", message: "m" }],
      },
    });
    expect(await local("POST", `/connections/${id}/authorize`)).toMatchObject({ status: 200 });
    expect((await api.get(`/v1/connections/${id}`)).data).toMatchObject({
      status: { setup_state: "connected" },
    });
    expect(await local("POST", "/connections/none/authorize")).toMatchObject({ status: 404 });
    expect(await local("PATCH", "/settings", { unsupportedServices: ["postgres"] })).toMatchObject({
      status: 200,
    });
    expect(
      await api.post("/v1/connections", {
        group_id: "seeded_group",
        service: "postgres",
        config: { schema_prefix: "p" },
      }),
    ).toMatchObject({ message: "Unsupported service 'postgres'" });
    expect(await local("PUT", "/latency", { ms: 0 })).toMatchObject({ status: 200 });
    expect(await local("POST", "/groups/seeded_group/metadata-connection")).toMatchObject({
      data: { id: expect.any(String) as string },
    });
    expect(await local("POST", "/groups/none/metadata-connection")).toMatchObject({ status: 404 });
  });

  it("takes and restores snapshots, and starts over", async () => {
    await api.group("kept");
    const { data } = await local("GET", "/snapshot");
    await api.group("lost");
    expect(await local("PUT", "/snapshot", data)).toMatchObject({ status: 200 });
    expect(await names()).toEqual(["seeded", "kept"]);
    api.control.faults.add({ status: 503, path: "never" });
    await local("POST", "/reset");
    expect(await names()).toEqual(["seeded"]);
    expect(await local("GET", "/faults")).toMatchObject({ data: [] });
    expect(api.control.journal()).toHaveLength(1);
  });

  it("halts and releases", async () => {
    await local("POST", "/halt", { at: "apiCall", count: 1 });
    const arrived = new Promise<void>((resolve) => api.control.onApiCall(() => resolve()));
    const outcome = Promise.allSettled([api.get("/v1/groups")]);
    await arrived;
    await local("DELETE", "/halt");
    expect((await outcome)[0].status).toBe("rejected");
    expect(await names()).toEqual(["seeded"]);
  });

  it.each([
    ["/faults", { path: "(" }, "path: is not a regular expression"],
    ["/faults", { probability: 2, nonsense: 1 }, "probability"],
    ["/halt", { at: "later", count: 0 }, "at"],
    ["/clock", { set: "noon" }, "set"],
    ["/setup-tests", { tests: [{ title: "T", status: "GREEN" }] }, "tests.0.status"],
  ])("refuses POST %s %j", async (path, body, fault) => {
    const { status, data } = await local("POST", path, body);
    expect(status).toBe(400);
    expect(JSON.stringify(data)).toContain(fault);
  });

  it("has nothing else", async () => {
    for (const [method, path] of [
      ["GET", "/nothing"],
      ["PUT", "/journal"],
    ] as const) {
      expect(await local(method, path)).toMatchObject({
        status: 404,
        data: { message: expect.stringContaining("no such control call") as string },
      });
    }
  });

  it("answers programs on this machine, not web pages", async () => {
    expect(await local("GET", "/snapshot", undefined, { origin: "https://evil.example" })).toMatchObject({
      status: 403,
    });
  });
});
