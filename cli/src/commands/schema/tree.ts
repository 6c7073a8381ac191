import type { AccessOptions } from "../../access/access";
import { openAccount } from "../../access/account";
import type { OutputOptions } from "../../output/format";
import { formatOf } from "../../output/format";
import { showRows } from "../../output/results";
import { safeCell } from "../../output/safeText";
import { styled } from "../../output/table";
import { columnElements, type Element, elementsOf, nameOf } from "../../schemas/elements";
import { oneConnection, schemaConfigOf } from "../../schemas/source";
import type { Surroundings } from "../../surroundings";
import { eachOf } from "../writes/eachOf";

export interface TreeOptions extends AccessOptions, OutputOptions {
  readonly withColumns?: boolean;
}

/** Shows what a connection syncs, as a tree; in the other forms, a row for each element. */
export async function tree(word: string, options: TreeOptions, surroundings: Surroundings): Promise<void> {
  const account = await openAccount(options, surroundings);
  const chosen = await oneConnection(account, word);
  const config = await schemaConfigOf(account, chosen);
  const known = elementsOf(config);
  const elements =
    options.withColumns === true
      ? await withAllColumns(known, (schema, table) =>
          account.client.connectionSchemas.retrieveColumns(chosen.id, schema, table, {
            signal: account.signal,
          }),
        )
      : known;
  if (formatOf(options) !== "table" || options.columns !== undefined) {
    const rows = elements.map((element) => ({ element: nameOf(element), ...element }));
    const columns = [{ path: "element" }, { path: "enabled" }];
    await showRows(surroundings, options, { columns, rows, none: "It has no schemas." });
    return;
  }
  const { terminal } = surroundings;
  terminal.say(`New schemas and tables: ${config.schemaChangeHandling ?? "unknown"}.`);
  for (const element of elements) {
    const style = element.enabled === false ? ("faint" as const) : undefined;
    const line = lineOf(element);
    terminal.print(style === undefined ? line : styled({ text: line, style }, terminal.results));
  }
}

type Columns = { readonly columns: Parameters<typeof columnElements>[2] };

/** Reads the columns of each synced table from the source. */
async function withAllColumns(
  known: readonly Element[],
  retrieve: (schema: string, table: string) => Promise<Columns>,
): Promise<Element[]> {
  const rows = known.filter(({ column }) => column === null);
  const lists = await eachOf(rows, async (element): Promise<Element[]> => {
    const { schema, table, enabled } = element;
    if (table === null || enabled === false) return [element];
    return [element, ...columnElements(schema, table, (await retrieve(schema, table)).columns)];
  });
  return lists.flat();
}

function lineOf(element: Element): string {
  const { schema, table, column, enabled, syncMode, hashed, isPrimaryKey, rowFilter, locked } = element;
  const depth = column !== null ? 2 : table !== null ? 1 : 0;
  const facts = [
    ...(syncMode === null ? [] : [syncMode.toLowerCase().replace("_", " ")]),
    ...(hashed === true ? ["hashed"] : []),
    ...(isPrimaryKey === true ? ["key"] : []),
    ...(rowFilter === null ? [] : ["filtered rows"]),
    ...(locked === null ? [] : [`locked: ${locked}`]),
  ];
  const sign = enabled === false ? "–" : "✓";
  const told = facts.length === 0 ? "" : ` (${facts.join(", ")})`;
  return `${"  ".repeat(depth)}${sign} ${safeCell(column ?? table ?? schema)}${safeCell(told)}`;
}
