import type { RowCondition, TablePlan } from "../../contract/tablePlan";
import { hashValue, type Salt } from "../../privacy/hashing";
import { encodeRow } from "../../segments/csvRow";
import { encodeRejected } from "../../sync/rejectedRows";
import type { JsonValue } from "./exactJson";
import { textOfJson } from "./jsonTypes";
import type { RecordColumns, RecordValues } from "./recordColumns";
import { meets } from "./recordFilter";

/** What has become of a record. */
export type RecordRow =
  | { readonly kind: "row"; readonly bytes: Buffer }
  | { readonly kind: "rejected"; readonly bytes: Buffer }
  /** The row filter leaves it out. */
  | { readonly kind: "leftOut" };

export interface RecordRowsOptions {
  readonly columns: RecordColumns;
  readonly salt: Salt;
  /** Removes credentials of the source from a text. */
  readonly redact: (text: string) => string;
}

/** Makes rows of records: without what is blocked, hashed, in canonical texts. */
export class RecordRows {
  readonly #options: RecordRowsOptions;
  #plan: TablePlan;

  constructor(plan: TablePlan, options: RecordRowsOptions) {
    this.#plan = plan;
    this.#options = options;
  }

  /** The rows that follow have other columns. */
  goOnWith(plan: TablePlan): void {
    this.#plan = plan;
  }

  /** A value that is of another type is told of below, where its record is refused. */
  #isWanted(values: RecordValues): boolean {
    const { match, conditions } = this.#plan.filter;
    const isMet = (condition: RowCondition): boolean => {
      const text = this.#textOf(condition.column, values);
      return text === undefined || meets(condition, this.#options.columns.typeOf(condition.column), text);
    };
    if (conditions.length === 0) return true;
    return match === "any" ? conditions.some(isMet) : conditions.every(isMet);
  }

  rowOf(values: RecordValues | undefined): RecordRow {
    if (values === undefined) return this.#reject(new Map(), "The record is no object.");
    const { columns, salt } = this.#options;
    if (!this.#isWanted(values)) return { kind: "leftOut" };
    const texts: (string | null)[] = [];
    for (const { source, hashed, key } of this.#plan.columns) {
      const text = this.#textOf(source, values);
      if (text === undefined)
        return this.#reject(
          values,
          `The column ${source} holds a value that is no ${columns.typeOf(source).name}.`,
        );
      if (text === null && key) return this.#reject(values, `The column ${source} of the key has no value.`);
      texts.push(text !== null && hashed ? hashValue(salt, text) : text);
    }
    return { kind: "row", bytes: Buffer.from(encodeRow(texts)) };
  }

  #textOf(column: string, values: RecordValues): string | null | undefined {
    return textOfJson(this.#options.columns.typeOf(column), values.get(column) ?? null);
  }

  /** Of the record only the columns that are moved are kept, hashed where they are to be. */
  #reject(values: RecordValues, reason: string): RecordRow {
    const { salt, redact } = this.#options;
    const members = this.#plan.columns.flatMap(({ source, hashed }) => {
      const value = values.get(source);
      if (value === undefined) return [];
      const kept =
        value !== null && hashed ? hashValue(salt, this.#textOf(source, values) ?? textOf(value)) : value;
      return [[source, kept] as const];
    });
    const keys = this.#plan.columns.filter(({ key }) => key).map(({ source }) => source);
    const key = members.filter(([name]) => keys.includes(name));
    return {
      kind: "rejected",
      bytes: encodeRejected({
        table: this.#plan.destination,
        key: key.length === 0 ? null : redact(textOf(Object.fromEntries(key))),
        reason,
        record: redact(textOf(Object.fromEntries(members))),
      }),
    };
  }
}

/** JSON that every reader takes: half of a surrogate pair becomes U+FFFD. */
function textOf(value: JsonValue): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    typeof each === "string" ? each.toWellFormed() : each,
  );
}
