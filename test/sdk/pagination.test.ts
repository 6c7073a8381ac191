import { type Group, isUnreadable } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, expectTypeOf, it } from "vitest";
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
    const names: (string | undefined)[] = [];
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
      for await (const { name } of makeClient().client.groups.list()) seen.push(name ?? "");
    };
    const error = await failureOf(walk());
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", fieldPath: "data.next_cursor" });
    expect(error.message).toContain("the next page is one that came before");
    expect(seen).toEqual(["first", ...cursors.slice(0, calls - 2)]);
  });

  describe("with elements that cannot be read", () => {
    const odd = [group("a"), { ...group("b"), id: 7 }, null, { ...group("d"), name: 5 }];
    const prepare = () =>
      nock(HOST)
        .get("/v1/groups?limit=1000")
        .reply(200, success({ items: odd }));

    it("hands them out as they are, marked, and tells of each once", async () => {
      prepare();
      const { client, events } = makeClient();
      const groups = await client.groups.list().all();
      expect(groups.map(({ id }) => id)).toEqual(["decent_dropsy", undefined, undefined, "decent_dropsy"]);
      expect(groups.map(isUnreadable)).toEqual([false, true, true, false]);
      expect(groups.flatMap((each) => (isUnreadable(each) ? [each.unreadableValue] : []))).toEqual([
        odd[1],
        null,
      ]);
      const told = events.filter((event) => event.type === "unreadable");
      expect(told.map(({ place }) => place)).toEqual([
        "data.items[1].id",
        "data.items[2]",
        "data.items[3].name",
      ]);
    });

    it("leaves them out where only what can be read is asked for", async () => {
      prepare();
      const groups = await makeClient().client.groups.list().readable().toArray();
      expect(groups.map(({ name }) => name)).toEqual(["a", undefined]);
      expectTypeOf(groups).toEqualTypeOf<Group[]>();
    });

    it.each([
      ["an element", {}, "data.items[1].id"],
      ["a field that decides", { readable: ["name"] }, "data.items[1].name"],
      ["a field that must be there", { required: ["name"] }, "data.items[1].name"],
    ] as const)("fails with the place of %s where something is decided", async (what, fields, fieldPath) => {
      const items = what === "an element" ? odd.slice(0, 2) : [odd[0], odd[3]];
      nock(HOST).get("/v1/groups?limit=1000").reply(200, success({ items }));
      const error = await failureOf(makeClient().client.groups.list().strict(fields).toArray());
      expect(error).toMatchObject({ name: "UnexpectedAnswerError", path: "/v1/groups", fieldPath });
    });

    it("fails where a field that decides is missing, and not where it may be", async () => {
      const items = [group("a"), { id: "b" }];
      nock(HOST).get("/v1/groups?limit=1000").times(2).reply(200, success({ items }));
      const list = makeClient().client.groups.list();
      expect(await failureOf(list.strict({ required: ["name"] }).toArray())).toMatchObject({
        fieldPath: "data.items[1].name",
      });
      expect(await list.strict({ readable: ["name"] }).toArray()).toHaveLength(2);
    });

    it.each([{ next_cursor: 5 }, { items: { 0: group("a") } }])("fails as a whole for %j", async (wrong) => {
      nock(HOST)
        .get("/v1/groups?limit=1000")
        .reply(200, success({ items: [], ...wrong }));
      expect(await failureOf(makeClient().client.groups.list().all())).toMatchObject({
        fieldPath: `data.${Object.keys(wrong)[0] ?? ""}`,
      });
    });
  });

  describe("is lazy", () => {
    const lists = () => makeClient().client.groups.list({ pageSize: 2 }).readable();
    const firstPage = () =>
      nock(HOST)
        .get("/v1/groups?limit=2")
        .reply(200, success({ items: [group("a"), group("b")], next_cursor: "x" }));
    const secondPage = () =>
      nock(HOST)
        .get("/v1/groups?cursor=x&limit=2")
        .reply(200, success({ items: [group("c")] }));

    it("in map, filter and toArray", async () => {
      firstPage();
      secondPage();
      const names = lists()
        .filter(({ name }) => name !== "b")
        .map(({ name = "" }) => name.toUpperCase());
      expect(await names.toArray()).toEqual(["A", "C"]);
    });

    it("in take and find, which fetch nothing further", async () => {
      firstPage();
      expect(await lists().take(2).toArray()).toHaveLength(2);
      firstPage();
      expect(await lists().find(({ name }) => name === "b")).toMatchObject({ name: "b" });
      expect(await lists().take(0).toArray()).toEqual([]);
      expect(() => lists().take(-1)).toThrow(RangeError);
    });

    it("in find, which says undefined at the end", async () => {
      firstPage();
      secondPage();
      expect(await lists().find(({ name }) => name === "z")).toBeUndefined();
    });

    it("from a cursor on", async () => {
      secondPage();
      const rest = makeClient().client.groups.list({ pageSize: 2, cursor: "x" });
      expect((await rest.toArray()).map(({ name }) => name)).toEqual(["c"]);
      secondPage();
      expect((await rest.page()).items).toHaveLength(1);
    });

    it.each([{ pageSize: 0 }, { pageSize: 1001 }, { cursor: "" }])("and refuses %j", async (options) => {
      const error = await failureOf(makeClient().client.groups.list(options).toArray());
      expect(error).toMatchObject({ name: "InvalidInputError" });
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
    const seen: (string | undefined)[] = [];
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
