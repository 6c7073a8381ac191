import { join } from "node:path";
import { type LocalServer, type SyncExecutor, startServer } from "@pulumi-fivetran/server";
import { findEngine } from "../engine/engine.ts";
import { sayOnStderr as say } from "../engine/progress.ts";
import type { Workspace } from "../engine/workspace.ts";
import { CommandError } from "./errors.ts";
import {
  createStack,
  localValues,
  openQuickstart,
  QUICKSTART_FOLDER,
  removeProviderConfig,
  stackExists,
} from "./stack.ts";

/** The local server with the quick-start's data, and a workspace whose runs reach it. */
export interface LocalSession {
  workspace: Workspace;
  /** Where the server listens. */
  url: string;
  server: LocalServer;
  /** Stops the server. Its data stays. */
  close(): Promise<void>;
}

/** Starts the server on a free port. Its refusals (the data folder is in use, or damaged) say what to do. */
async function startLocalServer(engine: SyncExecutor | undefined): Promise<LocalServer> {
  try {
    const moves = engine === undefined ? {} : { engine };
    return await startServer({ port: 0, data: join(QUICKSTART_FOLDER, "server"), ...moves });
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * Starts the local server on a free port and opens the stack `local`, which is made when it is not there.
 *
 * @param engine moves the data of its connectors; without one, nothing is moved
 */
export async function openLocal(engine?: SyncExecutor): Promise<LocalSession> {
  // First, because it may take minutes and fail: nothing else is started in vain.
  await findEngine();
  const server = await startLocalServer(engine);
  say(`Local Fivetran server on ${server.url}, its data in .quickstart/server`);
  try {
    const workspace = await openQuickstart({
      FIVETRAN_API_URL: server.url,
      FIVETRAN_API_KEY: server.apiKey,
      FIVETRAN_API_SECRET: server.apiSecret,
      PULUMI_STACK: "local",
    });
    if (stackExists("local")) {
      await removeProviderConfig(workspace);
    } else {
      say("Making the stack local, with values for the local server ...");
      await createStack(workspace, "local", localValues());
    }
    return { workspace, url: server.url, server, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
