import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import type { Context, Notice } from "../../core/src/contract";
import { ConnectionReader } from "../../core/src/run/connectionReader";
import { KeyedLock } from "../../core/src/run/keyedLock";

/** A local server, and what a handler is given when it works against it. */
export interface Workbench {
  readonly server: LocalServer;
  readonly client: FivetranClient;
  readonly context: Context;
  /** What the handlers told the user. */
  readonly notices: Notice[];
  /** A client that has seen nothing yet, as another program has it. */
  readonly anotherClient: () => FivetranClient;
  /** A context as the next run of the provider process has it: nothing remembered. */
  readonly freshContext: (changes?: Partial<Context>) => Context;
  readonly stop: () => Promise<void>;
}

export async function startWorkbench(options: Parameters<typeof startServer>[0] = {}): Promise<Workbench> {
  const server = await startServer(options);
  const notices: Notice[] = [];
  const anotherClient = (): FivetranClient =>
    new FivetranClient({
      apiKey: server.apiKey,
      apiSecret: server.apiSecret,
      baseUrl: server.url,
      // Retries wait no real time in tests.
      clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    });
  const client = anotherClient();
  const freshContext = (changes: Partial<Context> = {}): Context => ({
    client,
    now: () => Date.now(),
    sleep: () => Promise.reject(new Error("this test gave no time to wait")),
    notify: (notice) => notices.push(notice),
    signal: new AbortController().signal,
    recover: false,
    locks: new KeyedLock(),
    connections: new ConnectionReader(client, () => Date.now()),
    ...changes,
  });
  return {
    server,
    client,
    anotherClient,
    context: freshContext(),
    notices,
    freshContext,
    stop: () => server.stop(),
  };
}
