import type { SyncEvent, SyncFeed } from "../workers/syncFeed";

/** Sums of one connection since the server began. */
interface Sums {
  readonly schema: string;
  readonly service: string;
  readonly byStatus: Map<string, number>;
  rows: number;
  deleted: number;
  bytes: number;
  seconds: number;
  running: number;
}

interface Metric {
  readonly name: string;
  readonly type: "counter" | "gauge";
  readonly help: string;
  readonly of: (
    sums: Sums,
  ) => readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
}

const one =
  (pick: (sums: Sums) => number): Metric["of"] =>
  (sums) => [[{}, pick(sums)]];

const METRICS: readonly Metric[] = [
  {
    name: "fivetran_local_syncs_total",
    type: "counter",
    help: "Syncs that have ended, by how.",
    of: ({ byStatus }) => [...byStatus].map(([status, count]) => [{ status }, count] as const),
  },
  {
    name: "fivetran_local_syncs_running",
    type: "gauge",
    help: "Syncs that run.",
    of: one(({ running }) => running),
  },
  {
    name: "fivetran_local_sync_rows_total",
    type: "counter",
    help: "Rows written.",
    of: one(({ rows }) => rows),
  },
  {
    name: "fivetran_local_sync_deleted_rows_total",
    type: "counter",
    help: "Rows found to have gone.",
    of: one(({ deleted }) => deleted),
  },
  {
    name: "fivetran_local_sync_bytes_total",
    type: "counter",
    help: "Bytes of rows that were moved.",
    of: one(({ bytes }) => bytes),
  },
  {
    name: "fivetran_local_sync_seconds_total",
    type: "counter",
    help: "Seconds that syncs took.",
    of: one(({ seconds }) => seconds),
  },
];

/** Counts what really moves, for Prometheus: `GET /metrics`. */
export class SyncMetrics {
  readonly #sums = new Map<string, Sums>();

  constructor(feed: SyncFeed) {
    feed.listen((event) => this.#count(event));
  }

  /** In Prometheus' text format. */
  text(): string {
    return METRICS.map(({ name, type, help, of }) => {
      const lines = [...this.#sums].flatMap(([key, sums]) => {
        const { schema, service } = sums;
        const [account = "", connection = ""] = JSON.parse(key) as string[];
        return of(sums).map(
          ([labels, value]) =>
            `${name}{${labelText({ account, connection, schema, service, ...labels })}} ${value}`,
        );
      });
      return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
    }).join("");
  }

  #count({ kind, status, tables = [], durationMs = 0, ...event }: SyncEvent): void {
    const sums = this.#sumsOf(event);
    if (kind === "start") sums.running += 1;
    if (kind !== "end") return;
    sums.running -= 1;
    const how = (status ?? "").toLowerCase();
    sums.byStatus.set(how, (sums.byStatus.get(how) ?? 0) + 1);
    sums.seconds += durationMs / 1000;
    for (const table of tables) {
      sums.rows += table.rows;
      sums.deleted += table.deleted;
      sums.bytes += table.bytes;
    }
  }

  #sumsOf({ account, connectionId, schema, service }: Omit<SyncEvent, "kind">): Sums {
    const key = JSON.stringify([account, connectionId]);
    const known = this.#sums.get(key);
    if (known !== undefined) return known;
    const sums: Sums = {
      ...{ schema, service, byStatus: new Map<string, number>() },
      ...{ rows: 0, deleted: 0, bytes: 0, seconds: 0, running: 0 },
    };
    this.#sums.set(key, sums);
    return sums;
  }
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
    .join(",");
}

function escapeLabel(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
