/** Settings as one body of PATCH /schemas. */
import type { ColumnUpdate, SchemaConfigUpdate, SchemaUpdate, TableUpdate } from "@pulumi-fivetran/sdk";
import type { Property, Setting, Value } from "../wants/elements";
import { sentValue } from "../wants/values";

interface Node {
  readonly settings: Record<string, unknown>;
  readonly below: Map<string, Node>;
}

/**
 * Holds exactly the settings given, each under its element, and nothing that an element on the way might have had.
 *
 * @param write How a value is written. Default: as it is sent.
 */
export function patchOf(
  settings: Iterable<Setting>,
  write: (property: Property, value: Value) => unknown = sentValue,
): Record<string, SchemaUpdate> {
  const root = newNode();
  for (const { element, property, value } of settings) {
    let node = root;
    for (const name of element) node = childOf(node, name);
    node.settings[property] = write(property, value);
  }
  return recordOf(
    root,
    (schema): SchemaUpdate => ({
      ...schema.settings,
      ...(schema.below.size === 0 ? {} : { tables: recordOf(schema, tableOf) }),
    }),
  );
}

/** The whole body; undefined when there is nothing to send. */
export function bodyOf(
  settings: readonly Setting[],
  policy: string | undefined,
): SchemaConfigUpdate | undefined {
  if (settings.length === 0 && policy === undefined) return undefined;
  return {
    ...(policy === undefined ? {} : { schemaChangeHandling: policy }),
    ...(settings.length === 0 ? {} : { schemas: patchOf(settings) }),
  };
}

function tableOf(table: Node): TableUpdate {
  const columns = recordOf(table, (column): ColumnUpdate => column.settings);
  return { ...table.settings, ...(table.below.size === 0 ? {} : { columns }) };
}

function newNode(): Node {
  return { settings: {}, below: new Map() };
}

function childOf(node: Node, name: string): Node {
  const known = node.below.get(name);
  if (known !== undefined) return known;
  const child = newNode();
  node.below.set(name, child);
  return child;
}

/** `fromEntries` defines properties, so that a table named `__proto__` is a table like any other. */
function recordOf<T>(node: Node, convert: (child: Node) => T): Record<string, T> {
  return Object.fromEntries([...node.below].map(([name, child]) => [name, convert(child)]));
}
