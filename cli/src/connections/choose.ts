/** From what people write to the connections that they mean. */
import type { ConnectionSummary, FivetranClient, Group } from "@pulumi-fivetran/sdk";
import { isNotFound } from "@pulumi-fivetran/sdk";
import { nearest } from "@pulumi-fivetran/sdk/services";
import {
  type ConnectionFilter,
  type ConnectionName,
  type FilteredConnection,
  formatFilter,
  formatName,
  matchesFilter,
  parseFilter,
  parseName,
} from "@pulumi-fivetran/sdk/words";
import type { Account } from "../access/account";
import { EXIT } from "../exitCodes";
import { safeText } from "../output/safeText";
import { UserError, usageError } from "../userError";

/** A connection, with what people call it. */
export interface Chosen {
  readonly id: string;

  /** `group/schema`, as it can be written on a command line. */
  readonly name: string;
  readonly groupName: string;
  readonly connection: ConnectionSummary;
}

/** What was written: names, or a filter, or neither for all. */
export interface Choice {
  readonly names: readonly ConnectionName[];

  /** Undefined where no term of a filter was written. */
  readonly filter: ConnectionFilter | undefined;
}

/** A word that begins a term of a filter; anything else is a name. */
const TERM = /^[A-Za-z_]+!?=/;

/**
 * Reads the words of a command line: ids, `group/schema`, and terms of one filter.
 *
 * @throws {UserError} (exit code 2) that names every word that is not understood
 */
export function readChoice(words: readonly string[]): Choice {
  const problems: string[] = [];
  const names: ConnectionName[] = [];
  const terms: ConnectionFilter["terms"][number][] = [];
  for (const word of words) {
    const read = TERM.test(word.trim()) ? readTerms(word) : parseName(word);
    if ("problem" in read) problems.push(`'${safeText(word, 100)}' ${read.problem}`);
    else if ("terms" in read.value) terms.push(...read.value.terms);
    else names.push(read.value);
  }
  if (problems.length > 0) throw usageError(problems.join("\n"));
  if (names.length > 0 && terms.length > 0)
    throw usageError(
      `Names of connections and a filter (${formatFilter({ terms })}) are both given.`,
      "Give one of them; a filter can name connections too: id=one,other.",
    );
  return { names, filter: terms.length === 0 ? undefined : { terms } };
}

/** A shell takes the quotes of `group="my team"` away, so what has a space and no quotes is one value. */
function readTerms(word: string): ReturnType<typeof parseFilter> {
  const read = parseFilter(word);
  if ("value" in read || word.includes('"')) return read;
  const [, term = "", value = ""] = /^([A-Za-z_]+!?=)(.*)$/s.exec(word.trim()) ?? [];
  const again = parseFilter(`${term}"${value.replaceAll("\\", "\\\\")}"`);
  return "value" in again ? again : read;
}

/**
 * Finds the connections that are meant, in the order in which they are named, each once; for a filter, in the order of groups and schemas.
 *
 * @throws {UserError} that names every connection that is not there, with the nearest that is
 */
export async function findConnections(account: Account, choice: Choice): Promise<readonly Chosen[]> {
  if (choice.names.length === 0)
    return (await allConnections(account)).filter((each) => isChosen(each, choice.filter));
  const groups = await groupsOf(account);
  const found = await Promise.all(choice.names.map((name) => findOne(account, name, groups)));
  const problems = found.filter((each) => typeof each === "string");
  if (problems.length > 0)
    throw new UserError(problems.join("\n"), {
      exitCode: EXIT.usage,
      hint: "'fivetranctl status' lists the connections.",
    });
  const chosen = found.filter((each) => typeof each !== "string");
  return [...new Map(chosen.map((each) => [each.id, each])).values()];
}

/** All connections of the account, by group and schema. */
export async function allConnections(account: Account): Promise<readonly Chosen[]> {
  const { client, signal } = account;
  const [groups, connections] = await Promise.all([
    groupsOf(account),
    client.connections.list({}, { signal }).readable().toArray(),
  ]);
  const chosen = connections.map((each) => chosenOf(each, groups));
  return chosen.sort(
    (one, other) => compare(one.groupName, other.groupName) || compare(one.name, other.name),
  );
}

/** What a filter looks at. */
export function filteredOf({ connection, groupName }: Chosen): FilteredConnection {
  const { id, groupId = "", schema = "", service = "", paused = false, status } = connection;
  return {
    id,
    groupId,
    groupName,
    schema,
    service,
    paused,
    setupState: status?.setupState?.toLowerCase() ?? "",
    syncState: status?.syncState?.toLowerCase() ?? "",
  };
}

function isChosen(each: Chosen, filter: ConnectionFilter | undefined): boolean {
  return filter === undefined || matchesFilter(filter, filteredOf(each));
}

type Groups = ReadonlyMap<string, string>;

/** The names of groups by their ids. */
async function groupsOf({ client, signal }: Pick<Account, "client" | "signal">): Promise<Groups> {
  const groups: Group[] = await client.groups.list({ signal }).readable().toArray();
  return new Map(groups.map(({ id, name }) => [id, name ?? id]));
}

function chosenOf(connection: ConnectionSummary, groups: Groups): Chosen {
  const { id, groupId = "", schema = "" } = connection;
  const groupName = groups.get(groupId) ?? groupId;
  return { id, groupName, connection, name: formatName({ group: groupName, schema }) };
}

/** @returns what is wrong where it cannot be found */
async function findOne(account: Account, name: ConnectionName, groups: Groups): Promise<Chosen | string> {
  if ("id" in name) return findById(account, name.id, groups);
  const wanted = [...groups]
    .filter(([id, each]) => each === name.group || id === name.group)
    .map(([id]) => id);
  if (wanted.length === 0)
    return `There is no group '${safeText(name.group, 100)}'.${hintOf(nearest(name.group, groups.values()))}`;
  const { client, signal } = account;
  const lists = await Promise.all(
    wanted.map((groupId) => client.connections.list({ groupId }, { signal }).readable().toArray()),
  );
  const connections = lists.flat();
  const [first, ...others] = connections.filter(({ schema }) => schema === name.schema);
  if (first === undefined) {
    const meant = nearest(
      name.schema,
      connections.flatMap(({ schema }) => schema ?? []),
    );
    const full = meant === undefined ? undefined : formatName({ group: name.group, schema: meant });
    return `There is no connection '${safeText(formatName(name), 200)}'.${hintOf(full)}`;
  }
  if (others.length > 0)
    return `Several connections are called '${safeText(formatName(name), 200)}': name one by its id, ${[first, ...others].map(({ id }) => id).join(" or ")}.`;
  return chosenOf(first, groups);
}

async function findById(account: Account, id: string, groups: Groups): Promise<Chosen | string> {
  const { client, signal } = account;
  try {
    return chosenOf(await client.connections.retrieve(id, { signal }), groups);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return `There is no connection '${safeText(id, 100)}'.${hintOf(await nearestTo(id, client, groups, signal))}`;
  }
}

/** A word without a slash may be an id, or a schema whose group was left out. */
async function nearestTo(
  word: string,
  client: FivetranClient,
  groups: Groups,
  signal: AbortSignal,
): Promise<string | undefined> {
  const connections = await client.connections.list({}, { signal }).readable().toArray();
  const bySchema = connections.find(({ schema }) => schema === word);
  if (bySchema !== undefined) return chosenOf(bySchema, groups).name;
  return nearest(
    word,
    connections.map(({ id }) => id),
  );
}

function hintOf(meant: string | undefined): string {
  return meant === undefined ? "" : ` Did you mean '${safeText(meant, 200)}'?`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
