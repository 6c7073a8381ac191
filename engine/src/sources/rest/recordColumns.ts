import type { RestEndpoint } from "../../connector/restOptions";
import type { SourceColumn } from "../../contract/table";
import { type ColumnType, formatType, parseType, sameType } from "../../types/columnType";
import { widen } from "../../types/widening";
import type { JsonValue } from "./exactJson";
import { isRecord, valueAt } from "./jsonPath";
import { typeOfJson } from "./jsonTypes";

/** The values of a record by column. */
export type RecordValues = ReadonlyMap<string, JsonValue>;

/** The columns of an endpoint's records, as far as they have been seen. */
export class RecordColumns {
  readonly #declared: ReadonlyMap<string, { readonly path: string | undefined; readonly type: ColumnType }>;
  readonly #types = new Map<string, ColumnType>();
  readonly #key: readonly string[] | undefined;

  constructor({ columns = {}, key }: RestEndpoint) {
    this.#key = key;
    this.#declared = new Map(
      Object.entries(columns).map(([name, column]) => {
        const path = typeof column === "string" ? undefined : column.path;
        const type =
          parseType(typeof column === "string" ? column : column.type) ?? ({ name: "STRING" } as const);
        return [name, { path, type }];
      }),
    );
    for (const [name, { type }] of this.#declared) this.#types.set(name, type);
  }

  /** The values of a record; undefined for what is no object. */
  valuesOf(record: JsonValue): RecordValues | undefined {
    if (!isRecord(record)) return undefined;
    const values = new Map<string, JsonValue>(Object.entries(record));
    for (const [name, { path }] of this.#declared)
      if (path !== undefined) values.set(name, valueAt(record, path) ?? null);
    return values;
  }

  /** Takes note of a record's values. Returns whether a column is new, or wider than before. */
  notice(values: RecordValues): boolean {
    let changed = false;
    for (const [name, value] of values) {
      if (value === null || this.#declared.has(name)) continue;
      const found = typeOfJson(value);
      if (found === undefined) continue;
      const before = this.#types.get(name);
      const after = before === undefined ? found : widen(before, found);
      if (before !== undefined && sameType(before, after)) continue;
      this.#types.set(name, after);
      changed = true;
    }
    return changed;
  }

  typeOf(name: string): ColumnType {
    return this.#types.get(name) ?? { name: "STRING" };
  }

  /** The declared key, else a column `id`. */
  get key(): readonly string[] {
    return this.#key ?? (this.#types.has("id") ? ["id"] : []);
  }

  list(): SourceColumn[] {
    const { key } = this;
    return [...this.#types].map(([name, type]) => ({
      name,
      type,
      primaryKey: key.includes(name),
      sourceType: formatType(type),
    }));
  }
}
