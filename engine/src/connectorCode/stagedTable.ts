/** Rows of one table between two commits, as segments. A truncate ends a segment: what comes later is not emptied by it. */
import { createHash } from "node:crypto";
import type { DestinationColumn } from "../contract/table";
import type { PlannedColumn, TablePlan } from "../contract/tablePlan";
import { hashValue, type Salt } from "../privacy/hashing";
import { encodeRow } from "../segments/csvRow";
import type { Segment } from "../segments/segment";
import type { SegmentFolder } from "../segments/segmentFolder";
import { SEGMENT_BYTES, type SegmentWriter } from "../segments/segmentWriter";
import { toCanonicalText } from "./canonicalText";
import { type CodeRules, planCodeTable } from "./codeTable";
import type { CodeTable } from "./contract";
import { parseExactly } from "./exactJson";

/** Behind a staged row's columns: 0 for an upsert, 1 for a delete, and from 2 on an update, by its shape. */
export const OPERATION_COLUMN = "_fivetran_operation";
export const UPSERT = 0;
export const DELETE = 1;
export const FIRST_UPDATE = 2;

/** What the two lowest bits of `~` mean. */
const SENT_UPDATE = 1;
const SENT_DELETE = 2;

export type Part =
  | {
      readonly kind: "rows";
      readonly segment: Segment;
      readonly columns: readonly string[];
      /** Of the updates: names at the destination, by the number of the shape. */
      readonly shapes: readonly (readonly string[])[];
    }
  | { readonly kind: "truncate" };

export interface StagedTableParts {
  readonly rules: CodeRules;
  readonly salt: Salt;
  readonly folder: SegmentFolder;
}

interface OpenSegment {
  readonly writer: SegmentWriter;
  readonly columns: readonly string[];
}

type Writer = (row: Readonly<Record<string, unknown>>) => (string | null)[];

export class StagedTable {
  readonly #with: StagedTableParts;
  #parts: Part[] = [];
  #open: OpenSegment | undefined;
  #plan: TablePlan | undefined;
  #write: Writer = () => [];
  definition: CodeTable;
  deferredTruncate = false;
  bytes = 0;

  constructor(definition: CodeTable, parts: StagedTableParts) {
    this.#with = parts;
    this.definition = definition;
    this.define(definition);
  }

  /** Undefined for a table that is not moved. */
  get plan(): TablePlan | undefined {
    return this.#plan;
  }

  /** More columns, or wider ones, from the next row on. */
  define(definition: CodeTable): void {
    if (sameColumns(this.definition, definition) && this.#plan !== undefined) {
      this.definition = definition;
      return;
    }
    this.#end();
    this.definition = definition;
    this.#plan = planCodeTable(definition, this.#with.rules);
    if (this.#plan !== undefined) this.#write = rowWriter(this.#plan, this.#with.salt);
  }

  add(lines: Uint8Array): void {
    if (this.#plan === undefined) return;
    const text = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength).toString("utf8");
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf("\n", from);
      this.#open ??= this.#begin(this.#plan);
      this.#append(this.#open, parseExactly(text.slice(from, end)));
      from = end + 1;
    }
  }

  truncate(): void {
    this.#end();
    this.#parts.push({ kind: "truncate" });
  }

  /** What is to be carried out, in order. */
  take(): readonly Part[] {
    this.#end();
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  /** Forgets everything that was not taken. */
  drop(): void {
    for (const part of this.take()) if (part.kind === "rows") this.#with.folder.remove(part.segment);
    this.deferredTruncate = false;
  }

  #begin({ columns, keyless }: TablePlan): OpenSegment {
    const names = columns.map(({ name }) => name);
    return {
      writer: this.#with.folder.newSegment(false),
      columns: keyless ? [...names, "_fivetran_id"] : names,
    };
  }

  #append({ writer }: OpenSegment, row: Readonly<Record<string, unknown>>): void {
    const sent = Number(row["~"]) % 4;
    const operation =
      sent === SENT_UPDATE ? FIRST_UPDATE + Number(row["~s"]) : sent === SENT_DELETE ? DELETE : UPSERT;
    writer.append(Buffer.from(encodeRow([...this.#write(row), String(operation)])));
    if (writer.bytes >= SEGMENT_BYTES) this.#end();
  }

  #end(): void {
    if (this.#open === undefined) return;
    const { writer, columns } = this.#open;
    const segment = writer.finish();
    this.bytes += segment.bytes;
    this.#parts.push({ kind: "rows", segment, columns, shapes: this.#shapes() });
    this.#open = undefined;
  }

  #shapes(): readonly (readonly string[])[] {
    const names = new Map((this.#plan?.columns ?? []).map(({ source, name }) => [source, name]));
    return this.definition.shapes.map((shape) =>
      shape.flatMap((column) => {
        const name = names.get(column);
        return name === undefined ? [] : [name];
      }),
    );
  }
}

/** The columns of a part as they are staged, with the destination's types. */
export function stagedColumns(
  part: Part & { readonly kind: "rows" },
  types: ReadonlyMap<string, DestinationColumn["type"]>,
): readonly DestinationColumn[] {
  return [
    ...part.columns.map((name) => ({ name, type: types.get(name) ?? ({ name: "STRING" } as const) })),
    { name: OPERATION_COLUMN, type: { name: "INT" } as const },
  ];
}

function sameColumns(one: CodeTable, other: CodeTable): boolean {
  return (
    JSON.stringify(one.columns) === JSON.stringify(other.columns) &&
    JSON.stringify(one.primaryKey) === JSON.stringify(other.primaryKey)
  );
}

function rowWriter({ columns, keyless }: TablePlan, salt: Salt): Writer {
  const values = columns.map((column) => valueWriter(column, salt));
  return (row) => {
    const texts = values.map((write) => write(row));
    return keyless ? [...texts, rowId(columns, texts)] : texts;
  };
}

function valueWriter(
  column: PlannedColumn,
  salt: Salt,
): (row: Readonly<Record<string, unknown>>) => string | null {
  const { source, hashed, type } = column;
  const toText = toCanonicalText(type);
  if (!hashed) return (row) => toText(row[source]);
  return (row) => {
    const text = toText(row[source]);
    return text === null ? null : hashValue(salt, text);
  };
}

/** A hash of what a row holds, not of what it lacks: a column that is added later changes no row's id. */
function rowId(columns: readonly PlannedColumn[], texts: readonly (string | null)[]): string {
  const held = columns
    .flatMap(({ name }, index) => {
      const text = texts[index];
      return text === null || text === undefined ? [] : [[name, text] as const];
    })
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(held)).digest("hex");
}
