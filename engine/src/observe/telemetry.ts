import { context, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import { formatTable, type TableName } from "../contract/table";
import type { TableResult } from "../sync/job";

const NAME = "@pulumi-fivetran/engine";

/** The spans of one sync: one of its own, and one below it for each table. No value of the data is in them. */
export interface SyncSpans {
  startTable(table: TableName): void;
  endTable(result: TableResult): void;
  /** @param error Why the sync ended before its last table. */
  end(error?: unknown): void;
}

/** Begins the span of a sync, below the one that is active. */
export function startSyncSpans(connection: string | undefined): SyncSpans {
  const tracer = trace.getTracer(NAME);
  const attributes = connection === undefined ? {} : { "fivetran.connection": connection };
  const span = tracer.startSpan("fivetran.sync", { attributes });
  const own = trace.setSpan(context.active(), span);
  const tables = new Map<string, Span>();
  let rows = 0;
  let failed = false;
  return {
    startTable: (table) => {
      const name = formatTable(table);
      const options = { attributes: { ...attributes, "fivetran.table": name } };
      tables.set(name, tracer.startSpan("fivetran.sync.table", options, own));
    },
    endTable: (result) => {
      const of = tables.get(formatTable(result.table));
      rows += result.rows;
      failed ||= result.error !== undefined;
      of?.setAttributes({
        "fivetran.rows": result.rows,
        "fivetran.rows.deleted": result.deleted,
        "fivetran.bytes": result.bytes,
      });
      if (of !== undefined) endSpan(of, result.error);
      tables.delete(formatTable(result.table));
    },
    end: (error) => {
      for (const of of tables.values()) endSpan(of, error);
      span.setAttributes({ "fivetran.rows": rows });
      endSpan(span, error ?? (failed ? new Error("A table has failed.") : undefined));
    },
  };
}

function endSpan(span: Span, error: unknown): void {
  if (error !== undefined) {
    span.setAttributes({ "error.type": error instanceof Error ? error.name : "unknown" });
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
