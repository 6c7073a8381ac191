import { randomBytes } from "node:crypto";
import { parseWebhookEvent, type WebhookEvent } from "@pulumi-fivetran/sdk/webhooks";
import { type Database, numberOf, optionalText, type Statement, textOf } from "../store/database";
import { handlersOfOwn, handlersOfWebhook } from "./handlers";

/** A handler that fails so often on an event is not asked again by itself. */
const MOST_ATTEMPTS = 10;

/** The wait after the first failure; doubled each time, up to the longest. @unit milliseconds */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60 * 1000;

/** An event on its way to one handler. */
export interface Delivery {
  readonly eventId: string;
  readonly handler: string;
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

/** What events are told to, and how soon. */
export interface DeliveryOptions {
  /** Names of the handlers that there are. */
  readonly handlers: readonly string[];

  /**
   * How long a first failed sync is held back from `onSyncError`, since Fivetran tries again by itself: told at once when the next one
   * fails too, and not at all when it succeeds. @unit milliseconds @default 0
   */
  readonly holdBackMs?: number | undefined;
}

/** An event of the service's own. */
export interface OwnEvent {
  readonly event: string;
  readonly created: string;
  readonly connectorId: string;
  readonly syncId?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** To which handler an event goes, and not before when. */
interface Planned {
  readonly handler: string;
  readonly dueAt: number;
}

/** Events that were received, and what becomes of them: in order per connection and handler, at least once. */
export class Deliveries {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #options: DeliveryOptions;
  #received = 0;

  constructor(database: Database, now: () => number, options: DeliveryOptions = { handlers: [] }) {
    this.#database = database;
    this.#now = now;
    this.#options = options;
  }

  /** Keeps an event of a webhook for those of the handlers that it concerns. False for one that was received before. */
  async receive(body: Uint8Array): Promise<{ isNew: boolean; event: WebhookEvent }> {
    const event = await parseWebhookEvent(body);
    const isNew = await this.#keepOnce(event, Buffer.from(body).toString(), handlersOfWebhook(event), []);
    return { isNew, event };
  }

  /** Keeps an event of the service's own, together with what else is to be kept. @returns false for one that was told before */
  tell(event: OwnEvent, more: readonly Statement[] = []): Promise<boolean> {
    const { connectorId, syncId, ...rest } = event;
    const body = JSON.stringify({
      ...rest,
      connector_id: connectorId,
      ...(syncId === undefined ? {} : { sync_id: syncId }),
    });
    return this.#keepOnce(event, body, handlersOfOwn(event.event), more);
  }

  #keepOnce(
    event: Pick<OwnEvent, "event" | "created"> & { readonly connectorId?: string; readonly syncId?: string },
    body: string,
    handlers: readonly string[],
    more: readonly Statement[],
  ): Promise<boolean> {
    const { connectorId = "", syncId = "", created, event: name } = event;
    // Nothing that is signed says which delivery it is: these four tell one event from another.
    const deduplication = JSON.stringify([name, connectorId, syncId, created]);
    const wanted = handlers.filter((each) => this.#options.handlers.includes(each));
    return this.#database.locked(`fivetran-event:${connectorId}`, async () => {
      const sql = "SELECT id FROM fivetran_events WHERE deduplication = $1";
      const known = await this.#database.all(sql, [deduplication]);
      if (known.length > 0) {
        if (more.length > 0) await this.#database.batch(more);
        return false;
      }
      const held = await this.#heldBack(name, connectorId, body, wanted);
      await this.#keep({ deduplication, connectorId, name, body }, held.planned, [
        ...more,
        ...held.statements,
      ]);
      return true;
    });
  }

  /** When each handler is told: at once, but for a failed sync that Fivetran may yet make good. */
  async #heldBack(
    name: string,
    connectorId: string,
    body: string,
    handlers: readonly string[],
  ): Promise<{ planned: Planned[]; statements: Statement[] }> {
    const now = this.#now();
    const { holdBackMs = 0 } = this.#options;
    const outcome = name === "sync_end" ? outcomeOf(body) : undefined;
    if (holdBackMs === 0 || outcome === undefined)
      return { planned: handlers.map((handler) => ({ handler, dueAt: now })), statements: [] };
    const isFirst = outcome === "failed" && (await this.#lastOutcome(connectorId)) !== "failed";
    return {
      planned: handlers.map((handler) => ({
        handler,
        dueAt: handler === "onSyncError" && isFirst ? now + holdBackMs : now,
      })),
      // The next sync has ended: what was held back was made good, or is told of by this one.
      statements: [
        {
          sql: `UPDATE fivetran_deliveries SET state = 'done' WHERE handler = 'onSyncError' AND subject = $1
            AND state = 'waiting' AND attempts = 0 AND due_at > $2`,
          values: [connectorId, now],
        },
      ],
    };
  }

  async #lastOutcome(connectorId: string): Promise<"failed" | "succeeded" | undefined> {
    const rows = await this.#database.all(
      "SELECT body FROM fivetran_events WHERE subject = $1 AND name = 'sync_end' ORDER BY id DESC LIMIT 20",
      [connectorId],
    );
    return rows.map((row) => outcomeOf(textOf(row, "body"))).find((outcome) => outcome !== undefined);
  }

  async #keep(
    event: { deduplication: string; connectorId: string; name: string; body: string },
    handlers: readonly Planned[],
    more: readonly Statement[],
  ): Promise<void> {
    const { deduplication, connectorId, name, body } = event;
    const now = this.#now();
    this.#received += 1;
    // In the order of their arrival, also within a millisecond.
    const id = `event_${now}_${String(this.#received).padStart(9, "0")}_${randomBytes(4).toString("hex")}`;
    await this.#database.batch([
      ...more,
      {
        sql: `INSERT INTO fivetran_events (id, deduplication, subject, name, body, received_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        values: [id, deduplication, connectorId, name, body, now],
      },
      ...handlers.map(({ handler, dueAt }) => ({
        sql: `INSERT INTO fivetran_deliveries (event_id, handler, subject, received_at, attempts, due_at, state)
          VALUES ($1, $2, $3, $4, 0, $5, 'waiting')`,
        values: [id, handler, connectorId, now, dueAt],
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
      handler: textOf(row, "handler"),
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

  /** Forgets events from before a time whose deliveries are done. */
  async forgetBefore(time: number): Promise<void> {
    const open = "SELECT event_id FROM fivetran_deliveries WHERE state <> 'done'";
    const old = `SELECT id FROM fivetran_events WHERE received_at < $1 AND id NOT IN (${open})`;
    await this.#database.run(`DELETE FROM fivetran_deliveries WHERE event_id IN (${old})`, [time]);
    await this.#database.run(
      `DELETE FROM fivetran_events WHERE received_at < $1
        AND id NOT IN (SELECT event_id FROM fivetran_deliveries)`,
      [time],
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

/** How a sync ended that a body tells of; undefined where it goes on later. */
function outcomeOf(body: string): "failed" | "succeeded" | undefined {
  const { data } = JSON.parse(body) as { data?: { status?: unknown } | null };
  if (data?.status === "SUCCESSFUL") return "succeeded";
  return typeof data?.status === "string" && data.status.startsWith("FAIL") ? "failed" : undefined;
}
