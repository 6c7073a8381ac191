/** `fivetran_connector_schema_config`, in its three forms: a map, JSON, and blocks. */
import type { Properties } from "@pulumi-fivetran/core";
import { connectionIdOf } from "./connections";
import type { Declared } from "./declared";
import { type Attributes, blocks, dynamic, type ForeignRecord, flag, isRecord, text } from "./record";

export function schemaConfig({ attributes }: ForeignRecord, groupId?: string): Declared {
  const id = connectionIdOf(attributes);
  const json = dynamic(attributes, "schemas_json");
  const elements = Object.keys(json).length > 0 ? json : named(attributes, "schema");
  return {
    kind: "SchemaConfig",
    id,
    name: id,
    groupId: groupId ?? text(attributes, "group_id"),
    inputs: {
      connectorId: id,
      schemaChangeHandling: text(attributes, "schema_change_handling"),
      schemas: mapped(elements, (schema) => ({
        enabled: flag(schema, "enabled"),
        tables: mapped(named(schema, "table"), (table) => ({
          enabled: flag(table, "enabled"),
          syncMode: text(table, "sync_mode"),
          columns: mapped(named(table, "column"), (column) => ({
            enabled: flag(column, "enabled"),
            hashed: flag(column, "hashed"),
          })),
        })),
      })),
    },
  };
}

/** Elements by name: a map, or blocks with their names in them. */
function named(attributes: Attributes, name: string): Attributes {
  const map = attributes[`${name}s`];
  if (isRecord(map)) return map;
  return Object.fromEntries(blocks(attributes, name).map((each) => [text(each, "name") ?? "", each]));
}

function mapped(elements: Attributes, read: (element: Attributes) => Properties): Properties | undefined {
  const entries = Object.entries(elements).flatMap(([name, element]) =>
    isRecord(element) ? [[name, read(element)] as const] : [],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
