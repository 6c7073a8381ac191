import type { SyncedTable } from "../syncExecutor";
import type { ConnectionTarget } from "./connectionTarget";

export interface RunningSync {
  /** Its number among the connection's syncs. */
  readonly number: number;
  readonly endsAtMs: number;
  /** Decides its end; taken when it started. */
  readonly rule: SyncRule;
  /** Its data is really moved: it ends when that ends, whatever the clock says. */
  readonly isExecuted?: true | undefined;
}

export interface Alert {
  readonly code: string;
  readonly message: string;
  readonly details?: string | undefined;
  /** Of a warning about one table: its names in the destination. */
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  /** Since when; filled in when it is raised. */
  readonly createdAt?: string | undefined;
}

export type SyncStatus = "RUNNING" | "CANCELED" | SyncOutcome;

/** One sync of a connection. Times are as the API writes them. */
export interface SyncRecord {
  readonly connectionId: string;
  /** Counts the connection's syncs from 1. */
  readonly number: number;
  readonly startedAt: string;
  /** Null while it runs. */
  readonly endedAt: string | null;
  readonly status: SyncStatus;
  readonly reason?: string | undefined;
  /** Whether it read the whole history. */
  readonly isHistorical: boolean;
  /** How many columns it dropped in the destination, as users had asked. */
  readonly droppedColumns?: number | undefined;
  /** What was really moved, where an engine has moved it. */
  readonly rows?: number | undefined;
  readonly bytes?: number | undefined;
  readonly tables?: readonly SyncedTable[] | undefined;
}

/** How a sync ends. */
export type SyncOutcome = "SUCCESSFUL" | "FAILED" | "RESCHEDULED";

/**
 * Decides the syncs of the connections it matches, from their start on. Of several rules that match, the one added last counts.
 * Without a rule, syncs take the account's `syncDurationMs` and succeed.
 */
export interface SyncRule extends ConnectionTarget {
  readonly outcome: SyncOutcome;
  /** Why it did not succeed: told to webhooks and kept in the history. */
  readonly reason?: string | undefined;
  /** Default: the account's `syncDurationMs`. */
  readonly durationMs?: number | undefined;
  /** For `RESCHEDULED`: how long after its end the sync is tried again. Default: one hour. */
  readonly rescheduledForMs?: number | undefined;
  /** For `FAILED`: the set-up counts as broken until a sync or a setup test succeeds. */
  readonly breaksSetup?: boolean | undefined;
  /** What the connection shows from the end of the sync to the end of the next one. */
  readonly tasks?: readonly Alert[] | undefined;
  readonly warnings?: readonly Alert[] | undefined;
  /** For `SUCCESSFUL`, of a function or Connector SDK connection: the cursor state that it leaves. */
  readonly state?: Readonly<Record<string, unknown>> | undefined;
  /** Decides this number of syncs and is then removed. Default: all. */
  readonly times?: number | undefined;
}

export type SyncRuleRecord = SyncRule & { readonly id: string };
