import nock from "nock";
import { describe, expect, it } from "vitest";
import { failureOf, GROUP, HOST, makeClient, success, useNock } from "./support/api.ts";

useNock();

const group = (name: string) => ({ ...GROUP, name });

/** Three groups on two pages. */
function twoPages() {
  return nock(HOST)
    .get("/v1/groups?limit=1000")
    .reply(200, success({ items: [group("a"), group("b")], next_cursor: "next/page" }))
    .get("/v1/groups?cursor=next%2Fpage&limit=1000")
    .reply(200, success({ items: [group("c")] }));
}

describe("Listing", () => {
  it("sends nothing before it is asked", () => {
    makeClient().client.groups.list();
  });

  it("goes through all pages", async () => {
    twoPages();
    const names: string[] = [];
    for await (const { name } of makeClient().client.groups.list()) names.push(name);
    expect(names).toEqual(["a", "b", "c"]);
  });

  it("fetches the next page only when it gets there", async () => {
    nock(HOST)
      .get("/v1/groups?limit=1000")
      .reply(200, success({ items: [group("a"), group("b")], next_cursor: "x" }));
    for await (const { name } of makeClient().client.groups.list()) if (name === "b") break;
  });

  it("gives everything at once, and starts anew each time", async () => {
    const listing = makeClient().client.groups.list();
    twoPages();
    expect((await listing.all()).map(({ name }) => name)).toEqual(["a", "b", "c"]);
    twoPages();
    expect(await listing.all()).toHaveLength(3);
  });

  it("gives one page", async () => {
    const { client } = makeClient();
    nock(HOST)
      .get("/v1/groups")
      .reply(200, success({ items: [group("a")], next_cursor: "x" }));
    expect(await client.groups.list().page()).toEqual({
      items: [expect.objectContaining({ name: "a" })],
      nextCursor: "x",
    });
    nock(HOST)
      .get("/v1/groups?cursor=x&limit=2")
      .reply(200, success({ items: [] }));
    expect(await client.groups.list().page({ cursor: "x", limit: 2 })).toEqual({ items: [] });
  });

  it.each([0, 1001, 1.5, Number.NaN])("refuses a page of %s items", async (limit) => {
    const error = await failureOf(makeClient().client.groups.list().page({ limit }));
    expect(error).toMatchObject({ name: "InvalidInputError", path: "/v1/groups" });
    expect(error.message).toContain(`limit must be a whole number from 1 to 1000, and is ${limit}`);
  });

  it("ends with an error when the next page is the same again, instead of never", async () => {
    nock(HOST)
      .get("/v1/groups?limit=1000")
      .reply(200, success({ items: [], next_cursor: "x" }))
      .get("/v1/groups?cursor=x&limit=1000")
      .reply(200, success({ items: [], next_cursor: "x" }));
    const error = await failureOf(makeClient().client.groups.list().all());
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", fieldPath: "data.next_cursor" });
  });

  it.each([
    ["two", ["A", "B", "A", "B"], 3],
    ["three", ["A", "B", "C", "A"], 4],
    ["a later one", ["A", "B", "C", "B"], 4],
  ])("ends when cursors go round, over %s", async (_, cursors, calls) => {
    for (let call = 0; call < calls; call += 1) {
      const cursor = cursors[call - 1];
      nock(HOST)
        .get(`/v1/groups?${cursor === undefined ? "" : `cursor=${cursor}&`}limit=1000`)
        .reply(200, success({ items: [group(cursor ?? "first")], next_cursor: cursors[call] }));
    }
    const seen: string[] = [];
    const walk = async () => {
      for await (const { name } of makeClient().client.groups.list()) seen.push(name);
    };
    const error = await failureOf(walk());
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", fieldPath: "data.next_cursor" });
    expect(error.message).toContain("the next page is one that came before");
    expect(seen).toEqual(["first", ...cursors.slice(0, calls - 2)]);
  });

  it("names the item that is not as documented", async () => {
    nock(HOST)
      .get("/v1/groups?limit=1000")
      .reply(200, success({ items: [group("a"), { ...group("b"), id: 7 }] }));
    expect(await failureOf(makeClient().client.groups.list().all())).toMatchObject({
      fieldPath: "data.items[1].id",
    });
  });

  it("rejects, and does not throw, for an id that cannot be sent", async () => {
    const listing = makeClient().client.groups.listConnections("");
    expect(await failureOf(listing.all())).toMatchObject({ name: "InvalidInputError" });
  });

  it("passes the signal to each page", async () => {
    const controller = new AbortController();
    nock(HOST)
      .get("/v1/groups?limit=1000")
      .reply(200, success({ items: [group("a")], next_cursor: "x" }));
    const seen: string[] = [];
    const walk = async () => {
      for await (const { name } of makeClient().client.groups.list({ signal: controller.signal })) {
        seen.push(name);
        controller.abort();
      }
    };
    expect(await failureOf(walk())).toMatchObject({ name: "AbortedError" });
    expect(seen).toEqual(["a"]);
  });
});
