import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "../support/api";

describe("the page's files", () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  });
  afterAll(() => api.stop());

  const get = (path: string): Promise<Response> => fetch(api.server.url + path);

  it("are served to everyone, with a policy that runs and loads nothing else", async () => {
    const page = await get("/");
    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });

  it("hold no script and no style in the markup, and all that they name is there", async () => {
    const html = await (await get("/")).text();
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/_local\/page\/)/);
    const named = [...html.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = ""]) => path);
    expect(named).toContain("/_local/page/main.js");
    expect(named).toContain("/_local/page/page.css");
    for (const path of named.filter((one) => !one.endsWith(".js"))) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
  });

  it.each([
    "/_local/page/nothing.css",
    "/_local/page/..%2F..%2F..%2Fpackage.json",
    "/_local/page/tsconfig.json",
    "/_local/page/main.ts",
    "/_local/page/%2e%2e%2fserver.js",
    "/_local/page/",
  ])("are nothing else: %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
