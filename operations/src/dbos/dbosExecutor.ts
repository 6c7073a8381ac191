import { AsyncResource } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { DBOS, DLogger, WorkflowStatus } from "@dbos-inc/dbos-sdk";
import { DatabaseUnavailableError } from "../store/database";
import { MissingPackageError } from "../store/missingPackage";
import type { OperationRecord } from "../store/operations";
import type { PostgresDatabase } from "../store/postgresDatabase";
import type { Carried, Runner } from "../workflow/executor";
import type { Host } from "../workflow/host";
import { runOperation } from "../workflow/runOperation";
import { StoppedError } from "../workflow/stepFailure";
import { StoreExecutor } from "../workflow/storeExecutor";
import type { Json } from "../workflow/workflow";
import { Liveness } from "./liveness";

/**
 * The version under which DBOS runs ours, in place of a digest of the source, with which a new release would leave behind what an
 * older one had begun. To be raised when DbosRunner journals otherwise; runs of other versions are forked. A change of a workflow
 * raises the workflow's own `shape`.
 */
const APPLICATION_VERSION = "fivetran-operations-1";
const NAME = "fivetran-operations";
const WORKFLOW = "operation";
const TOPIC = "wake";

/** How often the runs of dead processes are looked for. @unit milliseconds */
const SWEEP_MS = 3_000;

type Dbos = typeof DBOS;

/** What the executor is given beside its host. */
export interface DbosOptions {
  readonly database: PostgresDatabase;
  readonly url: string;
  readonly conductorKey: string | undefined;
  readonly logger: DLogger;
}

/** DBOS is one for the whole process: it runs the operations of one executor. */
let running: DbosExecutor | undefined;
let registered: ((operationId: string) => Promise<void>) | undefined;

/**
 * Carries out operations as workflows of DBOS on Postgres, in any number of processes. The input of a workflow is the operation's id
 * and its results are summaries, since DBOS keeps both in the clear.
 */
export class DbosExecutor extends StoreExecutor {
  readonly #options: DbosOptions;
  readonly #id = `${hostname()}-${process.pid}-${randomBytes(4).toString("hex")}`;
  readonly #stopping = new AbortController();
  /** DBOS takes what is called within a workflow, such as by a listener of its steps, for a step of it. */
  readonly #outside = new AsyncResource("fivetran-operations");
  readonly #liveness: Liveness;
  #dbos: Dbos | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(host: Host, options: DbosOptions) {
    super(host);
    this.#options = options;
    this.#liveness = new Liveness(options.database, this.#id);
  }

  /** Launches DBOS, and goes on with what dead processes left. */
  async recover(): Promise<void> {
    if (running !== undefined) throw new Error("DBOS runs in this process already: one executor at a time.");
    const dbos = await loadDbos();
    running = this;
    try {
      await this.#liveness.show();
      dbos.setConfig({
        name: NAME,
        systemDatabaseUrl: this.#options.url,
        applicationVersion: APPLICATION_VERSION,
        executorID: this.#id,
        logger: this.#options.logger,
      });
      registered ??= dbos.registerWorkflow(runCurrent, { name: WORKFLOW, maxRecoveryAttempts: 1_000_000 });
      const { conductorKey } = this.#options;
      // Two processes that make DBOS's tables at once end in a deadlock.
      await this.#options.database.locked("fivetran-launch", () =>
        dbos.launch(conductorKey === undefined ? {} : { conductorKey }),
      );
    } catch (error) {
      running = undefined;
      await this.#liveness.stop();
      throw error;
    }
    this.#dbos = dbos;
    await this.#sweep();
    this.#sweeper = setInterval(() => {
      this.#sweeping = this.#sweep().catch((error: unknown) =>
        this.#options.logger.warn(`What dead processes left could not be looked for: ${String(error)}`),
      );
    }, SWEEP_MS);
    this.#sweeper.unref();
  }

  async start(operationId: string): Promise<void> {
    if (this.#dbos === undefined || registered === undefined)
      throw new Error("The executor was not launched.");
    const operation = await this.host.store.operations.get(operationId);
    if (operation === undefined || operation.endedAt !== undefined || operation.run !== undefined) return;
    await this.#begin(this.#dbos, registered, operationId);
  }

  async wake(operationId: string): Promise<void> {
    this.host.wakeups.wake(operationId);
    const operation = await this.host.store.operations.get(operationId);
    if (operation?.run === undefined || operation.endedAt !== undefined) return;
    const { run } = operation;
    await this.#outside.runInAsyncScope(() => this.#dbos?.send(run, "wake", TOPIC));
  }

  async ended(operationId: string, ms: number): Promise<void> {
    const until = Date.now() + ms;
    for (let pause = 25; ; pause = Math.min(pause * 1.5, 1_000)) {
      const isEnded = await this.#hasEnded(operationId);
      const left = until - Date.now();
      if (isEnded || left <= 0 || this.#stopping.signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, Math.min(pause, left)));
    }
  }

  /** False too while the database is away: the operation goes on when it is back. */
  async #hasEnded(operationId: string): Promise<boolean> {
    try {
      return (await this.host.store.operations.get(operationId))?.endedAt !== undefined;
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) return false;
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#sweeper);
    await this.#sweeping;
    await this.#dbos?.shutdown({ workflowCompletionTimeoutMS: 0 });
    await this.#liveness.stop();
    running = undefined;
  }

  /** What DBOS calls. Never ends when the process stops: DBOS would take that for the workflow's end. */
  async run(operationId: string): Promise<void> {
    const { signal } = this.#stopping;
    const operation = await this.host.store.operations.get(operationId);
    if (operation === undefined || operation.endedAt !== undefined) return;
    const dbos = this.#dbos ?? (await loadDbos());
    await untilStopped(signal, () =>
      runOperation(this.host, new DbosRunner(dbos, this.host, operationId, signal), operation, signal),
    );
  }

  async #begin(dbos: Dbos, workflow: (id: string) => Promise<void>, operationId: string): Promise<void> {
    await this.host.store.operations.setRun(operationId, this.#id, operationId);
    await this.#outside.runInAsyncScope(() =>
      dbos.startWorkflow(workflow, { workflowID: operationId })(operationId),
    );
  }

  /** Goes on with what belongs to dead processes, other versions, or nobody. One process at a time does so. */
  async #sweep(): Promise<void> {
    const dbos = this.#dbos;
    if (dbos === undefined || this.#stopping.signal.aborted) return;
    await this.host.store.database.locked("fivetran-sweep", async () => {
      const unfinished = await this.host.store.operations.unfinished();
      if (unfinished.length === 0) return;
      const workflowIDs = unfinished.map(({ id, run = id }) => run);
      const runs = await dbos.listWorkflows({ workflowIDs, loadInput: false, loadOutput: false });
      const byId = new Map(runs.map((each) => [each.workflowID, each]));
      const owners = [
        ...unfinished.map(({ executor = "" }) => executor),
        ...runs.map(({ executorId = "" }) => executorId),
      ];
      const dead = await this.#liveness.deadOf(owners.filter((owner) => owner !== ""));
      for (const operation of unfinished)
        await this.#goOn(dbos, operation, byId.get(operation.run ?? operation.id), dead);
    });
  }

  async #goOn(
    dbos: Dbos,
    operation: OperationRecord,
    run: WorkflowStatus | undefined,
    dead: ReadonlySet<string>,
  ): Promise<void> {
    const { id, executor } = operation;
    const isOrphan = executor === undefined || executor === this.#id || dead.has(executor);
    if (run === undefined) {
      // Begun, and its process died before DBOS knew; what has just begun is given the time to tell.
      const isOld = this.host.store.now() - operation.createdAt > SWEEP_MS;
      if (isOrphan && isOld && registered !== undefined) await this.#begin(dbos, registered, id);
      return;
    }
    const isOurs = run.applicationVersion === APPLICATION_VERSION;
    if (run.status === "PENDING" && run.executorId !== undefined && dead.has(run.executorId))
      return isOurs ? this.#resume(dbos, operation, run) : this.#fork(dbos, operation, run);
    if (run.status === "ENQUEUED" && !isOurs) return this.#fork(dbos, operation, run);
    if (
      run.status === "ERROR" ||
      run.status === "CANCELLED" ||
      run.status === "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
    )
      await this.#fork(dbos, operation, run);
  }

  async #resume(dbos: Dbos, { id }: OperationRecord, { workflowID }: WorkflowStatus): Promise<void> {
    this.#options.logger.info(`The operation ${id} goes on in place of a process that is gone.`);
    await dbos.resumeWorkflow(workflowID);
  }

  /** Another version's run, or one that DBOS has given up, goes on as a new run with the steps that are finished. */
  async #fork(dbos: Dbos, { id }: OperationRecord, run: WorkflowStatus): Promise<void> {
    const steps = (await dbos.listWorkflowSteps(run.workflowID)) ?? [];
    const newWorkflowID = `${id}.${randomBytes(4).toString("hex")}`;
    this.#options.logger.info(
      `The operation ${id} goes on as ${newWorkflowID}, after ${steps.length} steps of ${run.workflowID}.`,
    );
    if (run.status === "PENDING" || run.status === "ENQUEUED") await dbos.cancelWorkflow(run.workflowID);
    await this.host.store.operations.setRun(id, this.#id, newWorkflowID);
    await dbos.forkWorkflow(run.workflowID, steps.length, {
      newWorkflowID,
      applicationVersion: APPLICATION_VERSION,
    });
  }
}

/** The workflow that DBOS knows: whichever executor runs, it is registered once in a process. */
async function runCurrent(operationId: string): Promise<void> {
  if (running === undefined) throw new Error("No executor runs.");
  await running.run(operationId);
}

class DbosRunner implements Runner {
  readonly #dbos: Dbos;
  readonly #host: Host;
  readonly #operationId: string;
  readonly #signal: AbortSignal;

  constructor(dbos: Dbos, host: Host, operationId: string, signal: AbortSignal) {
    this.#dbos = dbos;
    this.#host = host;
    this.#operationId = operationId;
    this.#signal = signal;
  }

  step(position: number, name: string, body: () => Promise<Carried>): Promise<Json> {
    const carryOut = async (): Promise<Json> => {
      const { result, apiCalls, failed } = await untilStopped(this.#signal, body);
      await this.#show(() => this.#host.store.steps.end(this.#operationId, position, { apiCalls, failed }));
      return result;
    };
    return this.#dbos.runStep(carryOut, { name });
  }

  async wait(position: number, name: string, ms: number): Promise<void> {
    const { steps, now } = this.#host.store;
    await this.#show(() => steps.begin(this.#operationId, position, name, now() + ms));
    await untilStopped(this.#signal, () => this.#dbos.recv(TOPIC, { timeoutSeconds: ms / 1000 }));
    await this.#show(() => steps.end(this.#operationId, position, { apiCalls: 0, failed: undefined }));
  }

  /** What people see is not what is repeated from: a database that is away does not end a step for it. */
  async #show(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) =>
      this.#host.onProblem(this.#operationId, `A step could not be shown: ${String(error)}`),
    );
  }
}

/** Never settles once the process stops: DBOS would keep what it throws then. */
async function untilStopped<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoppedError || signal.aborted) return await new Promise<never>(() => undefined);
    throw error;
  }
}

async function loadDbos(): Promise<Dbos> {
  try {
    const loaded = await import("@dbos-inc/dbos-sdk");
    return loaded.DBOS;
  } catch {
    throw new MissingPackageError("--database", ["@dbos-inc/dbos-sdk", "pg"]);
  }
}
