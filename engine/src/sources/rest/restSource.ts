import { MACHINE, type Machine } from "../../connector/machine";
import type { RestEndpoint, RestSettings } from "../../connector/restOptions";
import type { Batch, Position, ReadRequest, Source } from "../../contract/source";
import type { SourceTable } from "../../contract/table";
import type { TablePlan } from "../../contract/tablePlan";
import { EngineError, messageOf } from "../../errors";
import type { Segment } from "../../segments/segment";
import { SEGMENT_BYTES, type SegmentWriter } from "../../segments/segmentWriter";
import { changedSince, laterPosition } from "./changedSince";
import { readPages } from "./pages";
import { RecordColumns } from "./recordColumns";
import { type RecordRow, RecordRows } from "./recordRows";
import { redactorOf } from "./redact";
import { Requester } from "./requester";

export interface RestSourceOptions {
  /** The schema of all tables. */
  readonly schema: string;
  readonly machine?: Machine | undefined;
  /** Bytes after which a segment ends; 32 MB when not given. */
  readonly segmentBytes?: number | undefined;
}

/** An API that is described by its endpoints, each a table. One page of records is in memory at a time. */
export class RestSource implements Source {
  /** A record that moves between two pages comes twice: the last one stands. */
  readonly keysAreUnique = false;
  readonly #settings: RestSettings;
  readonly #options: RestSourceOptions;
  readonly #requester: Requester;
  readonly #columns = new Map<string, RecordColumns>();

  constructor(settings: RestSettings, options: RestSourceOptions) {
    this.#settings = settings;
    this.#options = options;
    this.#requester = new Requester(settings, options.machine ?? MACHINE);
  }

  /** Looks at the first page of each endpoint. An endpoint that returns no record, and declares no column, has no table yet. */
  async discover(signal: AbortSignal): Promise<readonly SourceTable[]> {
    const tables: SourceTable[] = [];
    for (const endpoint of this.#settings.endpoints) {
      const columns = new RecordColumns(endpoint);
      this.#columns.set(endpoint.table, columns);
      const failure = await this.#lookAt(endpoint, columns, signal);
      const table = this.#tableOf(endpoint, columns);
      if (table.columns.length > 0 || failure !== undefined) tables.push({ ...table, failure });
    }
    return tables;
  }

  async *read(request: ReadRequest): AsyncGenerator<Batch> {
    const { plan, signal } = request;
    const endpoint = this.#endpointOf(plan);
    const columns = this.#columns.get(endpoint.table);
    if (columns === undefined) throw new EngineError("The table is not there.", { table: plan.source });
    const staging = new Staging(request, this.#options.segmentBytes ?? SEGMENT_BYTES);
    const redact = redactorOf(this.#settings);
    const rows = new RecordRows(plan, { columns, salt: request.salt, redact });
    let position = request.position;
    try {
      const parameters = changedSince(endpoint, plan.mode, request.position);
      for await (const page of readPages({ ...this.#pagesOf(endpoint), signal, parameters })) {
        const all = page.map((record) => columns.valuesOf(record));
        const changes = all.map((values) => values !== undefined && columns.notice(values));
        if (changes.includes(true)) {
          // What is staged has the columns of before.
          yield* staging.flush(request.position);
          const changed = await request.replan(this.#tableOf(endpoint, columns));
          rows.goOnWith(changed);
        }
        for (const values of all) {
          staging.append(rows.rowOf(values));
          position = laterPosition(plan.mode, columns, values, position);
          if (staging.isFull) yield* staging.flush(request.position);
        }
      }
      // An API may return records in any order: how far it was read is known at the end.
      yield* staging.finish(plan.mode.kind === "incremental" ? position : request.position);
    } catch (error) {
      throw inTable(error, plan, signal);
    } finally {
      staging.discard();
    }
  }

  acknowledge(_plan: TablePlan, _position: Position | undefined): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #lookAt(
    endpoint: RestEndpoint,
    columns: RecordColumns,
    signal: AbortSignal,
  ): Promise<Error | undefined> {
    const parameters = changedSince(endpoint, undefined, undefined);
    try {
      for await (const page of readPages({ ...this.#pagesOf(endpoint), signal, parameters })) {
        for (const record of page) {
          const values = columns.valuesOf(record);
          if (values !== undefined) columns.notice(values);
        }
        break;
      }
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      return error instanceof Error ? error : new Error(messageOf(error));
    }
  }

  #pagesOf(endpoint: RestEndpoint) {
    return { baseUrl: this.#settings.baseUrl, endpoint, requester: this.#requester };
  }

  #endpointOf({ source }: TablePlan): RestEndpoint {
    const found = this.#settings.endpoints.find(({ table }) => table === source.table);
    if (found === undefined) throw new EngineError("The source has no such endpoint.", { table: source });
    return found;
  }

  #tableOf({ table }: RestEndpoint, columns: RecordColumns): SourceTable {
    return { schema: this.#options.schema, table, columns: columns.list(), open: true };
  }
}

/** The rows that wait to be committed, and the records that could not become rows. */
class Staging {
  readonly #request: ReadRequest;
  readonly #segmentBytes: number;
  #rows: SegmentWriter | undefined;
  #rejected: SegmentWriter | undefined;

  constructor(request: ReadRequest, segmentBytes: number) {
    this.#request = request;
    this.#segmentBytes = segmentBytes;
  }

  get isFull(): boolean {
    return (this.#rows?.bytes ?? 0) + (this.#rejected?.bytes ?? 0) >= this.#segmentBytes;
  }

  append(row: RecordRow): void {
    const { folder, plan } = this.#request;
    if (row.kind === "row") {
      this.#rows ??= folder.newSegment(plan.keyless);
      this.#rows.append(row.bytes);
    } else if (row.kind === "rejected") {
      this.#rejected ??= folder.newSegment(false);
      this.#rejected.append(row.bytes);
    }
  }

  /** What is staged, where there is something. */
  *flush(position: Position | undefined): Generator<Batch> {
    if (this.#rows !== undefined || this.#rejected !== undefined) yield this.#batch(position);
  }

  /** The last batch takes the position along, with or without rows. */
  *finish(position: Position | undefined): Generator<Batch> {
    if (position === this.#request.position) yield* this.flush(position);
    else yield this.#batch(position);
  }

  discard(): void {
    this.#rows?.discard();
    this.#rejected?.discard();
  }

  #batch(position: Position | undefined): Batch {
    const { folder, plan } = this.#request;
    const segment: Segment = (this.#rows ?? folder.newSegment(plan.keyless)).finish();
    const rejected = this.#rejected?.finish();
    this.#rows = undefined;
    this.#rejected = undefined;
    return { kind: "rows", segment, position, rejected };
  }
}

/** An error of this source, with its table. */
function inTable(error: unknown, { source: table }: TablePlan, signal: AbortSignal): unknown {
  if (signal.aborted || !(error instanceof EngineError) || error.table !== undefined) return error;
  return new EngineError(error.message, { table }, undefined, error);
}
