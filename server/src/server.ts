import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Control } from "./control/control";
import { controlRoutes } from "./control/routes";
import { createApp } from "./http/app";
import type { ApiKey } from "./http/credentials";
import type { Serving } from "./http/exchange";
import { Faults } from "./http/faults";
import { Halts } from "./http/halts";
import { Journal } from "./http/journal";
import { operations } from "./operations/catalog";
import type { ServerOptions } from "./options";
import { Account } from "./state/account";
import { Accounts } from "./state/accounts";
import { ServerClock } from "./state/clock";
import { settle } from "./state/happenings";
import { wordIds } from "./state/ids";
import { plantSeed } from "./state/plantSeed";
import { type ParsedSeed, parseSeed } from "./state/seed";
import { State } from "./state/state";
import { Ticker } from "./state/ticker";
import { fileStore } from "./store/fileStore";
import { memoryStore } from "./store/memoryStore";
import { scopedStore } from "./store/scopedStore";

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);
/** Longer than clients keep idle connections, so that none of them meets one that is just being closed. */
const KEEP_ALIVE_MS = 120_000;

const FIRST_ACCOUNT = "account";

export const DEFAULT_KEY: ApiKey = { key: "local-key", secret: "local-secret" };

export interface LocalServer {
  /** `http://127.0.0.1:<port>`; the API is under `/v1`. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly control: Control;
  /** Closes every connection at once, and the data folder when all is written. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a local Fivetran. Servers in one process share nothing.
 *
 * @throws Error for a host that is not loopback, a faulty seed, a taken port, or a data folder that is in use or damaged
 */
export async function startServer(options: ServerOptions = {}): Promise<LocalServer> {
  const host = options.host ?? "127.0.0.1";
  if (!LOOPBACK.has(host)) {
    throw new Error(`fivetran-local listens on loopback only (127.0.0.1, ::1, localhost), not on '${host}'.`);
  }
  const keys = options.keys ?? [DEFAULT_KEY];
  const [shownKey] = keys;
  if (shownKey === undefined) throw new Error("fivetran-local needs at least one API key.");
  const seed = parseSeed(options.seed ?? {});
  const store = options.data === undefined ? memoryStore() : fileStore(options.data);
  try {
    const clock = new ServerClock(options.clock ?? { now: () => Date.now() });
    const state = new State(scopedStore(store, FIRST_ACCOUNT));
    const account = new Account(state, clock, options.ids ?? wordIds(0));
    openAccount(account, seed);
    await store.settled();
    const accounts = new Accounts([{ account, keys }]);
    const serving: Serving = {
      accounts,
      clock,
      ticker: new Ticker(accounts.all, options.clock === undefined),
      store,
      journal: new Journal(clock),
      faults: new Faults(),
      halts: new Halts(),
      latencyMs: options.latencyMs ?? 0,
    };
    const control = new Control(serving, (one) => {
      one.state.transaction(() => {
        one.state.restore([]);
        openAccount(one, seed);
      });
    });
    beginDeliveries(serving, options.allowHttpWebhooks ?? false);
    serving.ticker.arm();
    const server = await listen(serving, control, host, options.port ?? 0);
    return handle(serving, server, { control, host, shownKey });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Takes up what the store held; an account that is new is filled as a whole, or, after a crash, not at all. */
function openAccount(account: Account, seed: ParsedSeed): void {
  account.state.transaction(() => {
    const isNew = account.state.isEmpty;
    account.open();
    if (isNew) plantSeed(account, seed);
  });
}

function beginDeliveries({ accounts, store, ticker }: Serving, allowHttp: boolean): void {
  for (const account of accounts.all) {
    const changed = (): void => {
      settle(account);
      ticker.arm();
    };
    account.courier.begin({ allowHttp, settled: () => store.settled(), changed });
  }
}

async function listen(serving: Serving, control: Control, host: string, port: number): Promise<Server> {
  const app = createApp(serving, operations, controlRoutes(control));
  // The process may hold other users of the global Request and Response, which stay as they are.
  const listener = getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
    overrideGlobalObjects: false,
  });
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}

interface Shown {
  readonly control: Control;
  readonly host: string;
  readonly shownKey: ApiKey;
}

function handle(serving: Serving, server: Server, { control, host, shownKey }: Shown): LocalServer {
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    apiKey: shownKey.key,
    apiSecret: shownKey.secret,
    control,
    stop: () => (stopped ??= stop(serving, server)),
  };
}

async function stop(serving: Serving, server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  serving.halts.release();
  serving.ticker.stop();
  await closed;
  await Promise.all(serving.accounts.all.map(({ courier }) => courier.stop()));
  await serving.store.close();
}
