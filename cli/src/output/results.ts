import type { Surroundings } from "../surroundings";
import { type Column, chosenColumns, valueAt } from "./columns";
import { formatOf, type OutputOptions } from "./format";
import { jsonText, yamlText } from "./machineText";
import { tableOf, textOf } from "./table";

/** Rows to be shown. They are plain data with stable names: `--json` writes them as they are. */
export interface Rows<Row extends object> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];

  /** Said in place of an empty table: `No connection is chosen.` */
  readonly none: string;
}

/** Writes rows: a table, a JSON array, a line of JSON for each, or YAML. */
export async function showRows<Row extends object>(
  { terminal }: Pick<Surroundings, "terminal">,
  options: OutputOptions,
  { columns, rows, none }: Rows<Row>,
): Promise<void> {
  const { columns: names } = options;
  const chosen = names === undefined ? columns : chosenColumns(names, columns, rows);
  const picked = (): readonly object[] =>
    names === undefined
      ? rows
      : rows.map((row) => Object.fromEntries(chosen.map(({ path }) => [path, valueAt(row, path) ?? null])));
  switch (formatOf(options)) {
    case "table":
      if (rows.length === 0) terminal.say(none);
      else for (const line of await tableOf(chosen, rows, terminal.results)) terminal.print(line);
      return;
    case "json":
      terminal.print(jsonText(picked()));
      return;
    case "ndjson":
      for (const row of picked()) terminal.print(jsonText(row));
      return;
    case "yaml":
      terminal.print(await yamlText(picked()));
      return;
  }
}

/** Writes one thing: its fields below each other, or the thing in another form. */
export async function showOne(
  { terminal }: Pick<Surroundings, "terminal">,
  options: OutputOptions,
  one: object,
): Promise<void> {
  const { columns: names } = options;
  const chosen = names === undefined ? undefined : chosenColumns(names, [], [one]);
  const picked =
    chosen === undefined
      ? one
      : Object.fromEntries(chosen.map(({ path }) => [path, valueAt(one, path) ?? null]));
  switch (formatOf(options)) {
    case "table": {
      const rows = Object.entries(picked).map(([field, value]) => ({ field, value: textOf(value) }));
      const [, ...lines] = await tableOf([{ path: "field" }, { path: "value" }], rows, terminal.results);
      for (const line of lines) terminal.print(line);
      return;
    }
    case "json":
    case "ndjson":
      terminal.print(jsonText(picked));
      return;
    case "yaml":
      terminal.print(await yamlText(picked));
      return;
  }
}
