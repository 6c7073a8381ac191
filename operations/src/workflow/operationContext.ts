import { SpanStatusCode, trace } from "@opentelemetry/api";
import { type ClientEvent, type FivetranClient, isAborted } from "@pulumi-fivetran/sdk";
import type { OperationRecord, Problem } from "../store/operations";
import type { Store } from "../store/store";
import { UnsealableError } from "../vault/vault";
import type { Carried, Runner } from "./executor";
import type { Host } from "./host";
import { isPassing, lacksCredentials, problemOf } from "./problemOf";
import { StepFailure, StoppedError } from "./stepFailure";
import type { Json, StepOptions, StepTools, Workflow, WorkflowContext } from "./workflow";

const TRACER = "@pulumi-fivetran/operations";

const PLACES_OF_A_SHAPE = 1_000_000;

/** What the journal keeps of a step: the same for both executors, so that an error is repeated as it was. */
type Envelope =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly problem: Problem };

/** Runs one operation in one process: numbers its steps, repeats what passes, and keeps what fails. */
export class OperationContext implements WorkflowContext {
  readonly operationId: string;
  readonly store: Store;
  readonly #host: Host;
  readonly #runner: Runner;
  readonly #workflow: Workflow;
  readonly #signal: AbortSignal;
  readonly #times = new Map<string, number>();
  #position = 0;
  #calls = 0;
  #client: { readonly of: string; readonly client: FivetranClient } | undefined;

  constructor(
    host: Host,
    runner: Runner,
    operation: OperationRecord,
    workflow: Workflow,
    signal: AbortSignal,
  ) {
    // Steps of another shape stand in the journal too: these have places of their own.
    if (operation.shape !== workflow.shape) this.#position = workflow.shape * PLACES_OF_A_SHAPE;
    this.operationId = operation.id;
    this.store = host.store;
    this.#host = host;
    this.#runner = runner;
    this.#workflow = workflow;
    this.#signal = signal;
  }

  async step<T extends Json>(
    name: string,
    body: (tools: StepTools) => Promise<T>,
    options: StepOptions = {},
  ): Promise<T> {
    const { position, label } = this.#next(name);
    const times = { carriedOut: 0 };
    const kept = await this.#runner.step(position, label, async () => {
      times.carriedOut += 1;
      return this.#traced(label, () => this.#carryOut(position, label, body, options));
    });
    if (times.carriedOut > 0) this.#tell(label, "kept");
    const envelope = kept as unknown as Envelope; // What #carryOut made, from the journal or just now.
    if (!envelope.ok) throw new StepFailure(envelope.problem);
    return envelope.value as T;
  }

  async wait(name: string, ms: number): Promise<void> {
    const { position, label } = this.#next(name);
    this.#tell(label, "begun");
    await this.#runner.wait(position, label, ms);
    this.#tell(label, "kept");
  }

  #next(name: string): { position: number; label: string } {
    // What undoes in a `catch` is not begun: the operation is not failing, it goes on later.
    if (this.#signal.aborted) throw new StoppedError("The process stops.");
    if (!this.#workflow.steps.includes(name) && name !== "end")
      throw new Error(`The workflow '${this.#workflow.kind}' does not list its step '${name}'.`);
    const times = (this.#times.get(name) ?? 0) + 1;
    this.#times.set(name, times);
    this.#position += 1;
    return { position: this.#position, label: times === 1 ? name : `${name} ${times}` };
  }

  async #carryOut(
    position: number,
    label: string,
    body: (tools: StepTools) => Promise<Json>,
    options: StepOptions,
  ): Promise<Carried> {
    await this.#patiently(() => this.store.steps.begin(this.operationId, position, label));
    this.#tell(label, "begun");
    this.#calls = 0;
    const envelope = await this.#untilSettled(label, body, options);
    this.#tell(label, "done");
    return {
      result: envelope as unknown as Json, // A problem holds texts and numbers only.
      apiCalls: this.#calls,
      failed: envelope.ok ? undefined : envelope.problem.message,
    };
  }

  async #untilSettled(
    label: string,
    body: (tools: StepTools) => Promise<Json>,
    { always = false }: StepOptions,
  ): Promise<Envelope> {
    const began = Date.now();
    let isTroubled = false;
    for (let attempt = 0; ; attempt++) {
      let isCancelled = false;
      let hasClient = false;
      try {
        const operation = await this.#operation();
        isCancelled = operation.cancelRequestedAt !== undefined;
        if (!always && isCancelled) return cancelled(label);
        const client = await this.#clientOf(operation);
        hasClient = true;
        const value = await body({ client, signal: this.#signal });
        if (isTroubled) await this.#host.store.operations.setAttention(this.operationId, undefined);
        return { ok: true, value };
      } catch (error) {
        if (error instanceof StoppedError || (this.#signal.aborted && isAborted(error)))
          throw new StoppedError("The process stops.");
        const problem = this.#advised(problemOf(error, label), error, hasClient);
        // Nothing will open what this step needs, and somebody has said that it is to end.
        if (error instanceof UnsealableError && hasClient && isCancelled) return { ok: false, problem };
        const isPatient = isPassing(error) && Date.now() - began < this.#host.settings.patienceMs;
        if (error instanceof StepFailure || !(always || isPatient || lacksCredentials(error)))
          return { ok: false, problem };
        isTroubled ||= await this.#trouble(problem, attempt, isPassing(error));
        const { retryMs } = this.#host.settings;
        await this.#host.wakeups.sleep(this.operationId, retryMs * 2 ** Math.min(attempt, 5), this.#signal);
      }
    }
  }

  /** What can be done about what cannot be unsealed. */
  #advised(problem: Problem, error: unknown, hasClient: boolean): Problem {
    if (!(error instanceof UnsealableError)) return problem;
    const advice = hasClient
      ? "Cancel the operation: it then undoes what it can, and ends."
      : `Name credentials for the operation (POST /operations/${this.operationId}/credentials): it goes on with them.`;
    return { ...problem, message: `${problem.message} ${advice}` };
  }

  /** Says what stands in the way: at once where somebody has to act, and from the third attempt on where it may pass. */
  async #trouble(problem: Problem, attempt: number, passes: boolean): Promise<boolean> {
    if (passes && attempt < 2) return false;
    const { message } = problem;
    this.#host.onProblem(this.operationId, message);
    try {
      await this.store.operations.setAttention(this.operationId, message);
    } catch {
      // The database is what is in the way.
    }
    return true;
  }

  async #operation(): Promise<OperationRecord> {
    const operation = await this.store.operations.get(this.operationId);
    if (operation === undefined) throw new Error(`The operation ${this.operationId} is not in the store.`);
    return operation;
  }

  async #clientOf(operation: OperationRecord): Promise<FivetranClient> {
    if (this.#client?.of === operation.credentials) return this.#client.client;
    const count = (event: ClientEvent): void => {
      if (event.type === "request") this.#calls += 1;
    };
    const client = await this.#host.clientOf(operation, count);
    this.#client = { of: operation.credentials, client };
    return client;
  }

  /** Repeats work on the store until the store is there. */
  async #patiently(work: () => Promise<unknown>): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await work();
        return;
      } catch (error) {
        if (!isPassing(error)) throw error;
        const { retryMs } = this.#host.settings;
        await this.#host.wakeups.sleep(this.operationId, retryMs * 2 ** Math.min(attempt, 4), this.#signal);
      }
    }
  }

  #tell(step: string, point: "begun" | "done" | "kept"): void {
    this.#host.onStep({ operationId: this.operationId, kind: this.#workflow.kind, step, point });
  }

  #traced(label: string, work: () => Promise<Carried>): Promise<Carried> {
    const attributes = { "fivetran.operation.id": this.operationId, "fivetran.operation.step": label };
    // Repetitions of a step share its name: `settle 2` is a `settle`.
    const name = `${this.#workflow.kind} ${label.split(" ")[0] ?? label}`;
    return trace.getTracer(TRACER).startActiveSpan(name, { attributes }, async (span) => {
      try {
        const carried = await work();
        const envelope = carried.result as unknown as Envelope; // What #carryOut made.
        if (!envelope.ok)
          span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute("error.type", envelope.problem.kind);
        return carried;
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  }
}

function cancelled(step: string): Envelope {
  return {
    ok: false,
    problem: { kind: "cancelled", message: `Cancelled before the step '${step}', as it was asked to.`, step },
  };
}
