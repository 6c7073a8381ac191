import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { SchemaChange } from "../plan/evolve";

/** What one sync was, as the history keeps it. It holds no value of the data. */
export interface SyncRecord {
  readonly sync: number;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly status: "SUCCESSFUL" | "FAILED" | "CANCELED";
  readonly tries: number;
  readonly rows: number;
  readonly deleted: number;
  readonly bytes: number;
  readonly durationMs: number;
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly deleted: number;
    readonly bytes: number;
    readonly durationMs: number;
    /** Records that went into the table `errors`. */
    readonly rejected?: number | undefined;
    readonly error?: string | undefined;
  }[];
  readonly error?: string | undefined;
}

/** A change of the schema with the time when it was seen. */
export interface SchemaRecord extends SchemaChange {
  readonly at: string;
}

/** What is kept of a connector between processes, without credentials. */
export interface ConnectorState {
  readonly paused: boolean;
  /** Number of the last sync. */
  readonly syncs: number;
  /** Columns that `schema.evolve` has declared. */
  readonly declared: readonly { readonly table: string; readonly column: string; readonly type: string }[];
  /** Source and destination in words, without credentials: another one under the same id is an error. */
  readonly ends: string;
}

/** The folder of one connector: readable by its owner only. */
export class ConnectorFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  }

  get staging(): string {
    return join(this.path, "staging");
  }

  readState(): ConnectorState | undefined {
    const text = this.#read("state.json");
    return text === "" ? undefined : (JSON.parse(text) as ConnectorState);
  }

  /** The file is whole at any time. */
  writeState(state: ConnectorState): void {
    const path = join(this.path, "state.json");
    writeFileSync(`${path}.new`, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  appendSync(record: SyncRecord): void {
    this.#append("syncs.ndjson", record);
  }

  readSyncs(): SyncRecord[] {
    return this.#lines("syncs.ndjson") as SyncRecord[];
  }

  appendSchemaChange(record: SchemaRecord): void {
    this.#append("schema.ndjson", record);
  }

  readSchemaChanges(): SchemaRecord[] {
    return this.#lines("schema.ndjson") as SchemaRecord[];
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  #append(name: string, record: object): void {
    appendFileSync(join(this.path, name), `${JSON.stringify(record)}\n`, { mode: 0o600 });
  }

  /** A line that a process did not end is left out. */
  #lines(name: string): unknown[] {
    return this.#read(name)
      .split("\n")
      .slice(0, -1)
      .flatMap((line) => {
        try {
          return [JSON.parse(line) as unknown];
        } catch {
          return [];
        }
      });
  }

  #read(name: string): string {
    try {
      return readFileSync(join(this.path, name), "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
      throw error;
    }
  }
}
