import type { FivetranClient } from "@pulumi-fivetran/sdk";
import type { Store } from "../store/store";

/** What a journal can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a step may use. */
export interface StepTools {
  /** The client of the operation's credentials. */
  readonly client: FivetranClient;

  /** Ends what is being sent when the process stops. */
  readonly signal: AbortSignal;
}

/** How a step behaves where it cannot be carried out. */
export interface StepOptions {
  /**
   * Whether the step belongs to what leaves everything as it was: it is carried out after a cancellation too, and repeated until
   * it succeeds, whatever stands in its way.
   */
  readonly always?: boolean;
}

/** What a workflow function is given. It does nothing but by steps and waits, so that it can be repeated from the start. */
export interface WorkflowContext<Name extends string = string> {
  readonly operationId: string;
  readonly store: Store;

  /**
   * Carries out a step, or returns what it returned when it was finished before a crash. A step may run twice and must be
   * harmless twice.
   *
   * @throws {StepFailure} each time anew for a step that failed
   */
  step<T extends Json>(name: Name, body: (tools: StepTools) => Promise<T>, options?: StepOptions): Promise<T>;

  /** Waits, beyond the end of the process if need be; a request to cancel or to end the hold ends it early. @unit milliseconds */
  wait(name: Name, ms: number): Promise<void>;
}

/** A kind of operation: a function that is repeated from its start after a crash, with the results of its finished steps. */
export interface Workflow<Input = unknown, Name extends string = string> {
  readonly kind: string;

  /** To be raised when the steps change, so that an operation is not repeated by a function that has other ones. */
  readonly shape: number;

  /** The names of its steps, in the order in which they first happen. */
  readonly steps: readonly Name[];

  /** @throws {StepFailure} when it fails, after everything is as it was */
  run(context: WorkflowContext<Name>, input: Input): Promise<Json>;
}
