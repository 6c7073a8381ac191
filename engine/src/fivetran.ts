import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Connector } from "./connector/connector";
import { ConnectorEventSource, ConnectorEvents } from "./connector/events";
import { MACHINE, type Machine } from "./connector/machine";
import { type ConnectorOptions, connectorOptions } from "./connector/options";
import { showProgress } from "./connector/terminalProgress";
import { EngineError } from "./errors";

export interface FivetranOptions {
  /** Names this set of connectors: letters, digits, `_` and `-`. */
  readonly id: string;
  /** Where cursors, history and salts are kept, without credentials; `~/.fivetran-engine/<id>` when not given. */
  readonly folder?: string | undefined;
  /** Whether syncs are shown on standard error as they run; when not given, where that is a terminal. */
  readonly progress?: boolean | undefined;
  /** The clock, for tests. */
  readonly machine?: Machine | undefined;
}

/** How long `run()` waits at most before it looks at the schedules again. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Moves data in this process, without an account or a server: `new Fivetran({ id }).createConnector({ … })`.
 */
export class Fivetran extends ConnectorEventSource {
  readonly id: string;
  readonly folder: string;
  readonly #machine: Machine;
  readonly #connectors = new Map<string, Connector>();
  #stop: AbortController | undefined;

  constructor({ id, folder, progress = process.stderr.isTTY, machine = MACHINE }: FivetranOptions) {
    super(new ConnectorEvents());
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(id))
      throw new EngineError("The id is letters, digits, `_` and `-`, at most 100.");
    this.id = id;
    this.folder = folder ?? join(homedir(), ".fivetran-engine", id);
    this.#machine = machine;
    if (progress) showProgress(this, process.stderr, machine.now);
  }

  /**
   * Makes a connector, or goes on with the one that an earlier process made with this id: cursors and history are there, credentials
   * come from `options` each time and are not written.
   *
   * @throws EngineError that lists everything wrong with the options, by path
   */
  createConnector(options: ConnectorOptions): Connector {
    const parsed = connectorOptions.safeParse(options);
    if (!parsed.success)
      throw new EngineError(`The connector's options are wrong:\n${z.prettifyError(parsed.error)}`);
    if (this.#connectors.has(parsed.data.id))
      throw new EngineError(`There is a connector ${parsed.data.id} already.`, {}, "Give each its own id.");
    const connector = new Connector(
      parsed.data,
      this.folder,
      this.#machine,
      new ConnectorEvents(this.events),
    );
    this.#connectors.set(connector.id, connector);
    return connector;
  }

  /** The connectors that were created and not deleted. */
  connectors(): Connector[] {
    return [...this.#connectors.values()].filter((connector) => !connector.isDeleted);
  }

  /**
   * Keeps the schedules until `stop()` is called: each connector that is due is synced, one after another. A missed time is not made up.
   * A sync that fails is told by `onSyncError`, and tried again when it is next due.
   */
  async run(): Promise<void> {
    if (this.#stop !== undefined) throw new EngineError("It runs already.");
    const stop = new AbortController();
    this.#stop = stop;
    const isStopped = (): boolean => stop.signal.aborted;
    try {
      while (!isStopped()) {
        for (const connector of this.#due()) {
          if (isStopped()) break;
          await connector.sync().catch(() => undefined);
        }
        if (!isStopped()) await this.#machine.sleep(this.#wait(), stop.signal);
      }
    } finally {
      this.#stop = undefined;
    }
  }

  /** Ends `run()`, and the syncs that are running. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await Promise.all(this.connectors().map(async (connector) => await connector.cancel()));
  }

  #due(): Connector[] {
    const now = this.#machine.now();
    return this.connectors().filter((connector) => (connector.nextSync()?.getTime() ?? Infinity) <= now);
  }

  #wait(): number {
    const now = this.#machine.now();
    const next = this.connectors().map((connector) => connector.nextSync()?.getTime() ?? Infinity);
    return Math.max(1, Math.min(LONGEST_WAIT_MS, ...next.map((time) => time - now)));
  }
}
