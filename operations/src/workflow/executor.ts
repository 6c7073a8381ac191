import type { OperationRecord } from "../store/operations";
import type { StepRecord } from "../store/steps";
import type { Json } from "./workflow";

/** A step that was carried out. */
export interface Carried {
  /** What the journal keeps. */
  readonly result: Json;

  /** Requests sent to Fivetran. */
  readonly apiCalls: number;

  /** Why it failed. */
  readonly failed: string | undefined;
}

/** How an executor carries out one operation: what is finished is not done again. */
export interface Runner {
  /** Returns what the step at this position returned, if it was finished; else carries it out and keeps that. */
  step(position: number, name: string, body: () => Promise<Carried>): Promise<Json>;

  /** Waits until a time that is kept, or until the operation is woken. @unit milliseconds */
  wait(position: number, name: string, ms: number): Promise<void>;
}

/** Carries out operations to their end, whatever ends on the way. */
export interface Executor {
  /** Begins an operation that is in the store. Returns at once. Harmless twice. */
  start(operationId: string): Promise<void>;

  get(operationId: string): Promise<OperationRecord | undefined>;
  list(): Promise<OperationRecord[]>;
  steps(operationId: string): Promise<StepRecord[]>;

  /** Asks an operation to undo what it did and end. False for one that has ended. */
  cancel(operationId: string): Promise<boolean>;

  /** Ends the wait that an operation is in. */
  wake(operationId: string): Promise<void>;

  /** Resolves when the operation has ended, or after `ms`. */
  ended(operationId: string, ms: number): Promise<void>;

  /** Begins what earlier processes left unfinished, and goes on doing so. */
  recover(): Promise<void>;

  /** Stops without ending anything: what is unfinished goes on with the next process. */
  stop(): Promise<void>;
}
