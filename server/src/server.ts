import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Address, addressOf, urlOf } from "./address";
import { Control } from "./control/control";
import { Account } from "./domain/account";
import { Accounts } from "./domain/accounts";
import { CatchUp } from "./domain/catchUp";
import { runDueEvents } from "./domain/dueEvents";
import { openAccount } from "./domain/openAccount";
import { NO_WORKERS } from "./domain/ports";
import { AnswerCheck } from "./http/answerCheck";
import { createApp } from "./http/app";
import type { ApiKey } from "./http/credentials";
import { Faults } from "./http/faults";
import { Halts } from "./http/halts";
import { Journal } from "./http/journal";
import { limitsOf, RateLimiter } from "./http/rateLimits";
import type { Routes } from "./http/routes";
import type { Moving, ServerContext } from "./http/serverContext";
import { lazyRoutes } from "./loadRoutes";
import type { ServerOptions } from "./options";
import { type PlannedAccount, plannedAccounts, refuseForgottenAccounts } from "./plannedAccounts";
import type { Collections } from "./records/collections";
import { ServerClock } from "./state/clock";
import { wordIds } from "./state/ids";
import { State } from "./state/state";
import { fileStore } from "./store/fileStore";
import { memoryStore } from "./store/memoryStore";
import { scopedStore } from "./store/scopedStore";
import type { Store } from "./store/store";
import type { SyncRunner } from "./workers/syncRunner";
import { Ticker } from "./workers/ticker";
import { WebhookSender } from "./workers/webhookSender";
import type { Worker } from "./workers/worker";

/** After a delivery, as a timer does it; the rest follows. */
const EVENTS_AFTER_DELIVERY = 200;

/** Longer than clients keep idle connections, so that none of them meets one that is just being closed. */
const KEEP_ALIVE_MS = 120_000;

/** More than the largest schema config that anybody has sent. */
const DEFAULT_BODY_BYTES = 32 * 1024 * 1024;

/** How far apart the accounts of one server begin in the order of ids, so that their objects are told apart at a glance. */
const IDS_APART = 1_000;

export interface LocalAccount {
  readonly id: string;
  readonly keys: readonly [ApiKey, ...ApiKey[]];
  /** False for one that the data folder held already, so that its seed was not planted. */
  readonly isNew: boolean;
}

export interface LocalServer {
  /** `http://127.0.0.1:<port>`; the API is under `/v1`. */
  readonly url: string;
  /** The first key of the first account. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Every account, the first one first. */
  readonly accounts: readonly LocalAccount[];
  /** What page and control API ask for, as `Authorization: Bearer <token>`; undefined when they ask for nothing. */
  readonly token: string | undefined;
  readonly control: Control;
  /** Closes every connection at once, and the data folder when all is written. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a local Fivetran. Servers in one process share nothing.
 *
 * @throws Error for options that contradict each other, a faulty seed, a taken port, or a data folder that is in use, damaged, or
 * holds accounts that are not to be served
 */
export async function startServer(options: ServerOptions = {}): Promise<LocalServer> {
  const address = addressOf(options);
  const plans = await plannedAccounts(options);
  const halts = new Halts();
  const store = options.data === undefined ? memoryStore() : fileStore(options.data, halts);
  try {
    refuseForgottenAccounts(store.load(), plans);
    const clock = clockOf(options);
    const ids = options.ids ?? wordIds(0);
    const moving = await movingParts(options, store.blobs);
    const ticker = new Ticker(options.clock === undefined, store);
    const served = mapFirst(plans, (plan, index) => {
      const state = new State<Collections>(scopedStore(store, plan.id));
      const webhooks = webhookSender(store, ticker, options);
      const runner = moving?.makeRunner(ticker);
      const account = new Account(state, clock, (position) => ids(position + index * IDS_APART), plan.id, {
        webhooks,
        syncs: runner ?? NO_WORKERS.syncs,
      });
      const { isNew } = account;
      openPlannedAccount(account, plan);
      const workers: readonly Worker[] = [webhooks, ticker, ...(runner === undefined ? [] : [runner])];
      return { account, keys: plan.keys, isNew, workers };
    });
    store.blobs.retain(new Set(served.flatMap(({ account }) => packageBytes(account))));
    await store.settled();
    const accounts = new Accounts(served);
    const shown = mapFirst(
      served,
      ({ account, keys, isNew }): LocalAccount => ({ id: account.id, keys, isNew }),
    );
    const context: ServerContext = {
      accounts,
      clock,
      ticker,
      catchUp: new CatchUp(store),
      reception: {
        maxBodyBytes: options.maxBodyBytes ?? DEFAULT_BODY_BYTES,
        hosts: address.isLoopback ? address.hosts : undefined,
      },
      store,
      moving,
      journal: new Journal(clock, options.journalBytes),
      faults: new Faults(),
      halts,
      rateLimiter: limiterFor(clock, options),
      answerCheck: wantsAnswerCheck(options) ? new AnswerCheck() : undefined,
      latencyMs: options.latencyMs ?? 0,
    };
    const planOf = new Map(plans.map((plan) => [plan.id, plan]));
    const control = new Control(context, (account) => startOver(account, planOf.get(account.id)));
    for (const { account, workers } of served) for (const worker of workers) worker.start(account);
    store.onRecovery(() => ticker.arm());
    const routes = lazyRoutes(control, address);
    const server = await listen(context, routes, address);
    // While the caller goes on, so that its first call finds it done.
    setImmediate(() => void routes().catch(() => undefined));
    const workers = new Set(served.flatMap((each) => each.workers));
    return handle(context, server, { control, address, accounts: shown, workers });
  } catch (error) {
    await store.close();
    throw error;
  }
}

function clockOf({ clock, startAt, frozen = false }: ServerOptions): ServerClock {
  const made = new ServerClock(clock ?? { now: () => Date.now() });
  const startMs = startAt === undefined ? undefined : new Date(startAt).getTime();
  if (Number.isNaN(startMs)) throw new Error(`'startAt' must be a time, not '${String(startAt)}'.`);
  // First, so that no time passes between the two.
  if (frozen) made.freeze();
  if (startMs !== undefined) made.set(startMs);
  return made;
}

/** Takes up what the store held; an account that is new is filled as a whole, or, after a crash, not at all. */
function openPlannedAccount(account: Account, plan: PlannedAccount): void {
  account.state.transaction(() => {
    const { isNew } = account;
    openAccount(account, plan.owner);
    if (isNew) plan.plant(account);
  });
}

/** The bytes that the account's records name. */
function packageBytes({ state }: Account): string[] {
  return [...state.all("connectorSdkPackages")].map(({ sha256 }) => sha256);
}

function startOver(account: Account, plan: PlannedAccount | undefined): void {
  if (plan === undefined) throw new Error(`The account '${account.id}' was not planned.`);
  account.state.transaction(() => {
    account.state.restore([]);
    openPlannedAccount(account, plan);
  });
}

function webhookSender(
  store: Store,
  ticker: Ticker,
  { allowHttpWebhooks = false }: ServerOptions,
): WebhookSender {
  return new WebhookSender({
    allowHttp: allowHttpWebhooks,
    settled: () => store.settled(),
    changed: (account) => {
      runDueEvents(account, EVENTS_AFTER_DELIVERY);
      ticker.arm();
    },
  });
}

/** What runs syncs, tells of them and counts them is loaded only where there is an engine for them. */
async function movingParts(
  { engine, runConnectors = false }: ServerOptions,
  packages: Store["blobs"],
): Promise<(Moving & { makeRunner(ticker: Ticker): SyncRunner }) | undefined> {
  if (engine === undefined) {
    if (runConnectors) throw new Error("'runConnectors' lets an engine run code: give 'engine' too.");
    return undefined;
  }
  const { SyncRunner: Runner } = await import("./workers/syncRunner.js");
  const { SyncFeed } = await import("./workers/syncFeed.js");
  const { SyncMetrics } = await import("./control/syncMetrics.js");
  const feed = new SyncFeed();
  return {
    feed,
    metrics: new SyncMetrics(feed),
    makeRunner: (ticker) =>
      new Runner({
        executor: engine,
        feed,
        packages: runConnectors ? packages : undefined,
        changed: (account) => {
          runDueEvents(account, EVENTS_AFTER_DELIVERY);
          ticker.arm();
        },
      }),
  };
}

/** A list that has a first element keeps one. */
function mapFirst<T, R>(
  [first, ...others]: readonly [T, ...T[]],
  map: (item: T, index: number) => R,
): [R, ...R[]] {
  return [map(first, 0), ...others.map((item, index) => map(item, index + 1))];
}

async function listen(
  context: ServerContext,
  routes: () => Promise<Routes>,
  { host, port }: Address,
): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, createApp(context, routes));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}

interface ServerParts {
  readonly control: Control;
  readonly address: Address;
  readonly accounts: readonly [LocalAccount, ...LocalAccount[]];
  readonly workers: ReadonlySet<Worker>;
}

function handle(context: ServerContext, server: Server, shown: ServerParts): LocalServer {
  const { control, address, accounts, workers } = shown;
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  const [shownKey] = accounts[0].keys;
  let stopped: Promise<void> | undefined;
  return {
    url: urlOf(address.host, port),
    apiKey: shownKey.key,
    apiSecret: shownKey.secret,
    accounts,
    token: address.token,
    control,
    stop: () => (stopped ??= stop(context, server, workers)),
  };
}

async function stop(context: ServerContext, server: Server, workers: ReadonlySet<Worker>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  context.halts.release();
  context.catchUp.stop();
  const workersStopped = Promise.all([...workers].map((worker) => worker.stop()));
  await closed;
  await workersStopped;
  await context.store.close();
  const violations = context.answerCheck?.violations ?? [];
  if (violations.length > 0) {
    throw new Error(`Answers did not fit the API's document:\n  ${violations.join("\n  ")}`);
  }
}

function limiterFor(clock: ServerClock, options: ServerOptions): RateLimiter {
  const limiter = new RateLimiter(clock);
  limiter.set(limitsOf(options.rateLimits));
  return limiter;
}

function wantsAnswerCheck({ checkAnswers }: ServerOptions): boolean {
  return checkAnswers ?? process.env["FIVETRAN_LOCAL_CHECK_ANSWERS"] === "1";
}
