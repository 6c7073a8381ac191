import { describe, expect, it } from "vitest";
import { accountTree, find, type Item, keyOf, pathTo } from "../../../../server/src/page/browser/accountTree";
import { treeRows } from "../../../../server/src/page/browser/treeRows";
import { account, connection, details, group } from "./account";

const a = connection("a");
const broken = connection("b", { setup_state: "broken" });
const paused = connection("p", { sync_state: "paused" });
const whole = account(group("one", [a, broken]), group("two", [paused]), group("bare", [], false));
const loaded = new Map([["a", details(a, { "odd/name": 2 })]]);

function connectionsIn(items: readonly Item[]): string[] {
  return items.flatMap((item) =>
    item.kind === "connection" ? [item.connection ?? ""] : connectionsIn(item.children ?? []),
  );
}

describe("the account's tree", () => {
  it("holds everything, each with its parent", () => {
    const tree = accountTree(whole, loaded);
    expect(connectionsIn(tree)).toEqual(["a", "b", "p"]);
    const table = find(tree, keyOf("table", "a", "odd/name", "t1"));
    expect(table && pathTo(table).map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "group name of one",
      "destination snowflake",
      "connection schema_of_a",
      "schema odd/name",
      "table t1",
    ]);
    expect(table).toMatchObject({ group: "one", connection: "a" });
  });

  it("tells what was not looked into from what is empty", () => {
    const tree = accountTree(whole, loaded);
    expect(find(tree, "connection/b")?.children).toBeUndefined();
    expect(find(tree, "group/bare")?.children).toEqual([]);
  });

  it("shows a group by what most needs attention in it", () => {
    const tones = accountTree(whole, loaded).map(({ status }) => status);
    expect(tones).toEqual([
      { tone: "broken", label: "1 broken" },
      { tone: "ok", label: "All connected" },
      { tone: "none", label: "No destination" },
    ]);
  });

  it.each([
    ["", ["a", "b", "p"]],
    ["SCHEMA_OF_B", ["b"]],
    ["postgres", ["a", "b", "p"]],
    ["  p ", ["a", "b", "p"]],
    ["nothing", []],
    ["name of one", ["a", "b"]],
  ])("filters by the text '%s'", (text, found) => {
    expect(connectionsIn(accountTree(whole, loaded, { text }))).toEqual(found);
  });

  it("filters by state, and leaves out groups without any such connection", () => {
    const tree = accountTree(whole, loaded, { text: "", tone: "paused" });
    expect(tree.map(({ label }) => label)).toEqual(["name of two"]);
    expect(connectionsIn(accountTree(whole, loaded, { text: "name of one", tone: "paused" }))).toEqual([]);
  });

  it("keeps a group that is found by its name, though it is empty", () => {
    expect(accountTree(whole, loaded, { text: "bare" }).map(({ label }) => label)).toEqual(["name of bare"]);
  });

  it("becomes rows, without what is below closed items", () => {
    const tree = accountTree(whole, loaded);
    const rows = treeRows(tree, ({ kind }) => kind !== "schema");
    expect(rows.map(({ item, level, isOpen, canOpen }) => [item.label, level, isOpen, canOpen])).toEqual([
      ["name of one", 1, true, true],
      ["snowflake", 2, true, true],
      ["schema_of_a", 3, true, true],
      ["odd/name", 4, false, true],
      ["schema_of_b", 3, true, true],
      ["name of two", 1, true, true],
      ["snowflake", 2, true, true],
      ["schema_of_p", 3, true, true],
      ["name of bare", 1, false, false],
    ]);
    expect(rows[4]).toMatchObject({ position: 2, siblings: 2 });
  });
});
