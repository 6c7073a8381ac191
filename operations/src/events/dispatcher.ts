import { type EventHandler, parseWebhookEvent } from "@pulumi-fivetran/sdk/webhooks";
import type { Database } from "../store/database";
import type { Deliveries, Delivery } from "./deliveries";

/** How often it is looked for what is due. @unit milliseconds */
const EVERY_MS = 500;

/** What events are handed to, and who is told of what goes wrong. */
export interface DispatcherOptions {
  readonly database: Database;
  readonly deliveries: Deliveries;
  readonly handlers: Readonly<Record<string, EventHandler>>;
  readonly onVerdict: (handler: string, verdict: "done" | "failed" | "aside", problem?: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Hands events to handlers. One process at a time does so, so that they stay in order. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), EVERY_MS);
    this.#timer.unref();
    this.look();
  }

  /** Looks now for what is due, after what is being done. */
  look(): void {
    this.#working = this.#working.then(() => this.#round()).catch(this.#options.onError);
  }

  /** Resolves when what is due has been handed over. */
  async idle(): Promise<void> {
    this.look();
    await this.#working;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#working;
  }

  async #round(): Promise<void> {
    const { database, deliveries } = this.#options;
    await database.locked("fivetran-events", async () => {
      for (let due = await deliveries.due(); due.length > 0 && !this.#isStopped; due = await deliveries.due())
        await Promise.all(due.map((delivery) => this.#hand(delivery)));
    });
  }

  async #hand(delivery: Delivery): Promise<void> {
    const { deliveries, handlers, onVerdict } = this.#options;
    const { handler } = delivery;
    try {
      await handlers[handler]?.(await parseWebhookEvent(delivery.body));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const isAside = await deliveries.failed(delivery, problem);
      onVerdict(handler, isAside ? "aside" : "failed", problem);
      return;
    }
    await deliveries.done(delivery);
    onVerdict(handler, "done");
  }
}
