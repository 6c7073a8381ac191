/** One sync: a connector's rows into a destination, from a state to its last checkpoint. */
import type {
  CommitResult,
  Connector,
  ConnectorEvent,
  Destination,
  RunningConnector,
  TableDefinition,
} from "./port";

export interface SyncOptions {
  readonly connector: Connector;
  readonly destination: Destination;
  readonly configuration: Readonly<Record<string, string>>;
  /** JSON; `{}` for the first sync. */
  readonly state: string;
  /** Stops after so many checkpoints. */
  readonly untilCheckpoint?: number;
  /** Is told of each checkpoint once its rows and state are safe. */
  readonly onCheckpoint?: (state: string, result: CommitResult) => void;
  /** Sees everything as it comes. */
  readonly onEvent?: (event: ConnectorEvent) => void;
  readonly signal?: AbortSignal;
}

export interface SyncResult {
  /** JSON: that of the last checkpoint, or the one that was begun with. */
  readonly state: string;
  readonly rows: number;
  readonly checkpoints: number;
  /** Whether `untilCheckpoint` or `signal` ended it before the connector did. */
  readonly stopped: boolean;
}

/** The connector's own failure. Rows up to the last checkpoint are kept; `state` is that one's. */
export class ConnectorFailedError extends Error {
  override readonly name = "ConnectorFailedError";
  constructor(
    message: string,
    readonly traceback: string,
    readonly state: string,
    readonly checkpoints: number,
  ) {
    super(message);
  }
}

/**
 * @throws ConnectorFailedError when the connector fails or dies
 * @throws Error when the destination refuses; nothing after the last checkpoint is kept then either
 */
export async function runSync(options: SyncOptions): Promise<SyncResult> {
  const running = options.connector.start({
    command: "update",
    configuration: options.configuration,
    state: options.state,
  });
  const abort = (): void => void running.cancel();
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener("abort", abort, { once: true });
  try {
    return await new Sync(options, running).run();
  } catch (error) {
    await running.cancel();
    await options.destination.rollback();
    throw error;
  } finally {
    options.signal?.removeEventListener("abort", abort);
    // Also after a good end: a process may have left others behind.
    await running.cancel();
  }
}

class Sync {
  #state: string;
  #rows = 0;
  #checkpoints = 0;

  constructor(
    private readonly options: SyncOptions,
    private readonly running: RunningConnector,
  ) {
    this.#state = options.state;
  }

  async run(): Promise<SyncResult> {
    for await (const event of this.running.events) {
      this.options.onEvent?.(event);
      const ended = await this.#take(event);
      if (ended !== undefined) return ended;
    }
    throw new Error("the connector's events ended without an end");
  }

  async #take(event: ConnectorEvent): Promise<SyncResult | undefined> {
    const { destination } = this.options;
    switch (event.type) {
      case "table":
        destination.defineTable(event satisfies TableDefinition);
        return undefined;
      case "rows":
        this.#rows += event.count;
        destination.addRows(event.table, event.lines);
        return undefined;
      case "truncate":
        destination.truncate(event.table, event.deferred ?? false);
        return undefined;
      case "checkpoint":
        return this.#keep(event.state);
      case "failed":
        return this.#fail(event.message, event.traceback);
      case "done":
        // An end without a checkpoint is allowed: what came is kept, and the state stays.
        await destination.commit(undefined);
        await destination.succeed();
        return this.#result(false);
      case "stopped":
        await destination.rollback();
        return this.#result(true);
      default:
        return undefined;
    }
  }

  async #keep(state: string): Promise<undefined> {
    const result = await this.options.destination.commit(state);
    this.#state = state;
    this.#checkpoints++;
    this.options.onCheckpoint?.(state, result);
    if (this.#checkpoints === this.options.untilCheckpoint) this.running.stop();
    else this.running.proceed();
    return undefined;
  }

  async #fail(message: string, traceback: string): Promise<SyncResult> {
    await this.options.destination.rollback();
    if (this.options.signal?.aborted === true) return this.#result(true);
    throw new ConnectorFailedError(message, traceback, this.#state, this.#checkpoints);
  }

  #result(stopped: boolean): SyncResult {
    return { state: this.#state, rows: this.#rows, checkpoints: this.#checkpoints, stopped };
  }
}
