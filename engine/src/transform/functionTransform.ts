import type { Batch } from "../contract/source";
import type { PlannedColumn, TablePlan } from "../contract/tablePlan";
import { EngineError, messageOf } from "../errors";
import { encodeRow } from "../segments/csvRow";
import { readRows } from "../segments/readRows";
import type { Segment } from "../segments/segment";
import type { SegmentFolder } from "../segments/segmentFolder";
import { type RowValue, textOfValue, valueOfText } from "../types/rowValue";

/** A row as a function gets it: by the names of the destination, hashed, without blocked columns. */
export type TransformRow = Readonly<Record<string, RowValue>>;

/** Makes one row, several, or none of a row. The key stays as it is. */
export type TransformFunction = (
  row: TransformRow,
  table: { readonly schema: string; readonly table: string },
) => TransformRow | readonly TransformRow[] | null | undefined;

/**
 * Lets a function change each row.
 *
 * @param input The plan that the rows are read by.
 * @param output The same with the columns that are declared in addition.
 */
export async function* transformByFunction(
  fn: TransformFunction,
  input: TablePlan,
  output: TablePlan,
  folder: SegmentFolder,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    if (batch.kind === "keys") {
      yield batch;
      continue;
    }
    const segment = await transformSegment(fn, input, output, folder, batch.segment);
    folder.remove(batch.segment);
    yield { ...batch, segment };
  }
}

async function transformSegment(
  fn: TransformFunction,
  input: TablePlan,
  output: TablePlan,
  folder: SegmentFolder,
  segment: Segment,
): Promise<Segment> {
  const writer = folder.newSegment(output.keyless);
  let number = 0;
  try {
    for await (const texts of readRows(segment)) {
      number += 1;
      const row = Object.fromEntries(
        input.columns.map(({ name, type }, index) => [name, valueOfText(type, texts[index] ?? null)]),
      );
      for (const made of called(fn, row, input, number))
        writer.append(Buffer.from(encodeRow(textsOf(made, row, output, number))));
    }
    return writer.finish();
  } finally {
    writer.discard();
  }
}

function called(
  fn: TransformFunction,
  row: TransformRow,
  { source: table, destination }: TablePlan,
  number: number,
): readonly TransformRow[] {
  let result: ReturnType<TransformFunction>;
  try {
    result = fn(row, destination);
  } catch (error) {
    throw new EngineError(`The function has failed: ${messageOf(error)}`, { table, row: number });
  }
  if (result === null || result === undefined) return [];
  return Array.isArray(result) ? (result as readonly TransformRow[]) : [result as TransformRow];
}

function textsOf(made: TransformRow, before: TransformRow, plan: TablePlan, row: number): (string | null)[] {
  for (const name of Object.keys(made))
    if (!plan.columns.some((column) => column.name === name))
      throw new EngineError(
        "The function returns a column that is not declared.",
        { table: plan.source, column: name, row },
        "Declare it in the transform's `columns`.",
      );
  return plan.columns.map((column) => textOf(column, made, before, plan, row));
}

function textOf(
  column: PlannedColumn,
  made: TransformRow,
  before: TransformRow,
  { source: table }: TablePlan,
  row: number,
): string | null {
  const value = made[column.name] ?? null;
  const place = { table, column: column.name, row };
  if (column.key && value !== before[column.name])
    throw new EngineError(
      "The function changes the key, so that the row could not be found again.",
      place,
      "Return the key as it is.",
    );
  const text = textOfValue(column.type, value);
  if (text === undefined) throw new EngineError(`The function returns no ${column.type.name}.`, place);
  return text;
}
