/** `fivetranctl connector schema <folder>` */
import { askSchema } from "../../runner/ask";
import type { Terminal } from "../../terminal";
import { showFailure } from "./failure";
import { type FolderOptions, openFolder, showTalk } from "./folder";

export type SchemaOptions = FolderOptions;

/** @throws UserError when the connector's schema() fails, or declares what there is not */
export async function schema(folder: string, options: SchemaOptions, terminal: Terminal): Promise<void> {
  const json = options.json ?? false;
  const { connector, configuration } = await openFolder(folder, options, terminal);
  const tables = await askSchema({
    connector,
    configuration,
    onEvent: (event) => showTalk(event, json, terminal),
  }).catch((error: unknown) => {
    throw showFailure(error, json, terminal);
  });
  for (const { table, schema: source, primaryKey, columns } of tables) {
    if (json) {
      terminal.print(JSON.stringify({ event: "table", table, schema: source, primaryKey, columns }));
      continue;
    }
    const key = primaryKey.length === 0 ? "no key" : `key ${primaryKey.join(", ")}`;
    terminal.print(`${source === null ? "" : `${source}.`}${table} (${key})`);
    for (const [column, type] of Object.entries(columns)) terminal.print(`  ${column} ${type}`);
  }
  if (tables.length === 0)
    terminal.say("The connector declares no tables: keys and types are found from its rows.");
}
