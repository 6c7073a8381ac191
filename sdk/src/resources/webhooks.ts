import type { ApiPath } from "../http/path";
import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import type { WebhookEventName } from "../webhooks/events";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type { NewWebhook, Webhook, WebhookTest, WebhookUpdate } from "./webhooks.types";

const answers = schemasIn(() => import("./webhooks.answers.js"));

/** The webhooks of the account and of its groups. */
export class Webhooks extends ApiResource {
  /** All webhooks that the key may see. */
  list(options?: ListOptions): Listing<Webhook> {
    return this.listing({ path: path`/webhooks`, answer: answers("webhooks") }, options);
  }

  /**
   * Makes a webhook that tells of the whole account. Addresses need not be unique, so `findCreated` should look for the
   * address and the time.
   *
   * @throws {InvalidInputError} when the address is not https, or the test event failed
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async createForAccount(webhook: NewWebhook, options?: CreateOptions<Webhook>): Promise<Webhook> {
    return this.#create(path`/webhooks/account`, webhook, options);
  }

  /** Makes a webhook that tells of one group; the rest is as in `createForAccount`. @throws {NotFoundError} */
  async createForGroup(
    groupId: string,
    webhook: NewWebhook,
    options?: CreateOptions<Webhook>,
  ): Promise<Webhook> {
    return this.#create(path`/webhooks/group/${groupId}`, webhook, options);
  }

  /** One webhook. Its secret is `******`. @throws {NotFoundError} */
  async retrieve(webhookId: string, options?: RequestOptions): Promise<Webhook> {
    return this.call(
      {
        method: "GET",
        path: path`/webhooks/${webhookId}`,
        answer: answers("webhook"),
      },
      options,
    );
  }

  /**
   * Changes what is given and leaves the rest.
   *
   * @throws {NotFoundError}
   * @throws {InvalidInputError} when the address is not https, or the test event failed
   */
  async update(webhookId: string, changes: WebhookUpdate, options?: RequestOptions): Promise<Webhook> {
    return this.call(
      {
        method: "PATCH",
        path: path`/webhooks/${webhookId}`,
        body: toWire(changes),
        answer: answers("webhook"),
      },
      options,
    );
  }

  /** Deletes a webhook: nothing more is delivered to it. @throws {NotFoundError} */
  async delete(webhookId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/webhooks/${webhookId}` }, options);
  }

  /**
   * Sends an event about a connection that does not exist. A delivery that fails is no error: the answer says so.
   * Repeated when its answer was lost: a receiver must expect an event more than once anyway.
   *
   * @throws {NotFoundError}
   */
  async test(
    webhookId: string,
    test: { event: WebhookEventName },
    options?: RequestOptions,
  ): Promise<WebhookTest> {
    return this.call(
      {
        method: "POST",
        path: path`/webhooks/${webhookId}/test`,
        body: toWire(test),
        repeatable: true,
        answer: answers("webhookTest"),
      },
      options,
    );
  }

  #create(where: ApiPath, webhook: NewWebhook, options?: CreateOptions<Webhook>): Promise<Webhook> {
    return this.call(
      {
        method: "POST",
        path: where,
        body: toWire(webhook),
        answer: answers("webhook"),
      },
      options,
    );
  }
}
