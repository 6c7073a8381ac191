/** What can happen by itself; `dueEvents.ts` says what each does. */
export type AgendaKind =
  | "syncDue"
  | "syncEnd"
  | "syncDelay"
  | "trialEnd"
  | "moveJobStart"
  | "moveJobEnd"
  | "webhookRetry"
  | "privateLinkChangeEnd"
  | "projectSetup"
  | "transformationDue"
  | "transformationEnd";
