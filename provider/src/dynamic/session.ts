import { setTimeout as wait } from "node:timers/promises";
import type { Context, Notice } from "@pulumi-fivetran/core";
import { ConnectionReader, KeyedLock } from "@pulumi-fivetran/core/run";
import { messageOf } from "@pulumi-fivetran/core/values";
import {
  type ClientEvent,
  ClientOptionsError,
  FivetranClient,
  type FivetranClientOptions,
} from "@pulumi-fivetran/sdk";
import { optionsInPulumiWords } from "./advice";
import { runCancelled } from "./cancellation";
import { type Configuration, configurationProblem } from "./configuration";

/** Waits shorter than this are not worth a line. */
const WORTH_TELLING_MS = 5_000;

/** What all resources of one run share: the client with its connections and limiter, the locks, the caches. */
type Shared = Pick<Context, "client" | "now" | "sleep" | "signal" | "locks" | "connections">;

const sessions = new Map<string, Shared>();

/**
 * The context of one operation. The client is made on first use, not by `configure`, because the host lets other calls in
 * while `configure` runs.
 */
export function contextFor(configuration: Configuration, notify: (notice: Notice) => void): Context {
  return { ...sharedBy(configuration), notify, recover: configuration.recover };
}

/**
 * Says what is wrong with the credentials and the address by their form, without a call; undefined when nothing is. So a mistake is found in
 * the preview, which makes no calls.
 */
export function accessProblem(configuration: Configuration): string | undefined {
  try {
    sharedBy(configuration);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function sharedBy(configuration: Configuration): Shared {
  const { apiKey, apiSecret, baseUrl, allowInsecureHttp = false } = configuration;
  const problem = configurationProblem(configuration);
  if (apiKey === undefined || apiSecret === undefined || problem !== undefined) throw new Error(problem);
  const key = JSON.stringify([apiKey, apiSecret, baseUrl, allowInsecureHttp]);
  const known = sessions.get(key);
  if (known !== undefined) return known;
  const client = clientWith(
    { apiKey, apiSecret, allowInsecureHttp, ...addressIn(configuration) },
    configuration,
  );
  const now = (): number => Date.now();
  const shared: Shared = {
    client,
    now,
    sleep: (ms) => wait(ms, undefined, { signal: runCancelled() }),
    signal: new AbortController().signal,
    locks: new KeyedLock(),
    connections: new ConnectionReader(client, now),
  };
  sessions.set(key, shared);
  return shared;
}

/** @throws Error for an address or credentials of a form that cannot be, under the names that the user knows */
function clientWith(access: FivetranClientOptions, configuration: Configuration): FivetranClient {
  try {
    return new FivetranClient({ ...access, onEvent: tellLongWaits });
  } catch (error) {
    if (!(error instanceof ClientOptionsError)) throw error;
    throw new Error(optionsInPulumiWords(error, configuration), { cause: error });
  }
}

function addressIn({
  baseUrl,
  sources = {},
}: Configuration): Pick<FivetranClientOptions, "baseUrl" | "baseUrlSource"> {
  if (baseUrl === undefined) return {};
  return { baseUrl, baseUrlSource: sources.baseUrl ?? "fivetran:baseUrl" };
}

function tellLongWaits(event: ClientEvent): void {
  if (event.type !== "retry" || event.delayMs < WORTH_TELLING_MS) return;
  const { method, path, delayMs, reason } = event;
  console.log(`fivetran: ${method} ${path}: ${reason}; trying again in ${Math.round(delayMs / 1000)} s`);
}
