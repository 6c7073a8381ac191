/** Records of the partner protocol as events: tables with their columns as they become known, and rows as lines of JSON. */
import { type ConnectorEvent, SEQUENCE, SHAPE, type TableDefinition } from "../port";
import type { PartnerRecord, PartnerTable, PartnerTables } from "./protocol";
import { declaredType, jsonOf, typeOf, widerType } from "./values";

/** Rows of one table go on together up to this many characters. */
const BATCH = 256 * 1024;
const OPERATIONS = { UPSERT: 0, UPDATE: 1, DELETE: 2 } as const;

/** One table as it is known so far. */
class Table {
  readonly #declared: ReadonlySet<string>;
  readonly #shapes: string[][] = [];
  readonly columns = new Map<string, string>();
  readonly key: string[] = [];
  lines: string[] = [];
  size = 0;

  constructor(
    readonly index: number,
    readonly name: string,
    readonly schema: string | null,
    declaration: PartnerTable | undefined,
  ) {
    this.#declared = new Set(this.declare(declaration));
  }

  /** @returns the columns whose types are declared */
  declare(declaration: PartnerTable | undefined): string[] {
    const declared: string[] = [];
    for (const column of declaration?.columns ?? []) {
      const type = declaredType(column);
      if (column.primary_key === true && !this.key.includes(column.name)) this.key.push(column.name);
      if (type === undefined) continue;
      declared.push(column.name);
      this.columns.set(column.name, type);
    }
    return declared;
  }

  /** @returns whether the table is known better than before */
  add({ type = "UPSERT", data = {} }: PartnerRecord, sequence: number): boolean {
    if (type === "TRUNCATE") return false;
    let changed = false;
    const parts: string[] = [];
    for (const [column, value] of Object.entries(data)) {
      changed = this.#learn(column, typeOf(value)) || changed;
      parts.push(`${JSON.stringify(column)}:${jsonOf(value)}`);
    }
    parts.push(`"${SEQUENCE}":${sequence * 4 + OPERATIONS[type]}`);
    if (type === "UPDATE") {
      const names = Object.keys(data);
      let shape = this.#shapes.findIndex((each) => JSON.stringify(each) === JSON.stringify(names));
      if (shape < 0) {
        shape = this.#shapes.push(names) - 1;
        changed = true;
      }
      parts.push(`"${SHAPE}":${shape}`);
    }
    const line = `{${parts.join(",")}}`;
    this.lines.push(line);
    this.size += line.length;
    return changed;
  }

  get definition(): TableDefinition {
    return {
      index: this.index,
      table: this.name,
      schema: this.schema,
      primaryKey: [...this.key],
      columns: Object.fromEntries(this.columns),
      shapes: this.#shapes.map((shape) => [...shape]),
    };
  }

  #learn(column: string, found: string | undefined): boolean {
    if (found === undefined || this.#declared.has(column)) return false;
    const held = this.columns.get(column);
    const type = held === undefined ? found : widerType(held, found);
    this.columns.set(column, type);
    return type !== held;
  }
}

export class Tables {
  readonly #tables = new Map<string, Table>();
  #sequence = 0;

  /** What the connector declares, at first or as it changes. */
  declare(tables: PartnerTables): void {
    for (const table of tables.without_schema?.tables ?? []) this.#declare(table, null);
    for (const { name, tables: ofSchema = [] } of tables.with_schema?.schemas ?? [])
      for (const table of ofSchema) this.#declare(table, name);
  }

  get definitions(): readonly TableDefinition[] {
    return [...this.#tables.values()].map(({ definition }) => definition);
  }

  *add(record: PartnerRecord): Generator<ConnectorEvent> {
    const table = this.#table(record.table_name, record.schema_name ?? null, undefined);
    if (record.type === "TRUNCATE") {
      yield* this.flush();
      yield { type: "table", ...table.definition };
      yield { type: "truncate", table: table.index };
      return;
    }
    const { lines } = table;
    const before = lines.length;
    if (table.add(record, ++this.#sequence)) {
      // What came before goes out first: it is read by the columns that were known then.
      const [last = ""] = table.lines.splice(before);
      yield* rowsOf(table);
      yield { type: "table", ...table.definition };
      table.lines.push(last);
      table.size += last.length;
    }
    if (table.size > BATCH) yield* rowsOf(table);
  }

  /** All that waits. */
  *flush(): Generator<ConnectorEvent> {
    for (const table of this.#tables.values()) yield* rowsOf(table);
  }

  #declare(declaration: PartnerTable, schema: string | null): void {
    const known = this.#tables.get(keyOf(declaration.name, schema));
    if (known === undefined) this.#table(declaration.name, schema, declaration);
    else known.declare(declaration);
  }

  #table(name: string, schema: string | null, declaration: PartnerTable | undefined): Table {
    const key = keyOf(name, schema);
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    const made = new Table(this.#tables.size, name, schema, declaration);
    this.#tables.set(key, made);
    return made;
  }
}

function keyOf(name: string, schema: string | null): string {
  return JSON.stringify([schema, name]);
}

function* rowsOf(table: Table): Generator<ConnectorEvent> {
  const { lines, index } = table;
  table.lines = [];
  table.size = 0;
  if (lines.length === 0) return;
  yield { type: "rows", table: index, count: lines.length, lines: Buffer.from(`${lines.join("\n")}\n`) };
}
