import type { ConnectionRecord, DestinationRecord } from "../records/account";
import type { SetupTest } from "../records/setupTests";
import type { SourceShape } from "../records/sourceShape";
import type { SyncedTable } from "../syncExecutor";

/**
 * What an account asks of the workers outside of its transactions. Each port is called after a commit, so a worker finds in the state
 * all that it is told of, and a worker that starts later finds it there too.
 */
export interface Ports {
  readonly webhooks: WebhookPort;
  readonly syncs: SyncPort;
}

/** Moves the data of connections; without an engine, of none. */
export interface SyncPort {
  /** Whether uploaded code of Connector SDK connections runs, so that their secrets are kept for it. */
  readonly runsCode: boolean;
  /** Whether a connection's data is really moved, so that its syncs end when that ends. */
  runs(connection: ConnectionRecord): boolean;
  /** What a person has to do before the connection can sync; undefined where nothing. */
  lacks(connection: ConnectionRecord): string | undefined;
  /** The same for a destination. */
  destinationLacks(destination: DestinationRecord): string | undefined;
  /** Setup tests that look at the real thing, kept or about to be, or that its own code has; undefined where its data is not moved. */
  test(connection: ConnectionRecord): Promise<readonly SetupTest[] | undefined>;
  testDestination(destination: DestinationRecord): Promise<readonly SetupTest[] | undefined>;
  /** What the connection's source holds; undefined where its data is not moved. @throws Error with a message for people */
  discover(connection: ConnectionRecord): Promise<SourceShape | undefined>;
  /** Begins a sync that is in the state. */
  begin(connectionId: string, number: number): void;
  /** Ends a sync before its time. */
  cancel(connectionId: string): void;
  /** Resolves when no data is being moved. */
  idle(): Promise<void>;
  /** What the running sync of a connection has moved so far, by table. */
  progress(connectionId: string): readonly SyncedTable[];
}

/** Sends events to webhooks. */
export interface WebhookPort {
  /** Whether webhooks may have a plain http URL, on loopback. */
  readonly allowsHttp: boolean;
  /** Sends a delivery that is due. */
  send(webhookId: string, deliveryId: string): void;
  /** Sends a message that is not kept, such as the test of a webhook. Never rejects because of the receiver. */
  post(message: WebhookMessage): Promise<PostOutcome>;
  /** Resolves when nothing is due or under way. Deliveries that wait for a later attempt do not count. */
  idle(): Promise<void>;
}

export interface WebhookMessage {
  readonly url: string;
  readonly body: string;
  /** Signs the body; without it, there is no signature. */
  readonly secret?: string | undefined;
}

/** How an attempt to send a message ended. */
export interface PostOutcome {
  readonly succeeded: boolean;
  /** The receiver's status; 0 when there was no response. */
  readonly status: number;
  readonly message: string;
}

/** An account without workers: deliveries wait in its state. */
export const NO_WORKERS: Ports = {
  webhooks: {
    allowsHttp: false,
    send: () => undefined,
    post: () => Promise.reject(new Error("The account has no sender of webhooks.")),
    idle: () => Promise.resolve(),
  },
  syncs: {
    runsCode: false,
    runs: () => false,
    lacks: () => undefined,
    destinationLacks: () => undefined,
    test: () => Promise.resolve(undefined),
    testDestination: () => Promise.resolve(undefined),
    discover: () => Promise.resolve(undefined),
    begin: () => undefined,
    cancel: () => undefined,
    idle: () => Promise.resolve(),
    progress: () => [],
  },
};
