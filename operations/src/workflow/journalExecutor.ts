import type { StepRecord, Steps } from "../store/steps";
import type { Carried, Runner } from "./executor";
import type { Host } from "./host";
import { runOperation } from "./runOperation";
import { StoppedError } from "./stepFailure";
import { StoreExecutor } from "./storeExecutor";
import type { Json } from "./workflow";

/** How long the end of a process waits for steps that are in the midst of a request. @unit milliseconds */
const STOP_MS = 5_000;

/**
 * Carries out operations in this process, with a journal of finished steps in the store. The store belongs to one process, so there
 * are no leases: whatever is unfinished at the start was left by a process that is gone.
 */
export class JournalExecutor extends StoreExecutor {
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();

  async start(operationId: string): Promise<void> {
    if (this.#running.has(operationId) || this.#stopping.signal.aborted) return;
    const running = this.#run(operationId).finally(() => this.#running.delete(operationId));
    this.#running.set(operationId, running);
    await Promise.resolve();
  }

  async wake(operationId: string): Promise<void> {
    this.host.wakeups.wake(operationId);
    await Promise.resolve();
  }

  async ended(operationId: string, ms: number): Promise<void> {
    await within(ms, this.#running.get(operationId) ?? Promise.resolve());
  }

  async recover(): Promise<void> {
    for (const { id } of await this.host.store.operations.unfinished()) await this.start(id);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await within(STOP_MS, Promise.all(this.#running.values()));
  }

  async #run(operationId: string): Promise<void> {
    const { signal } = this.#stopping;
    const { operations, steps } = this.host.store;
    try {
      const operation = await operations.get(operationId);
      if (operation === undefined || operation.endedAt !== undefined) return;
      await runOperation(
        this.host,
        new JournalRunner(operationId, steps, this.host, signal),
        operation,
        signal,
      );
    } catch (error) {
      if (error instanceof StoppedError) return;
      this.host.onProblem(operationId, error instanceof Error ? error.message : String(error));
    }
  }
}

class JournalRunner implements Runner {
  readonly #operationId: string;
  readonly #steps: Steps;
  readonly #host: Host;
  readonly #signal: AbortSignal;

  constructor(operationId: string, steps: Steps, host: Host, signal: AbortSignal) {
    this.#operationId = operationId;
    this.#steps = steps;
    this.#host = host;
    this.#signal = signal;
  }

  async step(position: number, name: string, body: () => Promise<Carried>): Promise<Json> {
    const kept = await this.#kept(position, name);
    if (kept?.result !== undefined) return JSON.parse(kept.result) as Json;
    const { result, apiCalls, failed } = await body();
    await this.#steps.end(this.#operationId, position, { apiCalls, failed, result: JSON.stringify(result) });
    return result;
  }

  async wait(position: number, name: string, ms: number): Promise<void> {
    const kept = await this.#kept(position, name);
    if (kept?.endedAt !== undefined) return;
    const due = kept?.dueAt ?? this.#host.store.now() + ms;
    await this.#steps.begin(this.#operationId, position, name, due);
    await this.#host.wakeups.sleep(this.#operationId, due - this.#host.store.now(), this.#signal);
    await this.#steps.end(this.#operationId, position, { apiCalls: 0, failed: undefined });
  }

  async #kept(position: number, name: string): Promise<StepRecord | undefined> {
    const kept = await this.#steps.get(this.#operationId, position);
    if (kept !== undefined && kept.name !== name)
      throw new Error(
        `The journal has the step '${kept.name}' where the operation now has '${name}': it cannot be repeated.`,
      );
    return kept;
  }
}

/** Resolves when `work` has settled, or after `ms`. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
