import type { MoveJobRecord } from "../../records/moves";
import type { Account } from "../account";

/** Whether a job moves the connection, or is about to. */
export function isMoving(account: Account, connectionId: string): boolean {
  return jobsOf(account, connectionId).some(({ status }) => status === "PENDING" || status === "IN_PROGRESS");
}

/** Ends them without a trace: their connection is gone. */
export function forgetMoves(account: Account, connectionId: string): void {
  for (const { id } of jobsOf(account, connectionId)) {
    account.agenda.cancel("moveJobStart", id);
    account.agenda.cancel("moveJobEnd", id);
    account.state.remove("moveJobs", id);
  }
}

function jobsOf(account: Account, connectionId: string): MoveJobRecord[] {
  return [...account.state.all("moveJobs")].filter((job) => job.connectionId === connectionId);
}
