import type { AgendaKind } from "../records/agenda";
import type { AgendaRecord } from "../state/agenda";
import type { Account } from "./account";
import { endMoveJob, startMoveJob } from "./connections/moves";
import { endPrivateLinkChange } from "./infrastructure/privateLinks";
import { endSync, syncDelayed, syncDue, trialEnded } from "./syncs/syncs";
import { endProjectSetup } from "./transformations/projects";
import { endRun, startScheduledRun } from "./transformations/runs";
import { retryDelivery } from "./webhooks/deliveries";

/** What happens at its time, by kind: one line each. Runs in a transaction, with the clock at that time. */
const handlers: Readonly<Record<AgendaKind, (account: Account, subject: string) => void>> = {
  syncDue,
  syncEnd: endSync,
  syncDelay: syncDelayed,
  trialEnd: trialEnded,
  moveJobStart: startMoveJob,
  moveJobEnd: endMoveJob,
  webhookRetry: retryDelivery,
  privateLinkChangeEnd: endPrivateLinkChange,
  projectSetup: endProjectSetup,
  transformationDue: startScheduledRun,
  transformationEnd: endRun,
};

/**
 * Lets everything happen whose time has come, in its order and at its own time. An event that fails is told on standard error and dropped, so
 * that it neither ends the server nor fails every request after it.
 *
 * @param most how much happens at most; see {@link CatchUp}, which does the rest
 * @returns whether nothing is left to do
 */
export function runDueEvents(account: Account, most = Number.POSITIVE_INFINITY): boolean {
  for (let happened = 0; happened < most; happened++) {
    const due = nextDue(account);
    if (due === undefined) return true;
    account.clock.at(due.dueAtMs, () => runEvent(account, due));
  }
  return !hasDueEvents(account);
}

export function hasDueEvents(account: Account): boolean {
  return nextDue(account) !== undefined;
}

function nextDue({ agenda, clock }: Account): AgendaRecord<AgendaKind> | undefined {
  const next = agenda.next();
  return next === undefined || next.dueAtMs > clock.now() ? undefined : next;
}

function runEvent(account: Account, { kind, subject }: AgendaRecord<AgendaKind>): void {
  try {
    account.state.transaction(() => {
      account.agenda.cancel(kind, subject);
      handlers[kind](account, subject);
    });
  } catch (error) {
    console.error(`fivetran-local: ${kind} of '${subject}' failed and is dropped:`, error);
    account.state.transaction(() => account.agenda.cancel(kind, subject));
  }
}
