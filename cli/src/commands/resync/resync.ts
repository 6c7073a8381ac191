import type { ConnectionSchemaConfig, SyncHistoryEntry } from "@pulumi-fivetran/sdk";
import { isFivetranError, isNotFound } from "@pulumi-fivetran/sdk";
import { nearest } from "@pulumi-fivetran/sdk/services";
import type { AccessOptions } from "../../access/access";
import { type Account, nameAccount, openAccount } from "../../access/account";
import { type Chosen, findConnections, readChoice } from "../../connections/choose";
import { safeText } from "../../output/safeText";
import type { Surroundings } from "../../surroundings";
import { usageError } from "../../userError";

export interface ResyncOptions extends AccessOptions {
  /** `schema.table`, several times. */
  readonly table?: readonly string[];
  readonly confirm?: string;
  readonly dryRun?: boolean;
}

type Scope = Readonly<Record<string, string[]>>;

/** Loads all history again, once the connection's name has been typed. */
export async function resync(
  word: string,
  options: ResyncOptions,
  surroundings: Surroundings,
): Promise<void> {
  const choice = readChoice([word]);
  if (choice.names.length !== 1)
    throw usageError("A resync is of one connection.", "Name it by id or group/schema.");
  const account = await openAccount(options, surroundings);
  const [chosen] = await findConnections(account, choice);
  if (chosen === undefined) throw usageError("No connection is named.");
  const config = await schemaConfigOf(account, chosen);
  const scope = options.table === undefined ? undefined : scopeOf(options.table, config);
  const { terminal } = surroundings;
  for (const line of await costOf(account, chosen, { scope, config }, surroundings)) terminal.say(line);
  if (options.dryRun === true) return;
  await confirmed(chosen, options, surroundings);
  const { client, signal } = account;
  if (scope === undefined) await client.connections.resync(chosen.id, { confirm: true }, { signal });
  else
    await client.connectionSchemas.resyncTables(
      chosen.id,
      { confirm: true, schemas: { ...scope } },
      { signal },
    );
  terminal.say(
    chosen.connection.paused === true
      ? `The resync begins when the connection is resumed: fivetranctl resume ${chosen.id}`
      : `The resync has begun. Its end: fivetranctl wait ${chosen.id}`,
  );
}

async function confirmed(chosen: Chosen, { confirm }: ResyncOptions, { ask }: Surroundings): Promise<void> {
  const isNamed = (text: string): boolean => text === chosen.name || text === chosen.id;
  if (confirm !== undefined) {
    if (isNamed(confirm)) return;
    throw usageError(
      `--confirm '${safeText(confirm, 200)}' is not the name of the connection.`,
      `It is '${safeText(chosen.name, 200)}'; nothing was sent.`,
    );
  }
  if (ask === undefined)
    throw usageError(
      "A resync needs the connection's name, and nobody can be asked.",
      `Give --confirm '${safeText(chosen.name, 200)}'.`,
    );
  const typed = await ask.text(`Type '${safeText(chosen.name, 200)}' to load it all again`);
  if (!isNamed(typed.trim()))
    throw usageError("That is not the name of the connection.", "Nothing was sent.");
}

/** Undefined before Fivetran has read the source. */
async function schemaConfigOf(
  { client, signal }: Account,
  { id }: Chosen,
): Promise<ConnectionSchemaConfig | undefined> {
  try {
    return await client.connectionSchemas.retrieve(id, { signal });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** @throws {UserError} (exit code 2) for every table that is not there, and nothing is sent */
function scopeOf(tables: readonly string[], config: ConnectionSchemaConfig | undefined): Scope {
  const known = tablesOf(config);
  const scope: Record<string, string[]> = {};
  const problems: string[] = [];
  for (const name of tables) {
    const table = known.find((each) => each.name === name);
    if (table === undefined) {
      const meant = nearest(
        name,
        known.map((each) => each.name),
      );
      problems.push(
        `There is no table '${safeText(name, 200)}'.${meant === undefined ? "" : ` Did you mean '${safeText(meant, 200)}'?`}`,
      );
    } else scope[table.schema] = [...(scope[table.schema] ?? []), table.table];
  }
  if (problems.length > 0)
    throw usageError(
      problems.join("\n"),
      "Name tables as schema.table, as 'fivetranctl schema tree' shows them.",
    );
  return scope;
}

interface Table {
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly isSynced: boolean;
}

function tablesOf(config: ConnectionSchemaConfig | undefined): Table[] {
  return Object.entries(config?.schemas ?? {}).flatMap(([schema, { enabled, tables = {} }]) =>
    Object.entries(tables).map(([table, settings]) => ({
      name: `${schema}.${table}`,
      schema,
      table,
      isSynced: enabled !== false && settings.enabled !== false,
    })),
  );
}

/** What it will cost, as far as that is known. */
async function costOf(
  account: Account,
  chosen: Chosen,
  {
    scope,
    config,
  }: { readonly scope: Scope | undefined; readonly config: ConnectionSchemaConfig | undefined },
  { clock }: Surroundings,
): Promise<string[]> {
  const synced = tablesOf(config).filter(({ isSynced }) => isSynced).length;
  const tables =
    scope === undefined
      ? undefined
      : Object.entries(scope).flatMap(([schema, list]) => list.map((table) => `${schema}.${table}`));
  const what =
    tables === undefined
      ? `all history of its ${config === undefined ? "tables" : `${synced} synced table${synced === 1 ? "" : "s"}`}`
      : `all history of ${safeText(tables.join(", "))}`;
  const { service, status } = chosen.connection;
  const volume = await largestVolume(account, chosen, clock.now());
  return [
    `A resync of '${safeText(chosen.name, 200)}' (${chosen.id}, ${safeText(service ?? "unknown service", 80)}) in ${await nameAccount(account)} loads ${what} again.`,
    "It takes as long as the first load, overwrites what is in the destination, and its rows may count as active rows, which are billed.",
    volume === undefined
      ? "How many rows that is, Fivetran's API does not say; the tables of the Fivetran Platform Connector do."
      : `The largest sync of the last week loaded ${volume} MB; how many rows that is, Fivetran's API does not say.`,
    ...(status?.syncState === "syncing" ? ["A sync runs now: it is stopped."] : []),
  ];
}

/** The most that one sync has loaded lately; undefined where nobody says. */
async function largestVolume(
  { client, signal }: Account,
  { id }: Chosen,
  now: number,
): Promise<number | undefined> {
  const window = { startTime: new Date(now - 6.9 * 86_400_000), endTime: new Date(now) };
  try {
    const entries = await client.connectionHistory.listSyncs(id, window, { signal }).readable().toArray();
    const volumes = entries.map(volumeOf).filter((volume) => volume !== undefined);
    return volumes.length === 0 ? undefined : Math.max(...volumes);
  } catch (error) {
    if (signal.aborted || !isFivetranError(error)) throw error;
    return undefined; // It is only told where it is known.
  }
}

function volumeOf({ stages }: SyncHistoryEntry): number | undefined {
  return stages?.load?.volume ?? undefined;
}
