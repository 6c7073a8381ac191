import {
  type ClientEvent,
  FivetranClient,
  type FivetranClientOptions,
  type RetryEvent,
} from "@pulumi-fivetran/sdk";
import nock from "nock";
import { afterEach, beforeEach, expect } from "vitest";
import { FakeClock } from "./fakeClock.ts";

/** Where the clients of these tests send to. */
export const HOST = "https://api.fivetran.com";

export const SECRET = "s3cret-of-the-account";

let clients = 0;

/** A client whose waits take no time and whose jitter is none, with a limiter of its own. */
export function makeClient(options: Partial<FivetranClientOptions> = {}): {
  client: FivetranClient;
  clock: FakeClock;
  events: ClientEvent[];
  retries: RetryEvent[];
} {
  clients += 1;
  const clock = new FakeClock();
  const events: ClientEvent[] = [];
  const retries: RetryEvent[] = [];
  const client = new FivetranClient({
    apiKey: `key-of-client-${clients}`,
    apiSecret: SECRET,
    clock,
    random: () => 0.5,
    onEvent: (event) => {
      events.push(event);
      if (event.type === "retry") retries.push(event);
    },
    ...options,
  });
  return { client, clock, events, retries };
}

/** Call once in a file: no request leaves the process, and every answer that a test prepared must be fetched. */
export function useNock(): void {
  beforeEach(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    const pending = nock.pendingMocks();
    nock.abortPendingRequests();
    nock.cleanAll();
    expect(pending).toEqual([]);
  });
}

export const GROUP = { id: "decent_dropsy", name: "analytics", created_at: "2026-01-02T03:04:05.678901Z" };

export const DESTINATION = {
  id: "decent_dropsy",
  service: "snowflake",
  region: "GCP_US_EAST4",
  group_id: "decent_dropsy",
  time_zone_offset: "-5",
  setup_status: "connected",
};

export const CONNECTION = {
  id: "harbour_choking",
  service: "postgres",
  service_version: 1,
  schema: "orders",
  group_id: "decent_dropsy",
  paused: true,
  pause_after_trial: false,
  sync_frequency: 360,
  schedule_type: "auto",
  status: {
    setup_state: "incomplete",
    sync_state: "paused",
    update_state: "on_schedule",
    is_historical_sync: true,
    tasks: [],
    warnings: [],
  },
  created_at: "2026-01-02T03:04:05.678901Z",
  succeeded_at: null,
  failed_at: null,
  data_delay_sensitivity: "NORMAL",
};

/** The body of a success. */
export function success(data?: unknown): Record<string, unknown> {
  return data === undefined ? { code: "Success", message: "Done" } : { code: "Success", data };
}

/** What `promise` rejects with; fails when it does not reject. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Error);
  return outcome as Error;
}
