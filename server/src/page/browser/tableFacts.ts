import type { Item } from "./accountTree.js";
import { element } from "./element.js";
import { badge, fact, facts, heading } from "./inspectorParts.js";
import type { ColumnView, ConnectionDetails } from "./protocol.js";
import { rowFilterWords } from "./rowFilterWords.js";

/** A schema or a table of a connection, as its schema config has it. */
export function tableFacts(item: Item, details: ConnectionDetails | undefined): HTMLElement[] {
  const schemas = details?.schema_config?.schemas ?? {};
  const schemaName = item.kind === "schema" ? item.label : (item.parent?.label ?? "");
  const schema = schemas[schemaName];
  if (schema === undefined) return [];
  if (item.kind === "schema") {
    const tables = Object.values(schema.tables);
    return [
      heading(item.label, "Schema", badge(item.status)),
      facts(
        fact("In destination", element("code", {}, schema.name_in_destination)),
        fact("Tables", tables.length.toLocaleString("en")),
        fact("· Synced", tables.filter(({ enabled }) => enabled).length.toLocaleString("en")),
      ),
    ];
  }
  const table = schema.tables[item.label];
  if (table === undefined) return [];
  return [
    heading(item.label, "Table", badge(item.status)),
    facts(
      fact(
        "In destination",
        element("code", {}, `${schema.name_in_destination}.${table.name_in_destination}`),
      ),
      fact("Mode", item.note),
      fact("Rows", table.row_filter && rowFilterWords(table.row_filter)),
      fact("May be changed", table.enabled_patch_settings.allowed ? "yes" : "no"),
    ),
    ...columnTable(Object.entries(table.columns)),
  ];
}

function columnTable(columns: readonly (readonly [string, ColumnView])[]): HTMLElement[] {
  if (columns.length === 0) {
    return [element("p", { class: "hint" }, "Nobody has set anything for single columns.")];
  }
  return [
    element(
      "table",
      { class: "grid" },
      element("caption", {}, "Columns that somebody has set"),
      element("thead", {}, row("th", "Column", "Synced", "Hashed", "Type")),
      element(
        "tbody",
        {},
        ...columns.map(([name, { enabled, hashed, target_data_type: type }]) =>
          row(
            "td",
            name,
            enabled ? "yes" : "no",
            hashed === true ? "yes" : "no",
            type ?? "as Fivetran maps it",
          ),
        ),
      ),
    ),
  ];
}

function row(kind: "th" | "td", ...cells: readonly string[]): HTMLElement {
  return element(
    "tr",
    {},
    ...cells.map((cell) => element(kind, kind === "th" ? { scope: "col" } : {}, cell)),
  );
}
