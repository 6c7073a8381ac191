/** What runs connectors, and what takes their rows, as ports: a connector in Python or behind gRPC on one side, any destination on the other. */

/** A column's type as Fivetran's Connector SDK names it: `LONG`, `DECIMAL(10,2)`, `UTC_DATETIME`, … */
export type ColumnType = string;

/** A table as far as a connector has described it: declared columns, and those of the rows so far. */
export interface TableDefinition {
  /** By which rows and truncates name it. */
  readonly index: number;
  readonly table: string;
  /** The source schema, where the connector names one. */
  readonly schema: string | null;
  /** Empty for a table without a key: its rows are then told apart by all their values. */
  readonly primaryKey: readonly string[];
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** The columns that an update gives, by the number that its row has under {@link SHAPE}. */
  readonly shapes: readonly (readonly string[])[];
}

/** Beside a row's columns: its place in the sync times 4, plus 0 for an upsert, 1 for an update, 2 for a delete. */
export const SEQUENCE = "~";
/** Beside an update's columns: which of the table's `shapes` it has. */
export const SHAPE = "~s";

export interface SetupTestResult {
  readonly label: string;
  readonly passed: boolean;
  readonly message: string;
}

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly required: boolean;
  readonly description?: string;
  readonly choices?: readonly string[];
}

export interface SetupForm {
  readonly fields: readonly FormField[];
  /** Labels of the set-up tests. */
  readonly tests: readonly string[];
}

/** What a running connector does, in order. After a `checkpoint` it waits for {@link RunningConnector.proceed} or `stop`. */
export type ConnectorEvent =
  | { readonly type: "hello"; readonly python?: string }
  | { readonly type: "schema"; readonly tables: readonly TableDefinition[] }
  /** New, or with more or wider columns; before the first row that needs it. */
  | ({ readonly type: "table" } & TableDefinition)
  /** `lines`: a line of JSON a row, the last with a line feed too. */
  | { readonly type: "rows"; readonly table: number; readonly count: number; readonly lines: Uint8Array }
  /** `deferred`: only once the sync has succeeded. */
  | { readonly type: "truncate"; readonly table: number; readonly deferred?: boolean }
  /** `state` is JSON as the connector wrote it: numbers beyond 2^53 are in it. */
  | { readonly type: "checkpoint"; readonly state: string }
  | { readonly type: "file"; readonly path: string }
  | { readonly type: "piece"; readonly content: Uint8Array }
  | { readonly type: "fileEnd"; readonly path: string; readonly bytes: number }
  | { readonly type: "log"; readonly level: string; readonly message: string }
  | { readonly type: "warning"; readonly message: string }
  | { readonly type: "form"; readonly form: SetupForm }
  | { readonly type: "tests"; readonly tests: readonly SetupTestResult[] }
  | { readonly type: "failed"; readonly message: string; readonly traceback: string }
  | { readonly type: "stopped" }
  | { readonly type: "done" };

/** What a connector is asked: its tables, its set-up tests, or a sync. */
export interface ConnectorRequest {
  readonly command: "schema" | "test" | "update";
  readonly configuration: Readonly<Record<string, string>>;
  /** The state to go on from, as JSON; `{}` for the first sync. */
  readonly state: string;
}

export interface RunningConnector {
  /** Ends with `done`, `stopped` or `failed`, also where the process dies. What is not taken holds the connector up. */
  readonly events: AsyncIterable<ConnectorEvent>;
  /** After a checkpoint: its rows and its state are safe. */
  proceed(): void;
  /** After a checkpoint: no more is wanted. */
  stop(): void;
  /** Ends the process at once. Resolves when it has ended; nothing of its own processes is left. */
  cancel(): Promise<void>;
}

/** What starts a connector: {@link pythonConnector}, {@link grpcConnector}. */
export interface Connector {
  start(request: ConnectorRequest): RunningConnector;
}

/** How many rows a commit changed, by table as the destination names it. */
export interface CommitResult {
  readonly tables: Readonly<
    Record<string, { readonly upserts: number; readonly updates: number; readonly deletes: number }>
  >;
}

/** Where rows go. Nothing counts before `commit`, which keeps rows and state together, or not at all. */
export interface Destination {
  /** The state that was committed last; undefined when there is none. */
  readState(): Promise<{ readonly state: string; readonly previous: string } | undefined>;
  defineTable(table: TableDefinition): void;
  addRows(table: number, lines: Uint8Array): void;
  truncate(table: number, deferred: boolean): void;
  /** @param state the checkpoint's; undefined at the end of a sync without one: the last state stays */
  commit(state: string | undefined): Promise<CommitResult>;
  /** What was not committed is forgotten. */
  rollback(): Promise<void>;
  /** The sync has succeeded: deferred truncates are carried out. */
  succeed(): Promise<void>;
  close(): Promise<void>;
}
