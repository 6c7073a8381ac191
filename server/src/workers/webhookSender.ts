import type { Account } from "../domain/account";
import { deliveryFailed, deliverySucceeded, waitingDeliveries } from "../domain/webhooks/deliveries";
import { unlockSecret } from "../domain/webhooks/secretBox";
import { type Letter, type Outcome, post } from "./post";

/** How many attempts of one account run at a time. */
const MAX_ATTEMPTS_AT_ONCE = 8;

export interface CourierMeans {
  /** Whether webhooks may have a plain http URL, on loopback. */
  readonly allowHttp: boolean;
  /** Resolves when all that was committed is durable. */
  settled(): Promise<void>;
  /** Called after an attempt has changed the account, which may have something due now. */
  changed(): void;
}

/**
 * Carries an account's deliveries to their webhooks: one attempt at a time for a webhook, in the order in which they became due, and
 * a few webhooks at a time. What it carries is in the state; it only holds the order in memory, so a process that dies has lost
 * nothing, and what was under way is sent again.
 */
export class Courier {
  /** Ids of deliveries that are due, by webhook; a webhook with an attempt under way has an entry, be it empty. */
  private readonly due = new Map<string, string[]>();
  private readonly busy = new Set<string>();
  private readonly attempts = new Set<Promise<void>>();
  private readonly ended = new AbortController();
  private means: CourierMeans | undefined;

  constructor(private readonly account: Account) {}

  get allowsHttp(): boolean {
    return this.means?.allowHttp ?? false;
  }

  /** Begins to send. Before that, what is due waits. */
  begin(means: CourierMeans): void {
    this.means = means;
    this.sendNext();
  }

  /** Takes up what the state holds, instead of all it had to carry before. */
  open(): void {
    this.due.clear();
    for (const { webhookId, id } of waitingDeliveries(this.account)) this.take(webhookId, id);
  }

  /** Carries a delivery that is due. */
  take(webhookId: string, deliveryId: string): void {
    const queue = this.due.get(webhookId);
    if (queue === undefined) this.due.set(webhookId, [deliveryId]);
    else queue.push(deliveryId);
    this.sendNext();
  }

  /** Sends something that is not kept, such as the test of a webhook. */
  post(letter: Letter): Promise<Outcome> {
    return post(letter, this.ended.signal);
  }

  /** Resolves when nothing is due or under way. What waits for a later attempt does not count. */
  async idle(): Promise<void> {
    while (this.attempts.size > 0) await Promise.all(this.attempts);
  }

  /** Ends what is under way at once; it counts as not sent, and goes again at the next start. */
  async stop(): Promise<void> {
    this.ended.abort();
    await this.idle();
  }

  private sendNext(): void {
    const { means } = this;
    if (means === undefined || this.ended.signal.aborted) return;
    for (const [webhookId, queue] of this.due) {
      if (this.attempts.size >= MAX_ATTEMPTS_AT_ONCE) return;
      if (this.busy.has(webhookId)) continue;
      const deliveryId = queue.shift();
      if (deliveryId === undefined) this.due.delete(webhookId);
      else this.begun(webhookId, this.attempt(means, deliveryId));
    }
  }

  private begun(webhookId: string, attempt: Promise<void>): void {
    this.busy.add(webhookId);
    const ended = attempt
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        this.busy.delete(webhookId);
        this.attempts.delete(ended);
        this.sendNext();
      });
    this.attempts.add(ended);
  }

  private async attempt(means: CourierMeans, deliveryId: string): Promise<void> {
    const { account } = this;
    // Lets the transaction end that may be running, and waits for what it wrote: nothing is told that a crash could take back.
    await Promise.resolve();
    await means.settled();
    const delivery = account.state.get("deliveries", deliveryId);
    const webhook = delivery && account.state.get("webhooks", delivery.webhookId);
    if (delivery === undefined || webhook === undefined) return;
    const { url, secret } = webhook;
    const key = account.settings.sealKey;
    const outcome = await this.post({
      url,
      body: delivery.body,
      ...(secret === undefined ? {} : { secret: unlockSecret(secret, key) }),
    });
    if (this.ended.signal.aborted) return;
    account.state.transaction(() => {
      if (outcome.succeeded) deliverySucceeded(account, deliveryId);
      else deliveryFailed(account, deliveryId);
    });
    means.changed();
  }
}
