import type { ExecutedEnd, ExecutedSync, SyncExecutor, SyncListener } from "@pulumi-fivetran/server";

/** What the source of every connection holds. */
export const SHAPE = {
  schemas: { public: { tables: { orders: { columns: { id: { isPrimaryKey: true }, note: {} } } } } },
};
/** A success that moved nothing. */
export const END: ExecutedEnd = { outcome: "SUCCESSFUL", tables: [], shape: SHAPE };

/** A sync that the server has given to the executor. */
export interface Started {
  readonly sync: ExecutedSync;
  readonly listener: SyncListener;
  end(end: ExecutedEnd): void;
  isCanceled: boolean;
}

/** An executor that a test drives. */
export class TestExecutor implements SyncExecutor {
  readonly started: Started[] = [];
  missing: string | undefined;
  canRun = (): boolean => true;
  lacks = (): string | undefined => this.missing;
  destinationLacks = (): string | undefined => this.missing;
  test = () => Promise.resolve([{ title: "Real", status: "PASSED", message: "" } as const]);
  testDestination = this.test;
  discover = () => Promise.resolve(SHAPE);
  start(sync: ExecutedSync, listener: SyncListener) {
    let end: (end: ExecutedEnd) => void = () => undefined;
    const ended = new Promise<ExecutedEnd>((resolve) => {
      end = resolve;
    });
    const one: Started = { sync, listener, end, isCanceled: false };
    this.started.push(one);
    return {
      ended,
      cancel: () => {
        one.isCanceled = true;
      },
    };
  }
  stop(): Promise<void> {
    for (const { end } of this.started) end({ ...END, outcome: "FAILED" });
    return Promise.resolve();
  }
}
