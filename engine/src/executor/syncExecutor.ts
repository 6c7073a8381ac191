import { describeDestination, openSource } from "../catalog";
import type { ConnectorSettings } from "../connector/buildJob";
import type { CodeRunner, ConnectorCode } from "../connectorCode/contract";
import type { Source } from "../contract/source";
import { EngineError, messageOf } from "../errors";
import { codeRequest, codeShape, runCodeSync } from "./codeSync";
import { shapeOf } from "./discoveredShape";
import { realDestination, realSource } from "./realSystem";
import { rulesOf } from "./serverRules";
import type {
  ConnectionToMove,
  DestinationToMove,
  DiscoveredShape,
  SetupTestResult,
  SyncEnd,
  SyncToHear,
  SyncToRun,
} from "./serverSync";
import { adviceFor, missingStandIn, STAND_IN_TEST, testDestination, testSource } from "./setupTests";
import { contextOf, runSourceSync } from "./sourceSync";
import { destinationFor, missingDestinationLines, missingLines, sourceFor } from "./standIns";
import { checkStandIns, readStandIns, type StandIns, type StandInsInput } from "./standInsFile";

export interface SyncExecutorOptions {
  /** A YAML file, or what it would hold; paths count from the file's folder, else from the working directory. */
  readonly standIns: string | StandInsInput;
  /** Where salts and staged rows are kept; `.fivetran-engine` in the working directory when not given. */
  readonly folder?: string | undefined;
  /** Runs the code of Connector SDK connections: `packageRunner` of `@pulumi-fivetran/cli/runner`. Without it, no such code runs. */
  readonly code?: CodeRunner | undefined;
}

/**
 * Moves the data of a local server's connections: `startServer({ engine: createSyncExecutor({ standIns: "stand-ins.yaml" }) })`. No
 * system is touched that the stand-ins do not name.
 *
 * @throws EngineError for stand-ins that are wrong, with everything that is
 */
export function createSyncExecutor({
  standIns,
  folder = ".fivetran-engine",
  code,
}: SyncExecutorOptions): EngineExecutor {
  return new EngineExecutor(
    typeof standIns === "string"
      ? readStandIns(standIns)
      : checkStandIns(standIns, "`standIns`", process.cwd()),
    folder,
    code,
  );
}

/** What a local server gives its syncs to. */
export class EngineExecutor {
  readonly #standIns: StandIns;
  readonly #folder: string;
  readonly #code: CodeRunner | undefined;
  readonly #running = new Set<AbortController>();
  /** The last sync into each destination: a DuckDB file has one writer. */
  readonly #last = new Map<string, Promise<unknown>>();
  /** How many syncs into each destination run or wait. */
  readonly #busy = new Map<string, number>();

  constructor(standIns: StandIns, folder: string, code: CodeRunner | undefined) {
    this.#standIns = standIns;
    this.#folder = folder;
    this.#code = code;
  }

  /** Every connection but Fivetran's own: one that the file does not name does not sync, and nothing of it is touched. */
  canRun(connection: ConnectionToMove): boolean {
    return connection.service !== "fivetran_metadata";
  }

  /** What the file of stand-ins lacks for a connection, as advice; undefined where it lacks nothing. */
  lacks(connection: ConnectionToMove): string | undefined {
    const lines = missingLines(this.#standIns, connection, this.#codeOf(connection) !== undefined);
    return lines === undefined ? undefined : adviceFor(lines);
  }

  /** The same for a destination. */
  destinationLacks(destination: DestinationToMove): string | undefined {
    const lines = missingDestinationLines(this.#standIns, destination);
    return lines === undefined ? undefined : adviceFor(lines);
  }

  /** The setup tests of a connection: those of its own code, or what stands in for its source is looked at. */
  async test(connection: ConnectionToMove): Promise<readonly SetupTestResult[]> {
    const own = this.#codeOf(connection);
    const lines = missingLines(this.#standIns, connection, own !== undefined);
    if (lines !== undefined) return [missingStandIn(lines)];
    try {
      if (own !== undefined)
        return await own.runner.test(codeRequest(connection, own.code, new AbortController().signal));
      return await testSource(this.#sourceOf(connection), contextOf(connection, 1));
    } catch (error) {
      return [{ title: STAND_IN_TEST, status: "FAILED", message: messageOf(error) }];
    }
  }

  /** The setup tests of a destination. One that a sync writes into right now is not opened a second time. */
  async testDestination(destination: DestinationToMove): Promise<readonly SetupTestResult[]> {
    const lines = missingDestinationLines(this.#standIns, destination);
    if (lines !== undefined) return [missingStandIn(lines)];
    try {
      const to = this.#destinationOf({
        groupId: destination.id,
        groupName: destination.groupName,
        destinationService: destination.service,
        destinationConfig: destination.config,
      });
      const name = describeDestination(to);
      if ((this.#busy.get(name) ?? 0) > 0)
        return [{ title: STAND_IN_TEST, status: "PASSED", message: `${name}: a sync writes into it.` }];
      return await this.#inTurn(name, async () => await testDestination(to, destination.id));
    } catch (error) {
      return [{ title: STAND_IN_TEST, status: "FAILED", message: messageOf(error) }];
    }
  }

  async discover(connection: ConnectionToMove): Promise<DiscoveredShape> {
    const own = this.#codeOf(connection);
    if (own !== undefined) {
      const request = codeRequest(connection, own.code, new AbortController().signal);
      return codeShape(await own.runner.schema(request), connection.schema);
    }
    const source = await this.#openSource(connection, 1);
    try {
      return shapeOf(await source.discover(new AbortController().signal));
    } finally {
      await source.close();
    }
  }

  start(sync: SyncToRun, hears: SyncToHear): { readonly ended: Promise<SyncEnd>; cancel(): void } {
    const abort = new AbortController();
    this.#running.add(abort);
    const ended = this.#run(sync, hears, abort.signal).finally(() => this.#running.delete(abort));
    return {
      ended,
      cancel: () => {
        abort.abort(new EngineError("The sync was canceled."));
      },
    };
  }

  async stop(): Promise<void> {
    for (const abort of this.#running) abort.abort(new EngineError("The server has stopped."));
    await Promise.all(this.#last.values());
  }

  /** Undefined where a connection has no code of its own, or nobody here runs it. */
  #codeOf({ code }: ConnectionToMove): { code: ConnectorCode; runner: CodeRunner } | undefined {
    const runner = this.#code;
    return code === undefined || runner === undefined ? undefined : { code, runner };
  }

  async #run(sync: SyncToRun, hears: SyncToHear, signal: AbortSignal): Promise<SyncEnd> {
    const own = this.#codeOf(sync.connection);
    return own === undefined
      ? await this.#runSource(sync, hears, signal)
      : await this.#runCode(sync, hears, own, signal);
  }

  async #runCode(
    sync: SyncToRun,
    hears: SyncToHear,
    own: { code: ConnectorCode; runner: CodeRunner },
    signal: AbortSignal,
  ): Promise<SyncEnd> {
    try {
      const to = this.#destinationOf(sync.connection);
      const end = await this.#inTurn(describeDestination(to), async () => {
        signal.throwIfAborted();
        const rules = { handling: sync.handling, schemas: rulesOf(sync.schemas) };
        return await runCodeSync({ ...own, sync, rules, to, folder: this.#folder, signal });
      });
      for (const table of end.tables) hears.progress(table);
      return end;
    } catch (error) {
      return { outcome: "FAILED", reason: messageOf(error), tables: [], shape: undefined };
    }
  }

  async #runSource(sync: SyncToRun, hears: SyncToHear, signal: AbortSignal): Promise<SyncEnd> {
    try {
      const from = this.#sourceOf(sync.connection);
      const to = this.#destinationOf(sync.connection);
      return await this.#inTurn(
        describeDestination(to),
        async () => await runSourceSync({ sync, from, to, folder: this.#folder, hears, signal }),
      );
    } catch (error) {
      return { outcome: "FAILED", reason: messageOf(error), tables: [], shape: undefined, state: {} };
    }
  }

  async #inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    this.#busy.set(name, (this.#busy.get(name) ?? 0) + 1);
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(work, work).finally(() => {
      this.#busy.set(name, (this.#busy.get(name) ?? 1) - 1);
    });
    this.#last.set(
      name,
      turn.catch(() => undefined),
    );
    return await turn;
  }

  async #openSource(connection: ConnectionToMove, sync: number): Promise<Source> {
    return await openSource(this.#sourceOf(connection), contextOf(connection, sync));
  }

  #sourceOf(connection: ConnectionToMove): ConnectorSettings["source"] {
    const found = sourceFor(this.#standIns, connection);
    if (found === undefined) throw this.#missing(connection);
    return found.source ?? realSource(found, connection.service, connection.config);
  }

  #destinationOf(
    of: Pick<ConnectionToMove, "groupId" | "groupName" | "destinationService" | "destinationConfig">,
  ): ConnectorSettings["destination"] {
    const found = destinationFor(this.#standIns, of);
    if (found === undefined)
      throw new EngineError(`Nothing stands in for the destination of the group ${of.groupName}.`);
    return found.destination ?? realDestination(found, of.destinationService ?? "", of.destinationConfig);
  }

  #missing(connection: ConnectionToMove): EngineError {
    return new EngineError(`${connection.schema}: ${this.lacks(connection) ?? ""}`);
  }
}
