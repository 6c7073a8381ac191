import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { OutputOptions } from "../../../cli/src/output/format";
import { guarded } from "../../../cli/src/output/guard";
import { showOne, showRows } from "../../../cli/src/output/results";
import type { Screen } from "../../../cli/src/terminal";
import { Written } from "../support/connectorFolder";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly group: { readonly id: string };
}

const columns = [{ path: "id" }, { path: "name" }];
const evil = "a\u001b[31mred\u202Eletters\nnext \u009b2J \ud800";
const rows: Row[] = [
  { id: "one", name: "日本語のテーブル", group: { id: "g1" } },
  { id: "two", name: evil, group: { id: "g2" } },
];

async function shown(options: OutputOptions, list: readonly Row[] = rows, results?: Screen) {
  const written = new Written();
  const terminal = guarded({
    print: (line) => written.print(line),
    say: (line) => written.say(line),
    ...(results === undefined ? {} : { results }),
  });
  await showRows({ terminal }, options, { columns, rows: list, none: "There is none." });
  return written;
}

const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}]/u;

describe("results", () => {
  it("are a table in which nothing of the account acts on a terminal", async () => {
    const { printed } = await shown({});
    expect(printed).toEqual([
      "ID   NAME",
      "one  日本語のテーブル",
      String.raw`two  a\u001b[31mred\u202eletters\nnext \u009b2J \ud800`,
    ]);
  });

  it("fit the screen, by what letters take of it, and are coloured on one that has colours", async () => {
    const { printed } = await shown({}, rows, { columns: 16, hasColors: false });
    expect(printed).toEqual(["ID   NAME", "one  日本語のテ…", String.raw`two  a\u001b[31…`]);
    const { printed: coloured } = await shown({}, rows, { columns: 80, hasColors: true });
    expect(coloured[0]).toContain("\u001b[2mID\u001b[22m");
  });

  it.each(["json", "ndjson", "yaml"] as const)(
    "are whole in %s, with every control character escaped",
    async (output) => {
      const { printed } = await shown({ output });
      for (const line of printed.join("\n").split("\n")) expect(line).not.toMatch(UNSAFE);
      const text = printed.join("\n");
      const read: unknown =
        output === "ndjson" ? printed.map((line) => JSON.parse(line) as unknown) : parse(text);
      expect(read).toEqual(rows);
    },
  );

  it("are the columns that are asked for, also from within", async () => {
    expect((await shown({ json: true, columns: "group.id, id" })).printed).toEqual([
      '[{"group.id":"g1","id":"one"},{"group.id":"g2","id":"two"}]',
    ]);
    expect((await shown({ columns: "group.id" })).printed).toEqual(["GROUP.ID", "g1", "g2"]);
    await expect(shown({ columns: "nmae" })).rejects.toMatchObject({
      exitCode: 2,
      message: "There is no column 'nmae'. Did you mean 'name'?",
      hint: "The columns are id, name, group.",
    });
  });

  it("say that there is none, and are empty for programs", async () => {
    expect(await shown({}, [])).toMatchObject({ printed: [], said: ["There is none."] });
    expect(await shown({ json: true, columns: "whatever" }, [])).toMatchObject({ printed: ["[]"], said: [] });
  });

  it("of one thing are its fields, with all digits of its numbers", async () => {
    const written = new Written();
    const one = { id: "one", big: 12_345_678_901_234_567_890n, none: null };
    await showOne({ terminal: guarded(written) }, {}, one);
    expect(written.printed).toEqual(["id     one", "big    12345678901234567890", "none"]);
    await showOne({ terminal: guarded(written) }, { output: "yaml" }, one);
    await showOne({ terminal: guarded(written) }, { output: "json" }, one);
    expect(written.printed.slice(3)).toEqual([
      "id: one\nbig: 12345678901234567890\nnone: null",
      '{"id":"one","big":12345678901234567890,"none":null}',
    ]);
  });

  it("never show what is hidden", () => {
    const written = new Written();
    const terminal = guarded(written);
    terminal.hideBy((text) => text.replaceAll("hush", "[redacted]"));
    terminal.print("hush 1");
    terminal.say("hush 2");
    expect(written.all).toBe("[redacted] 1\n[redacted] 2");
  });
});
