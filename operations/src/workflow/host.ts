import type { ClientEvent, FivetranClient } from "@pulumi-fivetran/sdk";
import type { OperationRecord } from "../store/operations";
import type { Store } from "../store/store";
import type { Wakeups } from "./wakeups";
import type { Workflow } from "./workflow";

/**
 * Where a step is: about to run, carried out and not yet in the journal, or in it. `step` is its name with the number of its
 * repetition from the second on, such as `settle 2`.
 */
export interface StepEvent {
  readonly operationId: string;
  readonly kind: string;
  readonly step: string;
  readonly point: "begun" | "done" | "kept";
}

/** Told, at once and in the midst of the work, where each step is. */
export type StepListener = (event: StepEvent) => void;

/** What operations run on, in every executor. */
export interface Host {
  readonly store: Store;
  readonly wakeups: Wakeups;
  readonly settings: HostSettings;

  /** @throws Error for a kind that nobody knows */
  workflowOf(kind: string): Workflow;

  /** The client of an operation's credentials. @throws {CredentialsError} */
  clientOf(operation: OperationRecord, onEvent: (event: ClientEvent) => void): Promise<FivetranClient>;

  onStep(event: StepEvent): void;

  /** Told of an operation that has just ended. */
  onEnd(operationId: string): void;

  /** Told of what somebody should look into. */
  onProblem(operationId: string, message: string): void;
}

/** How patient operations are. */
export interface HostSettings {
  /** The first wait before a step is tried again; doubled each time, up to 30 times as long. @unit milliseconds */
  readonly retryMs: number;

  /** How long a step that may fail is tried again while Fivetran does not answer. @unit milliseconds */
  readonly patienceMs: number;

  /** The first wait between two looks whether a sync has ended. @unit milliseconds */
  readonly pollMs: number;
}
