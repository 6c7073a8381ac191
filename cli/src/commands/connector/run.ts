/** `fivetranctl connector run <folder>` */
import { join, resolve } from "node:path";
import { discard } from "../../runner/discard";
import { openDuckDb } from "../../runner/duckdb/destination";
import type { Mode } from "../../runner/duckdb/merge";
import type { Naming } from "../../runner/names";
import type { Destination } from "../../runner/port";
import { chooseState, readStateFile, writeStateFile } from "../../runner/stateFile";
import { runSync, type SyncResult } from "../../runner/sync";
import type { Terminal } from "../../terminal";
import { UserError } from "../../userError";
import { rememberTypes } from "./columnTypes";
import { showFailure } from "./failure";
import { type FolderOptions, type OpenedFolder, openFolder } from "./folder";
import { Progress } from "./progress";

export interface RunOptions extends FolderOptions {
  readonly full?: boolean;
  readonly fromState?: string;
  readonly untilCheckpoint?: number;
  readonly warehouse?: string;
  readonly state?: string;
  readonly discard?: boolean;
  readonly mode: Mode | "history";
  readonly naming: Naming;
  readonly showRows: number;
  /** In seconds. */
  readonly timeLimit?: number;
  /** In MB. */
  readonly memoryLimit?: number;
}

/** @throws UserError when the sync fails; what was checkpointed is kept */
export async function run(folder: string, options: RunOptions, terminal: Terminal): Promise<void> {
  const { mode } = options;
  if (mode === "history")
    throw new UserError("--mode history: DuckDB files are written in the modes soft-delete and live only.");
  if (options.full === true && options.fromState !== undefined)
    throw new UserError(
      "--full begins with an empty state, and --from-state with another: give one of them.",
    );
  const opened = await openFolder(folder, options, terminal, {
    ...(options.timeLimit === undefined ? {} : { timeLimitMs: options.timeLimit * 1000 }),
    ...(options.memoryLimit === undefined ? {} : { memoryLimitMb: options.memoryLimit }),
  });
  const file = resolve(options.warehouse ?? join(opened.path, "files", "warehouse.duckdb"));
  let destination: Destination;
  try {
    destination =
      options.discard === true
        ? discard()
        : await openDuckDb({ file, schema: opened.name, mode, naming: options.naming });
  } catch (error) {
    throw showFailure(error, options.json ?? false, terminal);
  }
  try {
    const result = await sync(opened, destination, options, terminal);
    if (options.json !== true && options.discard !== true)
      terminal.say(`Rows are in ${file}, schema ${opened.name}.`);
    if (result.stopped && options.untilCheckpoint === undefined)
      throw new UserError("Interrupted; what was checkpointed is kept.");
  } finally {
    await destination.close();
  }
}

async function sync(
  opened: OpenedFolder,
  destination: Destination,
  options: RunOptions,
  terminal: Terminal,
): Promise<SyncResult> {
  const json = options.json ?? false;
  const keeps = options.discard !== true;
  const file = resolve(options.state ?? join(opened.path, "files", "state.json"));
  const state = await beginning(file, destination, options);
  const progress = new Progress(terminal, json, options.showRows);
  progress.begin(opened.name, state);
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupt);
  try {
    const result = await runSync({
      connector: opened.connector,
      destination,
      configuration: opened.configuration,
      state,
      signal: interruption.signal,
      ...(options.untilCheckpoint === undefined ? {} : { untilCheckpoint: options.untilCheckpoint }),
      onEvent: (event) => progress.see(event),
      onCheckpoint: (next, { tables }) => {
        if (keeps) writeStateFile(file, next);
        progress.checkpoint(next, tables);
      },
    });
    progress.end(result);
    return result;
  } catch (error) {
    throw showFailure(error, json, terminal);
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupt);
    if (keeps) rememberTypes(opened.path, progress.types());
  }
}

async function beginning(file: string, destination: Destination, options: RunOptions): Promise<string> {
  if (options.full === true) return "{}";
  try {
    if (options.fromState !== undefined) return readStateFile(resolve(options.fromState));
    return options.discard === true ? "{}" : chooseState(readStateFile(file), await destination.readState());
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}
