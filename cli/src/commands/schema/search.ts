import { isFivetranError } from "@pulumi-fivetran/sdk";
import type { AccessOptions } from "../../access/access";
import { type Account, openAccount } from "../../access/account";
import { type Chosen, findConnections, readChoice } from "../../connections/choose";
import { EXIT } from "../../exitCodes";
import { failureText } from "../../failures/describe";
import type { Column } from "../../output/columns";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import { safeText } from "../../output/safeText";
import { columnElements, type Element, elementsOf } from "../../schemas/elements";
import type { Surroundings } from "../../surroundings";
import { endWith, usageError } from "../../userError";
import { eachOf } from "../writes/eachOf";

export interface SearchOptions extends AccessOptions, OutputOptions {
  readonly kind: "column" | "table" | "schema";
  readonly notHashed?: boolean;
  readonly synced?: boolean;
  readonly deep?: boolean;
  readonly fail?: boolean;
  readonly yes?: boolean;
}

/** One element that was found, as `--json` shows it. */
interface Found extends Element {
  readonly id: string;
  readonly name: string;

  /** Whether it and all that it lies in are enabled. */
  readonly isSynced: boolean;
}

/** Reading a table's columns asks the source: more than these are asked for. */
const MANY_CALLS = 100;

interface Looked {
  readonly found: readonly Found[];

  /** Synced tables of which not all columns are known. */
  readonly tables: readonly { readonly chosen: Chosen; readonly schema: string; readonly table: string }[];
}

/** Looks for names in the schema configs of the account. */
export async function search(
  pattern: string,
  words: readonly string[],
  options: SearchOptions,
  surroundings: Surroundings,
): Promise<void> {
  const matches = matcherOf(pattern);
  const choice = readChoice(words);
  const account = await openAccount(options, surroundings);
  const chosen = await findConnections(account, choice);
  const looked = await eachOf(chosen, (each) => lookIn(account, each, surroundings));
  const deep = options.deep === true ? await lookDeeper(account, looked, options, surroundings) : [];
  const all = [...looked.flatMap(({ found }) => found), ...deep];
  const rows = [
    ...new Map(
      all.map((each) => [JSON.stringify([each.id, each.schema, each.table, each.column]), each]),
    ).values(),
  ].filter((each) => isWanted(each, options) && matches(nameIn(each)));
  await showRows(surroundings, options, {
    columns: COLUMNS,
    rows,
    none: `Nothing is called '${safeText(pattern, 100)}'.`,
  });
  const unread = looked.reduce((sum, { tables }) => sum + tables.length, 0);
  if (options.kind === "column" && options.deep !== true && unread > 0)
    surroundings.terminal.say(
      `Fivetran shows columns that somebody has set; those of ${unread} synced table${unread === 1 ? "" : "s"} were not looked at. --deep reads them from the source, a call each.`,
    );
  if (options.fail === true && rows.length > 0) throw endWith(EXIT.found);
}

async function lookIn(
  { client, signal }: Account,
  chosen: Chosen,
  { terminal }: Surroundings,
): Promise<Looked> {
  try {
    const config = await client.connectionSchemas.retrieve(chosen.id, { signal });
    const elements = elementsOf(config);
    const found = elements.map((element): Found => {
      const { schema, table } = element;
      const ofSchema = config.schemas[schema];
      const ofTable = table === null ? undefined : ofSchema?.tables?.[table];
      const isSynced = ofSchema?.enabled !== false && ofTable?.enabled !== false && element.enabled !== false;
      return { id: chosen.id, name: chosen.name, ...element, isSynced };
    });
    const tables = found.flatMap(({ schema, table, column, isSynced }) =>
      table !== null && column === null && isSynced ? [{ chosen, schema, table }] : [],
    );
    return { found, tables };
  } catch (error) {
    if (signal.aborted || !isFivetranError(error)) throw error;
    terminal.say(`warning: ${safeText(chosen.name, 200)} was not looked at: ${failureText(error)}`);
    return { found: [], tables: [] };
  }
}

async function lookDeeper(
  account: Account,
  looked: readonly Looked[],
  { yes }: SearchOptions,
  { ask, terminal }: Surroundings,
): Promise<Found[]> {
  const tables = looked.flatMap((each) => each.tables);
  terminal.say(`Reading the columns of ${tables.length} tables from their sources, a call each.`);
  if (tables.length > MANY_CALLS && yes !== true) {
    if (ask === undefined)
      throw usageError(
        `That is ${tables.length} calls, and nobody can be asked.`,
        "Give --yes, or choose fewer connections.",
      );
    if (!(await ask.confirm("Go on?"))) return [];
  }
  const { client, signal } = account;
  const lists = await eachOf(tables, async ({ chosen, schema, table }): Promise<Found[]> => {
    try {
      const { columns } = await client.connectionSchemas.retrieveColumns(chosen.id, schema, table, {
        signal,
      });
      return columnElements(schema, table, columns).map((element) => ({
        id: chosen.id,
        name: chosen.name,
        ...element,
        isSynced: element.enabled !== false,
      }));
    } catch (error) {
      if (signal.aborted || !isFivetranError(error)) throw error;
      terminal.say(
        `warning: ${safeText(`${chosen.name} ${schema}.${table}`, 200)} was not looked at: ${failureText(error)}`,
      );
      return [];
    }
  });
  return lists.flat();
}

function isWanted(each: Found, { kind, notHashed, synced }: SearchOptions): boolean {
  const own = each.column !== null ? "column" : each.table !== null ? "table" : "schema";
  return own === kind && (notHashed !== true || each.hashed !== true) && (synced !== true || each.isSynced);
}

function nameIn({ schema, table, column }: Found): string {
  return column ?? table ?? schema;
}

/** `*` stands for any text; upper and lower case make no difference. */
function matcherOf(pattern: string): (name: string) => boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  const expression = new RegExp(`^${parts.join("[^]*")}$`, "iu");
  return (name) => expression.test(name);
}

const COLUMNS: readonly Column<Found>[] = [
  { path: "name" },
  { path: "schema" },
  { path: "table" },
  { path: "column" },
  {
    path: "isSynced",
    cell: ({ isSynced }) => (isSynced ? "synced" : { text: "not synced", style: "faint" }),
  },
  {
    path: "hashed",
    cell: ({ hashed, column }) =>
      column === null ? "" : hashed === true ? "hashed" : { text: "not hashed", style: "warning" },
  },
];
