import type { TableState } from "../contract/destination";
import type { DestinationColumn, TableName } from "../contract/table";
import { hashRow } from "../privacy/hashing";
import { encodeRow } from "../segments/csvRow";
import type { Segment } from "../segments/segment";
import type { SyncJob } from "./job";

/** The table of errors of a connection, in the schema of its tables. No table of a source has this name. */
export const ERRORS_TABLE = "errors";

const COLUMNS: readonly DestinationColumn[] = [
  { name: "id", type: { name: "STRING" } },
  { name: "table_name", type: { name: "STRING" } },
  { name: "record_key", type: { name: "STRING" } },
  { name: "reason", type: { name: "STRING" } },
  { name: "record", type: { name: "JSON" } },
];

const KEY = ["id"];
const NEW: TableState = { batch: 0, position: undefined, syncedAt: 0, complete: false };

/** A record that cannot become a row: without blocked columns, with hashes in place of hashed values. */
export interface RejectedRecord {
  readonly table: TableName;
  /** JSON of the key's values; null where there is none. */
  readonly key: string | null;
  /** It quotes no value. */
  readonly reason: string;
  /** JSON. */
  readonly record: string;
}

/** A row of the table of errors, as a segment has it. The same record with the same reason is one row. */
export function encodeRejected({ table, key, reason, record }: RejectedRecord): Buffer {
  const values = [table.table, key, reason, record];
  const id = hashRow(Buffer.from(JSON.stringify(values)));
  return Buffer.from(encodeRow([id, ...values]));
}

/**
 * Writes records into the table of errors, each once however often it comes.
 *
 * @param syncedAt In microseconds since 1970.
 * @returns how many were written
 */
export async function writeRejected(
  { destination, folder }: Pick<SyncJob, "destination" | "folder">,
  schema: string,
  segment: Segment,
  syncedAt: number,
): Promise<number> {
  const table: TableName = { schema, table: ERRORS_TABLE };
  const find = async () =>
    (await destination.describe()).find((each) => each.schema === schema && each.table === ERRORS_TABLE);
  let existing = await find();
  if (existing === undefined) {
    await destination.create(table, COLUMNS, KEY);
    existing = await find();
  }
  const before = existing?.state ?? NEW;
  const { written } = await destination.commit({
    ...{ table, columns: COLUMNS, key: KEY, segment, action: "upsert", deletes: "soft", truncate: false },
    before,
    after: {
      batch: before.batch + 1,
      position: undefined,
      syncedAt: Math.max(syncedAt, before.syncedAt),
      complete: true,
    },
  });
  folder.remove(segment);
  return written;
}
