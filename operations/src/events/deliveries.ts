import { randomBytes } from "node:crypto";
import {
  handlersOf,
  parseWebhookEvent,
  type WebhookEvent,
  type WebhookHandlers,
} from "@pulumi-fivetran/sdk/webhooks";
import { type Database, numberOf, optionalText, textOf } from "../store/database";

/** A handler that fails so often on an event is not asked again by itself. */
const MOST_ATTEMPTS = 10;

/** The wait after the first failure; doubled each time, up to the longest. @unit milliseconds */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60 * 1000;

/** An event on its way to one handler. */
export interface Delivery {
  readonly eventId: string;
  readonly handler: keyof WebhookHandlers;
  readonly attempts: number;
  readonly body: string;
}

/** An event that a handler failed on too often. */
export interface PutAside {
  readonly event_id: string;
  readonly handler: string;
  readonly name: string;
  readonly connection_id: string;
  readonly attempts: number;
  readonly problem: string | null;
}

/** Events that were received, and what becomes of them: in order per connection and handler, at least once. */
export class Deliveries {
  readonly #database: Database;
  readonly #now: () => number;
  #received = 0;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** Keeps an event for those of the handlers that it concerns. False for one that was received before. */
  async receive(
    body: Uint8Array,
    handlers: readonly string[],
  ): Promise<{ isNew: boolean; event: WebhookEvent }> {
    const event = await parseWebhookEvent(body);
    const { connectorId = "", syncId = "", created, event: name } = event;
    // Nothing that is signed says which delivery it is: these four tell one event from another.
    const deduplication = JSON.stringify([name, connectorId, syncId, created]);
    const wanted = handlersOf(event).filter((each) => handlers.includes(each));
    const isNew = await this.#database.locked(`fivetran-event:${deduplication}`, async () => {
      const sql = "SELECT id FROM fivetran_events WHERE deduplication = $1";
      const known = await this.#database.all(sql, [deduplication]);
      if (known.length > 0) return false;
      await this.#keep({ deduplication, connectorId, name, body: Buffer.from(body).toString() }, wanted);
      return true;
    });
    return { isNew, event };
  }

  async #keep(
    event: { deduplication: string; connectorId: string; name: string; body: string },
    handlers: readonly string[],
  ): Promise<void> {
    const { deduplication, connectorId, name, body } = event;
    const now = this.#now();
    this.#received += 1;
    // In the order of their arrival, also within a millisecond.
    const id = `event_${now}_${String(this.#received).padStart(9, "0")}_${randomBytes(4).toString("hex")}`;
    await this.#database.batch([
      {
        sql: `INSERT INTO fivetran_events (id, deduplication, subject, name, body, received_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        values: [id, deduplication, connectorId, name, body, now],
      },
      ...handlers.map((handler) => ({
        sql: `INSERT INTO fivetran_deliveries (event_id, handler, subject, received_at, attempts, due_at, state)
          VALUES ($1, $2, $3, $4, 0, $5, 'waiting')`,
        values: [id, handler, connectorId, now, now],
      })),
    ]);
  }

  /** What is due now: of each connection and handler the oldest only, so that they stay in order. */
  async due(): Promise<Delivery[]> {
    const rows = await this.#database.all(
      `SELECT d.event_id, d.handler, d.attempts, e.body FROM fivetran_deliveries d JOIN fivetran_events e ON e.id = d.event_id
        WHERE d.state = 'waiting' AND d.due_at <= $1 AND NOT EXISTS (
          SELECT 1 FROM fivetran_deliveries o JOIN fivetran_events oe ON oe.id = o.event_id
            WHERE o.state = 'waiting' AND o.handler = d.handler AND o.subject = d.subject
            AND (o.received_at < d.received_at OR (o.received_at = d.received_at AND oe.id < e.id)))
        ORDER BY d.received_at LIMIT 50`,
      [this.#now()],
    );
    return rows.map((row) => ({
      eventId: textOf(row, "event_id"),
      handler: textOf(row, "handler") as keyof WebhookHandlers,
      attempts: numberOf(row, "attempts"),
      body: textOf(row, "body"),
    }));
  }

  async done({ eventId, handler }: Delivery): Promise<void> {
    await this.#set(eventId, handler, "done", 0, 0, null);
  }

  /** Tries again later, or puts it aside, so that the next ones go on. @returns whether it was put aside */
  async failed({ eventId, handler, attempts }: Delivery, problem: string): Promise<boolean> {
    const isLast = attempts + 1 >= MOST_ATTEMPTS;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS);
    await this.#set(
      eventId,
      handler,
      isLast ? "aside" : "waiting",
      attempts + 1,
      this.#now() + wait,
      problem,
    );
    return isLast;
  }

  async putAside(): Promise<PutAside[]> {
    const rows = await this.#database.all(
      `SELECT d.*, e.name FROM fivetran_deliveries d JOIN fivetran_events e ON e.id = d.event_id
        WHERE d.state = 'aside' ORDER BY d.received_at LIMIT 1000`,
    );
    return rows.map((row) => ({
      event_id: textOf(row, "event_id"),
      handler: textOf(row, "handler"),
      name: textOf(row, "name"),
      connection_id: textOf(row, "subject"),
      attempts: numberOf(row, "attempts"),
      problem: optionalText(row, "problem") ?? null,
    }));
  }

  /** Sends what was put aside again. Returns how many deliveries. */
  async sendAgain(eventId: string): Promise<number> {
    return this.#database.run(
      "UPDATE fivetran_deliveries SET state = 'waiting', attempts = 0, due_at = $2 WHERE event_id = $1 AND state = 'aside'",
      [eventId, this.#now()],
    );
  }

  async #set(
    eventId: string,
    handler: string,
    state: string,
    attempts: number,
    dueAt: number,
    problem: string | null,
  ): Promise<void> {
    await this.#database.run(
      "UPDATE fivetran_deliveries SET state = $3, attempts = $4, due_at = $5, problem = $6 WHERE event_id = $1 AND handler = $2",
      [eventId, handler, state, attempts, dueAt, problem],
    );
  }
}
