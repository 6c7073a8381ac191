import type {
  AccountOverview,
  ConnectionDetails,
  ConnectionOverview,
  GroupOverview,
  SchemaConfig,
  SchemaView,
} from "./protocol.js";
import {
  connectionStatus,
  type Status,
  schemaStatus,
  setupStatus,
  type Tone,
  tableStatus,
} from "./status.js";

export const KINDS = ["group", "destination", "connection", "schema", "table"] as const;
export type Kind = (typeof KINDS)[number];

/** Something in the account: a group, a destination, a connection, a schema or a table, with what lies below it. */
export interface Item {
  /** Unique, and the same as long as the thing is there. */
  readonly key: string;
  readonly kind: Kind;
  readonly label: string;
  /** Said beside the label: the service, how many tables. */
  readonly note: string;
  readonly status: Status;
  readonly parent: Item | undefined;
  /** Ids of the group and the connection that it is, or is in. */
  readonly group: string;
  readonly connection?: string;
  /** Undefined while they have not been read from the server. */
  readonly children: readonly Item[] | undefined;
}

export interface Filter {
  /** Searched for in names, ids and services. */
  readonly text: string;
  /** Connections in this state only. */
  readonly tone?: Tone | undefined;
}

export const NO_FILTER: Filter = { text: "" };

/**
 * The account as a tree, of what passes the filter and what leads to it: a group that passes by its name is there with all that it holds.
 *
 * @param details of the connections that were looked into
 */
export function accountTree(
  account: AccountOverview,
  details: ReadonlyMap<string, ConnectionDetails>,
  filter: Filter = NO_FILTER,
): Item[] {
  const text = filter.text.trim().toLowerCase();
  const items: Item[] = [];
  for (const group of account.groups) {
    const isWhole = contains(text, group.name, group.id);
    const passing = group.connections.filter((connection) =>
      passes(connection, isWhole ? "" : text, filter.tone),
    );
    if (passing.length > 0 || (isWhole && filter.tone === undefined)) {
      items.push(groupItem(group, passing, details));
    }
  }
  return items;
}

function passes(connection: ConnectionOverview, text: string, tone: Tone | undefined): boolean {
  if (tone !== undefined && connectionStatus(connection).tone !== tone) return false;
  return contains(text, connection.schema, connection.service, connection.id);
}

function contains(text: string, ...values: readonly string[]): boolean {
  return text === "" || values.some((value) => value.toLowerCase().includes(text));
}

function groupItem(
  group: GroupOverview,
  connections: readonly ConnectionOverview[],
  details: ReadonlyMap<string, ConnectionDetails>,
): Item {
  const { destination } = group;
  return withChildren(
    {
      key: keyOf("group", group.id),
      kind: "group",
      label: group.name,
      note: count(connections.length, "connection"),
      status: worstOf(group),
      parent: undefined,
      group: group.id,
    },
    (item) => {
      if (destination === null) return [];
      const made: Fields = {
        key: keyOf("destination", group.id),
        kind: "destination",
        label: destination.service,
        note: destination.region,
        status: setupStatus(destination.setup_status),
        parent: item,
        group: group.id,
      };
      return [
        withChildren(made, (parent) =>
          connections.map((connection) => connectionItem(connection, parent, details.get(connection.id))),
        ),
      ];
    },
  );
}

function connectionItem(
  connection: ConnectionOverview,
  parent: Item,
  details: ConnectionDetails | undefined,
): Item {
  const made: Fields = {
    key: keyOf("connection", connection.id),
    kind: "connection",
    label: connection.schema,
    note: connection.service,
    status: connectionStatus(connection),
    parent,
    group: parent.group,
    connection: connection.id,
  };
  if (details === undefined) return { ...made, children: undefined };
  return withChildren(made, (item) => schemaItems(details.schema_config, item));
}

function schemaItems(config: SchemaConfig | null, parent: Item): Item[] {
  return Object.entries(config?.schemas ?? {}).map(([name, schema]) => schemaItem(name, schema, parent));
}

function schemaItem(name: string, schema: SchemaView, parent: Item): Item {
  const connection = parent.connection ?? "";
  const tables = Object.entries(schema.tables);
  const made: Fields = {
    key: keyOf("schema", connection, name),
    kind: "schema",
    label: name,
    note: count(tables.length, "table"),
    status: schemaStatus(schema),
    parent,
    group: parent.group,
    connection,
  };
  return withChildren(made, (item) =>
    tables.map(
      ([table, view]): Item => ({
        key: keyOf("table", connection, name, table),
        kind: "table",
        label: table,
        note: view.sync_mode?.toLowerCase().replaceAll("_", " ") ?? "",
        status: tableStatus(view),
        parent: item,
        group: parent.group,
        connection,
        children: [],
      }),
    ),
  );
}

type Fields = Omit<Item, "children">;

/** Children know their parent, and the parent its children. */
function withChildren(fields: Fields, childrenOf: (item: Item) => readonly Item[]): Item {
  const item: Fields & { children: readonly Item[] } = { ...fields, children: [] };
  item.children = childrenOf(item);
  return item;
}

/** Of a group: the state of its connections that most needs attention, or of its destination. */
function worstOf({ destination, connections }: GroupOverview): Status {
  if (destination === null) return { tone: "none", label: "No destination" };
  const bad = { broken: 0, incomplete: 0 };
  for (const { status } of connections) {
    if (status.setup_state !== "connected") bad[status.setup_state] += 1;
  }
  if (bad.broken > 0) return { tone: "broken", label: `${bad.broken} broken` };
  if (destination.setup_status !== "connected") return setupStatus(destination.setup_status);
  return bad.incomplete > 0
    ? { tone: "incomplete", label: `${bad.incomplete} incomplete` }
    : { tone: "ok", label: "All connected" };
}

export function keyOf(kind: Kind, ...names: readonly string[]): string {
  return [kind, ...names.map(encodeURIComponent)].join("/");
}

/** From the group down to the item itself. */
export function pathTo(item: Item): Item[] {
  return item.parent === undefined ? [item] : [...pathTo(item.parent), item];
}

/** The item with this key, wherever it is. */
export function find(items: readonly Item[], key: string): Item | undefined {
  for (const item of items) {
    if (item.key === key) return item;
    const below = item.children === undefined ? undefined : find(item.children, key);
    if (below !== undefined) return below;
  }
  return undefined;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
