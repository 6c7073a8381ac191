import { EXIT, type ExitCode } from "../exitCodes";

/** What became of one connection's sync. */
export type SyncOutcome =
  | "started"
  | "running"
  | "succeeded"
  | "failed"
  | "canceled"
  | "rescheduled"
  | "deadline"
  | "interrupted"
  | "refused";

/** A line of `sync` and `wait`, as `--json` shows it. */
export interface SyncResult {
  readonly id: string;
  readonly name: string;
  readonly outcome: SyncOutcome;

  /** Why, and what to do about it; null when it succeeded. */
  readonly reason: string | null;

  /** When it ended, as Fivetran says; null while it runs. */
  readonly endedAt: string | null;

  /** When a sync that was put off is tried again. */
  readonly rescheduledFor: string | null;
}

const CODES: Readonly<Record<SyncOutcome, ExitCode>> = {
  started: EXIT.done,
  running: EXIT.done,
  succeeded: EXIT.done,
  failed: EXIT.failed,
  canceled: EXIT.failed,
  refused: EXIT.failed,
  deadline: EXIT.deadline,
  rescheduled: EXIT.rescheduled,
  interrupted: EXIT.interrupted,
};

/** From the gravest: of several connections the gravest decides. */
const GRAVITY: readonly ExitCode[] = [EXIT.interrupted, EXIT.failed, EXIT.deadline, EXIT.rescheduled];

/** @param mayBePutOff whether a sync that Fivetran put off is as good as done */
export function exitCodeOf(results: readonly SyncResult[], mayBePutOff: boolean): ExitCode {
  const codes = new Set(
    results
      .filter(({ outcome }) => outcome !== "rescheduled" || !mayBePutOff)
      .map(({ outcome }) => CODES[outcome]),
  );
  return GRAVITY.find((code) => codes.has(code)) ?? EXIT.done;
}
