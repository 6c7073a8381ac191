/** Something that happens to a subject at a time. There is one of a kind for a subject. */
export interface AgendaRecord {
  readonly kind: AgendaKind;
  readonly subject: string;
  /** Milliseconds since 1970 of the server's clock. */
  readonly dueAtMs: number;
}

/** What can happen by itself; `happenings.ts` says what each does. */
export type AgendaKind =
  | "syncDue"
  | "syncEnd"
  | "syncDelay"
  | "trialEnd"
  | "webhookRetry"
  | "privateLinkChangeEnd"
  | "projectSetup"
  | "transformationDue"
  | "transformationEnd";
