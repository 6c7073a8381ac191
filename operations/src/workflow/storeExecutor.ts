import type { OperationRecord } from "../store/operations";
import type { StepRecord } from "../store/steps";
import type { Executor } from "./executor";
import type { Host } from "./host";

/** What all executors have in common: what is shown of operations is in the store. */
export abstract class StoreExecutor implements Executor {
  protected readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  get(operationId: string): Promise<OperationRecord | undefined> {
    return this.host.store.operations.get(operationId);
  }

  list(): Promise<OperationRecord[]> {
    return this.host.store.operations.list();
  }

  steps(operationId: string): Promise<StepRecord[]> {
    return this.host.store.steps.list(operationId);
  }

  async cancel(operationId: string): Promise<boolean> {
    const isAsked = await this.host.store.operations.request(operationId, "cancel");
    if (isAsked) await this.wake(operationId);
    return isAsked;
  }

  abstract start(operationId: string): Promise<void>;
  abstract wake(operationId: string): Promise<void>;
  abstract ended(operationId: string, ms: number): Promise<void>;
  abstract recover(): Promise<void>;
  abstract stop(): Promise<void>;
}
