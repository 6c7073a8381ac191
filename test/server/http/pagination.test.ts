import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

const GROUPS = 203;

describe("lists", () => {
  let api: Api;
  beforeAll(async () => {
    const groups = Array.from({ length: GROUPS }, (_, index) => ({ name: `g${index}` }));
    api = await Api.start({ seed: { groups } });
  });
  afterAll(() => api.stop());

  const page = async (query: string): Promise<{ names: unknown[]; next: unknown }> => {
    const reply = await api.get(`/v1/groups${query}`);
    return {
      names: itemsOf(reply).map((item) => item["name"]),
      next: (reply.data as { next_cursor?: string }).next_cursor,
    };
  };

  it("come in pages of 100, and the last one has no cursor", async () => {
    const names: unknown[] = [];
    const sizes: number[] = [];
    for (let query = ""; ; ) {
      const { names: more, next } = await page(query);
      names.push(...more);
      sizes.push(more.length);
      if (next === undefined) break;
      query = `?cursor=${String(next)}`;
    }
    expect(sizes).toEqual([100, 100, 3]);
    expect(names).toEqual(Array.from({ length: GROUPS }, (_, index) => `g${index}`));
  });

  it("come in pages of any size from 1 to 1000, with documented cursors that can be used again", async () => {
    expect(await page("?limit=1")).toEqual({ names: ["g0"], next: "eyJza2lwIjoxfQ" });
    expect(await page("?limit=2&cursor=eyJza2lwIjoxfQ")).toMatchObject({ names: ["g1", "g2"] });
    expect(await page("?limit=1&cursor=eyJza2lwIjoxfQ")).toMatchObject({ names: ["g1"] });
    expect(await page("?limit=1000")).toMatchObject({ next: undefined });
    expect(await page(`?limit=${GROUPS}`)).toMatchObject({ next: undefined });
    expect(await page(`?cursor=${Buffer.from('{"skip":5000}').toString("base64url")}`)).toEqual({
      names: [],
      next: undefined,
    });
  });

  it.each([
    "limit=0",
    "limit=1001",
    "limit=-1",
    "limit=ten",
    "limit=1.5",
    "limit=",
    "cursor=",
    "cursor=nonsense",
    `cursor=${Buffer.from('{"skip":-1}').toString("base64url")}`,
    `cursor=${Buffer.from('{"skip":1,"x":2}').toString("base64url")}`,
  ])("refuse %s", async (query) => {
    expect(await api.get(`/v1/groups?${query}`)).toMatchObject({ status: 400, code: "InvalidInput" });
  });
});
