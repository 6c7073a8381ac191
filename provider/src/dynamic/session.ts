import { setTimeout as wait } from "node:timers/promises";
import { FivetranClient, type FivetranClientOptions } from "@pulumi-fivetran/sdk";
import type { Context, Notice } from "../handler";
import { ConnectionReader } from "../internal/connectionReader";
import { KeyedLock } from "../internal/keyedLock";
import { runCancelled } from "./cancellation";
import { inWordsOfTheConfiguration } from "./clientWords";
import { type Configuration, missingCredentials } from "./configuration";

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

/** @throws {Error} that names the keys of the stack's configuration, when an option is not usable */
function madeOf(configuration: Configuration, options: FivetranClientOptions): FivetranClient {
  try {
    return new FivetranClient(options);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Error(inWordsOfTheConfiguration(error.message, configuration));
  }
}

/** Says why no client can be made of a configuration that is complete, such as an address that is none; undefined when one can. */
export function problemWithClient(configuration: Configuration): string | undefined {
  try {
    sharedBy(configuration);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function sharedBy(configuration: Configuration): Shared {
  const { apiKey, apiSecret, baseUrl, baseUrlSource, allowInsecureHttp = false } = configuration;
  if (apiKey === undefined || apiSecret === undefined) throw new Error(missingCredentials(configuration));
  const key = JSON.stringify([apiKey, apiSecret, baseUrl, allowInsecureHttp]);
  const known = sessions.get(key);
  if (known !== undefined) return known;
  const client = madeOf(configuration, {
    apiKey,
    apiSecret,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(baseUrlSource === undefined ? {} : { baseUrlSource }),
    allowInsecureHttp,
    onEvent: (event) => {
      if (event.type !== "retry" || event.delayMs < WORTH_TELLING_MS) return;
      const { method, path, delayMs, reason } = event;
      console.log(`fivetran: ${method} ${path}: ${reason}; trying again in ${Math.round(delayMs / 1000)} s`);
    },
  });
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
