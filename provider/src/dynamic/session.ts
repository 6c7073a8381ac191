import { setTimeout as wait } from "node:timers/promises";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import type { Context, Notice } from "../handler";
import { ConnectionReader } from "../internal/connectionReader";
import { KeyedLock } from "../internal/keyedLock";
import { runCancelled } from "./cancellation";
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

function sharedBy(configuration: Configuration): Shared {
  const { apiKey, apiSecret, baseUrl } = configuration;
  if (apiKey === undefined || apiSecret === undefined) throw new Error(missingCredentials(configuration));
  const key = JSON.stringify([apiKey, apiSecret, baseUrl]);
  const known = sessions.get(key);
  if (known !== undefined) return known;
  const client = new FivetranClient({
    apiKey,
    apiSecret,
    ...(baseUrl === undefined ? {} : { baseUrl }),
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
