import type { Connection, FivetranClient, RequestOptions } from "@pulumi-fivetran/sdk";
import { SyncFailures } from "./syncFailures";

/** How long one answer serves: a refresh reads a connection for its Connector, schema config and schedule within moments. */
const FRESH_MS = 30_000;

interface Entry {
  readonly at: number;
  readonly answer: Promise<Connection>;
}

/**
 * Reads connections once for all resources that live on one: the Connector, its SchemaConfig and its ConnectorSchedule would
 * otherwise each fetch the same details. Every change of a connection stores the API's answer here, or forgets the connection.
 */
export class ConnectionReader {
  /** Why their last syncs failed. */
  readonly failures: SyncFailures;
  readonly #client: FivetranClient;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #moved = new Map<string, boolean>();

  constructor(client: FivetranClient, now: () => number) {
    this.failures = new SyncFailures(client, now);
    this.#client = client;
    this.#now = now;
  }

  /** The connection's details, at most 30 s old. A failed read is not remembered. */
  async retrieve(id: string, options: RequestOptions): Promise<Connection> {
    const known = this.#entries.get(id);
    if (known !== undefined && this.#now() - known.at < FRESH_MS) return known.answer;
    const entry: Entry = { at: this.#now(), answer: this.#client.connections.retrieve(id, options) };
    this.#entries.set(id, entry);
    try {
      return await entry.answer;
    } catch (error) {
      if (this.#entries.get(id) === entry) this.#entries.delete(id);
      throw error;
    }
  }

  /** Remembers what a create, a PATCH or a test returned. */
  put(connection: Connection): void {
    this.#entries.set(connection.id, { at: this.#now(), answer: Promise.resolve(connection) });
  }

  forget(id: string): void {
    this.#entries.delete(id);
  }

  /** Remembers that this run moves a connection. @param runs Whether it is to run afterwards and, at the end, whether it does */
  noteMove(id: string, runs: boolean): void {
    this.#moved.set(id, runs);
  }

  /** What was noted of a connection that this run has moved; undefined for any other. */
  runsAfterMove(id: string): boolean | undefined {
    return this.#moved.get(id);
  }
}
