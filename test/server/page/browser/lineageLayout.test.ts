import { describe, expect, it } from "vitest";
import { accountTree, find, type Item } from "../../../../server/src/page/browser/accountTree";
import {
  type Layout,
  type LayoutOptions,
  layOut,
  neighbour,
  type Place,
} from "../../../../server/src/page/browser/lineageLayout";
import { account, connection, details, group } from "./account";

const [a, b, c] = [connection("a"), connection("b"), connection("c")];
const loaded = new Map([
  ["a", details(a, { public: 3, audit: 1 })],
  ["c", details(c, { main: 2 })],
]);
const tree = accountTree(account(group("one", [a, b]), group("two", [c]), group("bare", [], false)), loaded);

function laidOut(options: Partial<LayoutOptions> = {}): Layout {
  return layOut(tree, {
    isOpen: () => true,
    limitOf: () => 100,
    selected: undefined,
    ...options,
  });
}

/** `label@column,row` of each place. */
function placed({ places }: Layout): string[] {
  return places.map(({ item, more, column, row }) => `${item?.label ?? `+${more?.hidden}`}@${column},${row}`);
}

function placeOf(layout: Layout, key: string): Place {
  const place = layout.places.find((one) => one.key === key);
  if (place === undefined) throw new Error(`${key} is not in the picture`);
  return place;
}

function itemOf(key: string): Item {
  const item = find(tree, key);
  if (item === undefined) throw new Error(`${key} is not in the tree`);
  return item;
}

describe("the lineage's layout", () => {
  it("puts each kind in its column, and parents beside the first of what is below them", () => {
    expect(placed(laidOut())).toEqual([
      "name of one@0,0",
      "snowflake@1,0",
      "schema_of_a@2,0",
      "public@3,0",
      "t0@4,0",
      "t1@4,1",
      "t2@4,2",
      "audit@3,3",
      "t0@4,3",
      "schema_of_b@2,1",
      "name of two@0,2",
      "snowflake@1,2",
      "schema_of_c@2,2",
      "main@3,4",
      "t0@4,4",
      "t1@4,5",
      "name of bare@0,3",
    ]);
    expect(laidOut().rows).toBe(6);
  });

  it("gives no place to two, and draws each line from a parent to what is below it, never upwards", () => {
    const { places, lines } = laidOut();
    expect(new Set(places.map(({ column, row }) => `${column},${row}`)).size).toBe(places.length);
    expect(lines).toHaveLength(places.length - tree.length);
    for (const { from, to } of lines) {
      expect(to.item?.parent).toBe(from.item);
      expect(to.column).toBe(from.column + 1);
      expect(to.row).toBeGreaterThanOrEqual(from.row);
    }
  });

  it("lets no lines cross: in each column parents come in the order of what is below them", () => {
    const { lines } = laidOut();
    for (const one of lines) {
      for (const other of lines) {
        if (one.from.column !== other.from.column || one.from.row >= other.from.row) continue;
        expect(one.to.row).toBeLessThan(other.to.row);
      }
    }
  });

  it("moves no connection when one is opened", () => {
    const rows = (isOpen: LayoutOptions["isOpen"]): unknown =>
      laidOut({ isOpen })
        .places.filter(({ column }) => column <= 2)
        .map(({ key, row }) => [key, row]);
    expect(rows(({ kind }) => kind !== "connection")).toEqual(rows(() => true));
  });

  it("shows nothing below what is closed", () => {
    expect(placed(laidOut({ isOpen: () => false }))).toEqual([
      "name of one@0,0",
      "name of two@0,1",
      "name of bare@0,2",
    ]);
  });

  it("stands in for what is beyond the limit, and shows what is selected all the same", () => {
    const limitOf = (item: Item | undefined): number => (item?.kind === "schema" ? 1 : 100);
    const short = laidOut({ limitOf });
    expect(placed(short).slice(3, 9)).toEqual([
      "public@3,0",
      "t0@4,0",
      "+2@4,1",
      "audit@3,2",
      "t0@4,2",
      "schema_of_b@2,1",
    ]);
    const more = short.places.find((place) => place.more !== undefined);
    expect(more?.more?.of).toBe(itemOf("schema/a/public"));
    const selected = itemOf("table/a/public/t2");
    expect(placed(laidOut({ limitOf, selected })).slice(3, 7)).toEqual([
      "public@3,0",
      "t0@4,0",
      "t2@4,1",
      "+1@4,2",
    ]);
  });

  it("limits groups too", () => {
    const limitOf = (item: Item | undefined): number => (item === undefined ? 1 : 100);
    expect(placed(laidOut({ limitOf, isOpen: () => false }))).toEqual(["name of one@0,0", "+2@0,1"]);
  });

  it("leads from place to place by arrows, and nowhere at the edges", () => {
    const layout = laidOut();
    const step = (key: string, direction: "up" | "down" | "left" | "right"): string | undefined =>
      neighbour(layout, placeOf(layout, key), direction)?.key;
    expect(step("group/one", "right")).toBe("destination/one");
    expect(step("destination/one", "right")).toBe("connection/a");
    expect(step("connection/a", "down")).toBe("connection/b");
    expect(step("connection/c", "up")).toBe("connection/b");
    expect(step("connection/c", "left")).toBe("destination/two");
    expect(step("group/one", "up")).toBeUndefined();
    expect(step("group/one", "left")).toBeUndefined();
    expect(step("connection/b", "right")).toBeUndefined();
  });

  it("lays out 10,000 connections, shown by the hundred, well within a frame's patience", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => connection(`c${index}`));
    const large = accountTree(account(group("big", many)), new Map());
    const layout = layOut(large, { isOpen: () => true, limitOf: () => 100, selected: undefined });
    expect(layout.places).toHaveLength(103);
    expect(layout.places.at(-1)?.more?.hidden).toBe(9900);
  });
});
