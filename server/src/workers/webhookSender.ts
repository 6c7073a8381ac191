import type { Account } from "../domain/account";
import type { PostOutcome, WebhookMessage, WebhookPort } from "../domain/ports";
import { unlockSecret } from "../domain/secretBox";
import { deliveryFailed, deliverySucceeded, waitingDeliveries } from "../domain/webhooks/deliveries";
import { post } from "./post";
import type { Worker } from "./worker";

/** How many attempts of one account run at a time. */
const MAX_ATTEMPTS_AT_ONCE = 8;

export interface WebhookSenderOptions {
  /** Whether webhooks may have a plain http URL, on loopback. */
  readonly allowHttp: boolean;
  /** Resolves when all that was committed is durable. */
  settled(): Promise<void>;
  /** Called after an attempt has changed the account, which may have something due now. */
  changed(account: Account): void;
}

/**
 * Sends an account's deliveries to their webhooks: one attempt at a time for a webhook, in the order in which they became due, and
 * a few webhooks at a time. Deliveries are kept in the state; only their order is held in memory, so a process that dies has lost
 * nothing, and deliveries that were under way are sent again.
 */
export class WebhookSender implements Worker, WebhookPort {
  readonly #options: WebhookSenderOptions;

  /** Ids of deliveries that are due, by webhook; a webhook with an attempt under way has an entry, be it empty. */
  readonly #due = new Map<string, string[]>();
  readonly #busy = new Set<string>();
  readonly #attempts = new Set<Promise<void>>();
  readonly #ended = new AbortController();
  #account: Account | undefined;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
  }

  get allowsHttp(): boolean {
    return this.#options.allowHttp;
  }

  /** Begins to send. Before that, what is due waits in the state. */
  start(account: Account): void {
    this.#account = account;
    this.#takeUp(account);
    account.onOpen(() => this.#takeUp(account));
  }

  send(webhookId: string, deliveryId: string): void {
    if (this.#account === undefined) return;
    this.#add(webhookId, deliveryId);
    this.#sendNext();
  }

  post(message: WebhookMessage): Promise<PostOutcome> {
    return post(message, this.#ended.signal);
  }

  async idle(): Promise<void> {
    while (this.#attempts.size > 0) await Promise.all(this.#attempts);
  }

  /** Ends what is under way at once; it counts as not sent, and goes again at the next start. */
  async stop(): Promise<void> {
    this.#ended.abort();
    await this.idle();
  }

  /** Takes up what the state holds, instead of all that was due before. */
  #takeUp(account: Account): void {
    this.#due.clear();
    for (const { webhookId, id } of waitingDeliveries(account)) this.#add(webhookId, id);
    this.#sendNext();
  }

  #add(webhookId: string, deliveryId: string): void {
    const queue = this.#due.get(webhookId);
    if (queue === undefined) this.#due.set(webhookId, [deliveryId]);
    else queue.push(deliveryId);
  }

  #sendNext(): void {
    const account = this.#account;
    if (account === undefined || this.#ended.signal.aborted) return;
    for (const [webhookId, queue] of this.#due) {
      if (this.#attempts.size >= MAX_ATTEMPTS_AT_ONCE) return;
      if (this.#busy.has(webhookId)) continue;
      const deliveryId = queue.shift();
      if (deliveryId === undefined) this.#due.delete(webhookId);
      else this.#begin(webhookId, this.#attempt(account, deliveryId));
    }
  }

  #begin(webhookId: string, attempt: Promise<void>): void {
    this.#busy.add(webhookId);
    const ended = attempt
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        this.#busy.delete(webhookId);
        this.#attempts.delete(ended);
        this.#sendNext();
      });
    this.#attempts.add(ended);
  }

  async #attempt(account: Account, deliveryId: string): Promise<void> {
    // Lets the transaction end that may be running, and waits for what it wrote: nothing is told that a crash could take back.
    await Promise.resolve();
    await this.#options.settled();
    const delivery = account.state.get("deliveries", deliveryId);
    const webhook = delivery && account.state.get("webhooks", delivery.webhookId);
    if (delivery === undefined || webhook === undefined) return;
    const { url, secret } = webhook;
    const key = account.settings.sealKey;
    const outcome = await this.post({
      url,
      body: delivery.body,
      ...(secret === undefined ? {} : { secret: unlockSecret(secret, key, "webhook secrets") }),
    });
    if (this.#ended.signal.aborted) return;
    account.state.transaction(() => {
      if (outcome.succeeded) deliverySucceeded(account, deliveryId);
      else deliveryFailed(account, deliveryId);
    });
    this.#options.changed(account);
  }
}
