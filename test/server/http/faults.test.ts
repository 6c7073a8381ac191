import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

describe("faults", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  const groups = async (): Promise<number> => itemsOf(await api.get("/v1/groups")).length;
  const statuses = async (calls: number): Promise<number[]> => {
    const seen: number[] = [];
    for (let call = 0; call < calls; call++) seen.push((await api.get("/v1/groups")).status);
    return seen;
  };

  it("answer with a status and its usual envelope, or with what is given", async () => {
    api.control.faults.add({ status: 429, retryAfter: 7, times: 1 });
    const limited = await api.get("/v1/groups");
    expect(limited).toMatchObject({ status: 429, code: "TooManyRequests" });
    expect(limited.headers.get("retry-after")).toBe("7");
    api.control.faults.add({ status: 400, code: "Odd", message: "said so", times: 1 });
    expect(await api.get("/v1/groups")).toMatchObject({ status: 400, code: "Odd", message: "said so" });
    expect(await groups()).toBe(0);
  });

  it("answer with HTML, with JSON that breaks off, or with any text", async () => {
    api.control.faults.add({ body: "html", times: 1 });
    const html = await api.fetch("GET", "/v1/groups");
    expect([html.status, html.headers.get("content-type")]).toEqual([502, "text/html"]);
    expect(await html.text()).toContain("<html>");
    api.control.faults.add({ body: "malformed", times: 1 });
    const malformed = await api.fetch("GET", "/v1/groups");
    expect(malformed.status).toBe(200);
    await expect(malformed.json()).rejects.toThrow(SyntaxError);
    api.control.faults.add({ body: "upstream went away", status: 503, times: 1 });
    expect(await (await api.fetch("GET", "/v1/groups")).text()).toBe("upstream went away");
  });

  it("match by method and path, let some pass, and end after their times", async () => {
    api.control.faults.add({ method: "post", path: "^/v1/groups$", skip: 1, times: 1, status: 503 });
    expect((await api.post("/v1/groups", { name: "a" })).status).toBe(201);
    expect(await groups()).toBe(1);
    expect((await api.post("/v1/groups", { name: "b" })).status).toBe(503);
    expect((await api.post("/v1/groups", { name: "c" })).status).toBe(201);
    expect(api.control.faults.list()).toMatchObject([{ matched: 3, disturbed: 1 }]);
  });

  it("drop the connection before the operation ran, or after it", async () => {
    api.control.faults.add({ method: "POST", drop: "before", times: 1 });
    await expect(api.post("/v1/groups", { name: "lost" })).rejects.toThrow("fetch failed");
    expect(await groups()).toBe(0);
    api.control.faults.add({ method: "POST", drop: "after", times: 1 });
    await expect(api.post("/v1/groups", { name: "made" })).rejects.toThrow("fetch failed");
    expect(await groups()).toBe(1);
    expect(
      api.control
        .journal()
        .filter(({ method }) => method === "POST")
        .map(({ status, fault }) => ({ status, fault })),
    ).toEqual([
      { status: undefined, fault: "fault_1" },
      { status: undefined, fault: "fault_2" },
    ]);
  });

  it("can report failure for what was done", async () => {
    api.control.faults.add({ method: "POST", afterRunning: true, status: 500, times: 1 });
    expect(await api.post("/v1/groups", { name: "done" })).toMatchObject({
      status: 500,
      code: "InternalServerError",
    });
    expect(await groups()).toBe(1);
  });

  it("strike by chance, the same way for the same seed", async () => {
    const draw = async (seed: number): Promise<number[]> => {
      api.control.faults.clear();
      api.control.faults.add({ probability: 0.3, seed, status: 503 });
      return statuses(40);
    };
    const first = await draw(1);
    expect(await draw(1)).toEqual(first);
    expect(await draw(2)).not.toEqual(first);
    const struck = first.filter((status) => status === 503).length;
    expect(struck).toBeGreaterThan(4);
    expect(struck).toBeLessThan(24);
  });

  it("can be removed one by one", async () => {
    const id = api.control.faults.add({ status: 503 });
    api.control.faults.add({ status: 500 });
    expect(await statuses(1)).toEqual([503]);
    expect(api.control.faults.remove(id)).toBe(true);
    expect(await statuses(1)).toEqual([500]);
    api.control.faults.clear();
    expect(await statuses(1)).toEqual([200]);
  });

  it("that only delay let the call be served", async () => {
    api.control.faults.add({ latencyMs: 1, times: 1 });
    api.control.setLatency(1);
    expect(await statuses(1)).toEqual([200]);
  });
});
