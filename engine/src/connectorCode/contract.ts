/**
 * What the engine and a runner of Connector SDK code agree on. `@pulumi-fivetran/cli/runner` has such a runner; the engine itself knows
 * neither Python nor packages.
 */

/** The code of a connection, as a server hands it over. */
export interface ConnectorCode {
  readonly packageId: string;
  /** Of the package, in hex. */
  readonly sha256: string;
  /** The package, a ZIP file, in pieces. */
  read(): AsyncIterable<Uint8Array>;
  /** Such as `3.12`; undefined where the connection does not say it. */
  readonly pythonVersion: string | undefined;
  /** What the code is configured with: the connection's secrets. @throws Error where they were not kept */
  configuration(): Readonly<Record<string, string>>;
  /** The state that the server has, as JSON; undefined before the first checkpoint. */
  readonly state: string | undefined;
  /** Whether `state` came from a checkpoint. Then, and where there is none, the destination's own counts: it was committed with the rows. */
  readonly stateIsCommitted: boolean;
  /** Is told the state of each checkpoint, once its rows are committed. */
  keepState(state: string): void;
}

/** A table as far as the code has described it: declared columns, and those of the rows so far. */
export interface CodeTable {
  /** By which rows and truncates name it. */
  readonly index: number;
  readonly table: string;
  /** The source schema, where the code names one. */
  readonly schema: string | null;
  readonly primaryKey: readonly string[];
  /** Types as the Connector SDK names them. */
  readonly columns: Readonly<Record<string, string>>;
  /** The columns that an update gives, by the number that its row has under `~s`. */
  readonly shapes: readonly (readonly string[])[];
}

export interface CodeCounts {
  readonly upserts: number;
  readonly updates: number;
  readonly deletes: number;
}

/**
 * Where the rows of the code go. A row is a line of JSON: its columns, its operation in the two lowest bits of `~` (0 upsert, 1 update,
 * 2 delete), and for an update its shape in `~s`. Nothing counts before `commit`, which keeps rows and state together, or not at all.
 */
export interface CodeDestination {
  readState(): Promise<{ readonly state: string; readonly previous: string } | undefined>;
  defineTable(table: CodeTable): void;
  addRows(table: number, lines: Uint8Array): void;
  /** @param deferred only once the sync has succeeded */
  truncate(table: number, deferred: boolean): void;
  /** @param state the checkpoint's; undefined at the end of a sync without one: the last state stays */
  commit(state: string | undefined): Promise<{ readonly tables: Readonly<Record<string, CodeCounts>> }>;
  rollback(): Promise<void>;
  /** The sync has succeeded: deferred truncates are carried out. */
  succeed(): Promise<void>;
  close(): Promise<void>;
}

/** Whose code is run, and what for. */
export interface CodeRequest {
  readonly connection: { readonly id: string; readonly name: string; readonly groupId: string };
  readonly code: ConnectorCode;
  readonly signal: AbortSignal;
}

export interface CodeSync extends CodeRequest {
  /** JSON; `{}` for the first sync. */
  readonly state: string;
  readonly destination: CodeDestination;
}

/** How a sync of the code ended. */
export interface CodeEnd {
  /** Undefined for a success. No secret is in it. */
  readonly failure: { readonly message: string; readonly traceback: string } | undefined;
  /** What the code itself warned of. */
  readonly warnings: readonly string[];
}

/** One setup test, as the API returns it. */
export interface CodeSetupTest {
  readonly title: string;
  readonly status: "PASSED" | "FAILED";
  readonly message: string;
}

/** Runs the code of Connector SDK connections, each time in a process of its own. */
export interface CodeRunner {
  /** The tables that the code declares. @throws Error with a message for people */
  schema(request: CodeRequest): Promise<readonly CodeTable[]>;
  /** Never rejects: what cannot be run is a test that failed. */
  test(request: CodeRequest): Promise<readonly CodeSetupTest[]>;
  /** @throws Error where the destination refuses; nothing after the last checkpoint is kept then */
  sync(sync: CodeSync): Promise<CodeEnd>;
}
