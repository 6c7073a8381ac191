import { z } from "zod";
import type { Account } from "../domain/account";
import { actorOf, type Caller } from "../domain/accounts";
import { MASK } from "../domain/seal";
import { unlockSecret } from "../domain/secretBox";
import { dropDeliveries } from "../domain/webhooks/deliveries";
import { lockedSecret, putNewWebhook } from "../domain/webhooks/newWebhook";
import { activationPayload, testPayload } from "../domain/webhooks/payload";
import { errors } from "../errors";
import { messages } from "../messages";
import type { WebhookRecord } from "../records/webhooks";
import { groupOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";

const said = messages.webhooks;

const url = z.string().min(1);
// The document lists no names: those of tomorrow pass too.
const events = z.array(z.string().min(1)).min(1);
const rest = { active: z.boolean().nullish(), secret: z.string().nullish() };

const newWebhook = z.looseObject({ url, events, ...rest });
type NewWebhook = z.infer<typeof newWebhook>;

const webhookUpdate = z.looseObject({ url: url.optional(), events: events.optional(), ...rest });

export const webhooks: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/webhooks",
    run: (account) => ({
      message: said.listed,
      pages: pageSource([...account.state.all("webhooks")], webhookView),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/webhooks/account",
    body: newWebhook,
    prepare: (account, { body }) => tryNew(account, body),
    run: (account, { body, caller }) => ({
      message: said.accountCreated,
      data: webhookView(create(account, undefined, caller, body)),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/webhooks/group/{groupId}",
    body: newWebhook,
    prepare: (account, { params, body }) => {
      groupOf(account, params.groupId);
      return tryNew(account, body);
    },
    run: (account, { params, body, caller }) => {
      const { id: groupId } = groupOf(account, params.groupId);
      return {
        message: said.groupCreated,
        data: webhookView(create(account, groupId, caller, body)),
      };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/webhooks/{webhookId}",
    run: (account, { params }) => ({
      message: said.details,
      data: webhookView(webhookOf(account, params.webhookId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/webhooks/{webhookId}",
    body: webhookUpdate,
    prepare: async (account, { params, body }) => {
      const webhook = webhookOf(account, params.webhookId);
      const secret = body.secret ?? secretOf(account, webhook);
      const target = body.url ?? webhook.url;
      if (body.url !== undefined) checkUrl(account, target);
      if (body.active === true && !webhook.active) await tryOut(account, target, secret);
    },
    run: (account, { params, body }) => {
      const webhook = webhookOf(account, params.webhookId);
      const updated: WebhookRecord = {
        ...webhook,
        url: body.url ?? webhook.url,
        events: body.events ?? webhook.events,
        active: body.active ?? webhook.active,
        secret: typeof body.secret === "string" ? lockedSecret(account, body.secret) : webhook.secret,
      };
      account.state.put("webhooks", webhook.id, updated);
      // Events that piled up while it failed are not sent once it is not wanted any more. UNPROVEN.
      if (!updated.active) dropDeliveries(account, webhook.id);
      return { message: said.updated, data: webhookView(updated) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/webhooks/{webhookId}",
    run: (account, { params }) => {
      const { id } = webhookOf(account, params.webhookId);
      removeWebhook(account, id);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/webhooks/{webhookId}/test",
    body: z.looseObject({ event: z.string().min(1) }),
    prepare: (account, { params, body }) => {
      const webhook = webhookOf(account, params.webhookId);
      const secret = secretOf(account, webhook);
      return account.ports.webhooks.post({
        url: webhook.url,
        body: testPayload(account, body.event),
        secret,
      });
    },
    run: (_account, { prepared: { succeeded, status, message } }) => ({
      message: said.tested,
      data: { succeed: succeeded, status, message },
    }),
  }),
];

/** A group's webhooks go with it. */
export function removeWebhooksOf(account: Account, groupId: string): void {
  for (const webhook of [...account.state.all("webhooks")]) {
    if (webhook.groupId === groupId) removeWebhook(account, webhook.id);
  }
}

function removeWebhook(account: Account, id: string): void {
  account.state.remove("webhooks", id);
  dropDeliveries(account, id);
}

function webhookOf(account: Account, id: string): WebhookRecord {
  const webhook = account.state.get("webhooks", id);
  // The code is `NotFound`, without the thing's name: clients depend on it.
  if (webhook === undefined) throw errors.notFound(messages.notFound("Webhook", id));
  return webhook;
}

async function tryNew(account: Account, { url: target, active, secret }: NewWebhook): Promise<void> {
  checkUrl(account, target);
  if (active !== false) await tryOut(account, target, secret ?? undefined);
}

/** Its one POST must get a 2xx, or the webhook is refused. */
async function tryOut(account: Account, target: string, secret: string | undefined): Promise<void> {
  const { succeeded, message } = await account.ports.webhooks.post({
    url: target,
    body: activationPayload(account),
    secret,
  });
  if (!succeeded) throw errors.invalidInput(said.unreachable(message));
}

function checkUrl(account: Account, target: string): void {
  const parsed = URL.parse(target);
  if (parsed?.protocol === "https:") return;
  if (parsed?.protocol !== "http:" || !account.ports.webhooks.allowsHttp || !isLoopback(parsed.hostname)) {
    throw errors.invalidInput(said.httpsOnly);
  }
}

/** `URL` has written addresses out: `127.1` is `127.0.0.1` here. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function create(
  account: Account,
  groupId: string | undefined,
  caller: Caller,
  { url: target, events: heard, active, secret }: NewWebhook,
): WebhookRecord {
  const createdBy = actorOf(caller, account);
  return putNewWebhook(account, {
    groupId,
    url: target,
    events: heard,
    active: active ?? true,
    secret,
    createdBy,
  });
}

function secretOf(account: Account, { secret }: WebhookRecord): string | undefined {
  return secret === undefined ? undefined : unlockSecret(secret, account.settings.sealKey, "webhook secrets");
}

function webhookView(webhook: WebhookRecord): unknown {
  return {
    id: webhook.id,
    type: webhook.type,
    ...(webhook.groupId === undefined ? {} : { group_id: webhook.groupId }),
    url: webhook.url,
    events: webhook.events,
    active: webhook.active,
    ...(webhook.secret === undefined ? {} : { secret: MASK }),
    created_at: webhook.createdAt,
    created_by: webhook.createdBy,
  };
}
