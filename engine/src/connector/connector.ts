import { join } from "node:path";
import { describeDestination, describeSource, openDestination, openSource } from "../catalog";
import { formatTable, type SourceTable, type TableName } from "../contract/table";
import { EngineError, messageOf } from "../errors";
import { saltOf } from "../privacy/saltFile";
import { runSync, type SyncResult } from "../sync/runSync";
import { buildJob, type ConnectorSettings, destinationTableOf, sourceTableOf } from "./buildJob";
import { ConnectorFolder, type ConnectorState, type SchemaRecord, type SyncRecord } from "./connectorFolder";
import { addColumn, ConnectorSchema } from "./connectorSchema";
import type { ConnectorStatus } from "./connectorStatus";
import { ConnectorEventSource, type ConnectorEvents } from "./events";
import type { Machine } from "./machine";
import { nextSync, readSchedule } from "./schedule";
import { failureOf, type Outcome, recordOf } from "./syncRecord";

interface RunningSync {
  readonly ended: Promise<SyncRecord>;
  readonly abort: AbortController;
}

/** Tables to read anew, or all. */
type Resync = true | readonly string[] | undefined;

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 300_000;

/** A pipeline from one source into one destination. */
export class Connector extends ConnectorEventSource {
  readonly id: string;
  /** The schema of the destination. */
  readonly schema: ConnectorSchema;
  readonly #settings: ConnectorSettings;
  readonly #folder: ConnectorFolder;
  readonly #engineFolder: string;
  readonly #machine: Machine;
  #running: RunningSync | undefined;
  #deleted = false;

  /** Made by `Fivetran.createConnector`. */
  constructor(settings: ConnectorSettings, engineFolder: string, machine: Machine, events: ConnectorEvents) {
    super(events);
    this.id = settings.id;
    this.#settings = settings;
    this.#engineFolder = engineFolder;
    this.#machine = machine;
    this.#folder = new ConnectorFolder(join(engineFolder, "connectors", settings.id));
    this.#adoptState();
    this.schema = new ConnectorSchema(this.#folder, async (table, column, type) => {
      await this.#addColumn(sourceTableOf(settings, table), column, type);
    });
  }

  get isDeleted(): boolean {
    return this.#deleted;
  }

  /**
   * Syncs now, paused or not; while a sync runs, it is that one.
   *
   * @param options.resync Tables (`schema.table` of the source) that are read anew from the beginning, or `true` for all.
   * @throws EngineError when a table, or the whole, has failed after all tries. What was committed stays, and the next sync goes on.
   */
  async sync(options: { readonly resync?: true | readonly string[] } = {}): Promise<SyncRecord> {
    this.#checkDeleted();
    this.#running ??= this.#start(options.resync);
    return await this.#running.ended;
  }

  /** Ends the running sync. What was committed stays. */
  async cancel(): Promise<void> {
    this.#running?.abort.abort(new EngineError("The sync was canceled."));
    await this.#running?.ended.catch(() => undefined);
  }

  status(): ConnectorStatus {
    this.#checkDeleted();
    const last = this.#folder.readSyncs().at(-1);
    const { paused } = this.#state();
    const health = last === undefined ? "new" : last.status === "FAILED" ? "failing" : "healthy";
    return {
      id: this.id,
      health: paused ? "paused" : health,
      syncing: this.#running !== undefined,
      lastSync: last,
      nextSync: this.nextSync(),
      rows: last?.rows ?? 0,
      bytes: last?.bytes ?? 0,
      durationMs: last?.durationMs ?? 0,
    };
  }

  /** When it syncs by itself, where `Fivetran.run()` runs; the first time at once. */
  nextSync(): Date | undefined {
    const schedule = readSchedule(this.#settings.sync?.schedule ?? "manual");
    if (schedule === undefined || schedule.kind === "manual" || this.#state().paused) return undefined;
    const last = this.#folder.readSyncs().at(-1);
    if (last === undefined) return new Date(this.#machine.now());
    const next = nextSync(schedule, Date.parse(last.startedAt));
    return next === undefined ? undefined : new Date(next);
  }

  /** No sync starts by itself until `resume`. It is kept. */
  pause(): void {
    this.#change({ paused: true });
  }

  resume(): void {
    this.#change({ paused: false });
  }

  /** All syncs, the newest last. */
  history(): SyncRecord[] {
    this.#checkDeleted();
    return this.#folder.readSyncs();
  }

  /**
   * Ends the connector and removes what is kept of it on this machine. The destination's tables stay, with their state: a connector of
   * the same id goes on with them.
   */
  async delete(): Promise<void> {
    await this.cancel();
    this.#deleted = true;
    this.#folder.remove();
  }

  #start(resync: Resync): RunningSync {
    const abort = new AbortController();
    const ended = this.#runTries(abort.signal, resync).finally(() => {
      this.#running = undefined;
    });
    return { ended, abort };
  }

  async #runTries(signal: AbortSignal, resync: Resync): Promise<SyncRecord> {
    const sync = this.#state().syncs + 1;
    this.#change({ syncs: sync });
    const started = this.#machine.now();
    this.events.emit("syncStart", { connector: this.id, sync, startedAt: new Date(started) });
    const { retries = 0, backoff = "exponential" } = this.#settings.sync ?? {};
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#runOnce(sync, signal, resync);
      const { error } = outcome;
      const over = error === undefined || signal.aborted || attempt > retries;
      if (!over) {
        const delay = backoff === "fixed" ? FIRST_DELAY_MS : FIRST_DELAY_MS * 2 ** (attempt - 1);
        await this.#machine.sleep(Math.min(delay, LONGEST_DELAY_MS), signal);
        continue;
      }
      const about = { sync, started, ended: this.#machine.now(), tries: attempt, canceled: signal.aborted };
      const record = recordOf(about, outcome);
      if (!this.#deleted) this.#folder.appendSync(record);
      if (error === undefined) {
        this.events.emit("syncComplete", { connector: this.id, record });
        return record;
      }
      this.events.emit("syncError", { connector: this.id, record, error });
      throw error;
    }
  }

  async #runOnce(sync: number, signal: AbortSignal, resync: Resync): Promise<Outcome> {
    try {
      const result = await this.#moveData(sync, signal, resync);
      return { result, error: failureOf(result) };
    } catch (error) {
      return { result: { tables: [] }, error: error instanceof Error ? error : new Error(messageOf(error)) };
    }
  }

  async #moveData(sync: number, signal: AbortSignal, resync: Resync): Promise<SyncResult> {
    const { source: from, destination: to } = this.#settings;
    const source = await openSource(from, { sync, schema: this.id, machine: this.#machine });
    try {
      const destination = await openDestination(to, this.id);
      try {
        const job = buildJob(this.#settings, {
          source,
          destination,
          signal,
          salt: saltOf(this.#engineFolder, describeDestination(to)),
          staging: this.#folder.staging,
          now: this.#machine.now,
          declared: this.#state().declared,
          resync: (table) => isResynced(resync, table),
          observer: {
            onSchemaChange: (change) => {
              this.#noteChange({ ...change, at: new Date(this.#machine.now()).toISOString() });
            },
            onProgress: ({ table, rows, bytes }) => {
              this.events.emit("progress", { connector: this.id, table: formatTable(table), rows, bytes });
            },
          },
        });
        return await runSync(job);
      } finally {
        await destination.close();
      }
    } finally {
      await source.close();
    }
  }

  /** A column that has gone is told of once, not at each sync. */
  #noteChange(change: SchemaRecord): void {
    const same = this.#folder
      .readSchemaChanges()
      .findLast((each) => each.table === change.table && each.column === change.column);
    if (same !== undefined && same.kind === change.kind && same.to === change.to && same.from === change.from)
      return;
    if (this.#settings.schema?.trackHistory !== false) this.#folder.appendSchemaChange(change);
    this.#settings.schema?.notify?.(change);
    this.events.emit("schemaChange", { connector: this.id, change });
  }

  async #addColumn(source: TableName, column: string, type: string): Promise<void> {
    this.#checkDeleted();
    const destination = await openDestination(this.#settings.destination, this.id);
    try {
      await addColumn(destination, destinationTableOf(this.#settings, source), column, type);
    } finally {
      await destination.close();
    }
    const table = formatTable(source);
    this.#change({ declared: [...this.#state().declared, { table, column, type }] });
    this.#noteChange({
      ...{ at: new Date(this.#machine.now()).toISOString(), table, column, to: type },
      ...{ kind: "columnAdded", breaking: false, action: "applied" },
    });
  }

  /** A connector that goes on has the ends that it had: its state in the destination is about them. */
  #adoptState(): void {
    const ends = `${describeSource(this.#settings.source)} -> ${describeDestination(this.#settings.destination)}`;
    const before = this.#folder.readState();
    if (before !== undefined && before.ends !== ends)
      throw new EngineError(
        `The connector ${this.id} was from ${before.ends}, and is now from ${ends}.`,
        {},
        "Give the new one another id, or call `delete()` on the old one first.",
      );
    const paused = this.#settings.paused ?? before?.paused ?? false;
    this.#folder.writeState({ declared: [], syncs: 0, ...before, ends, paused });
  }

  #state(): ConnectorState {
    return this.#folder.readState() ?? { paused: false, syncs: 0, declared: [], ends: "" };
  }

  #change(changes: Partial<ConnectorState>): void {
    this.#checkDeleted();
    this.#folder.writeState({ ...this.#state(), ...changes });
  }

  #checkDeleted(): void {
    if (this.#deleted) throw new EngineError(`The connector ${this.id} is deleted.`);
  }
}

function isResynced(resync: Resync, { schema, table }: SourceTable): boolean {
  return (
    resync === true || (resync?.some((name) => name === table || name === `${schema}.${table}`) ?? false)
  );
}
