import type { ApiKey, ApiKeyWithSecret, CreateOptions } from "@pulumi-fivetran/sdk";
import type { Notice } from "../contract";
import { HandlerError } from "../errors/problem";
import { fields } from "../fields/apiKey";
import type { FactsOf, InputsOf } from "../fields/field";
import { inTheWay } from "../object/creation";
import type { ObjectOutputs } from "../object/definition";
import { unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import type { CallContext } from "../run/callContext";
import { rotates } from "../setup/rotation";
import { knownText } from "../values/unknown";

type Inputs = InputsOf<typeof fields>;
type Facts = FactsOf<typeof fields>;

/** With the secret where a call has just handed it out. */
type LiveKey = ApiKey & { readonly userId: string; readonly keySecret?: string };

/** Whoever reads the new secret in the same run needs a moment in which both are good. */
const DEFAULT_OVERLAP_DAYS = 1;

/** A user has one key at most, so the key's id is the user's. */
export const apiKeyHandler = objectHandler<Inputs, LiveKey, Facts>({
  kind: "ApiKey",
  fields,
  nameOf: ({ userId }) => knownText(userId),
  keyOf: ({ userId }) => `the user '${userId}'`,
  isUnique: true,
  notices: keyNotices,
  refuseCreation,
  api: {
    idOf: (_live, { userId }) => userId,
    retrieve: (id, call) => retrieveKey(id, call),
    createdAt: ({ createdAt }) => createdAt,
    create: async ({ userId, expirationPeriodDays }, options, { client }) => {
      const expiration = expirationPeriodDays === undefined ? {} : { expirationPeriodDays };
      // A key that is found after a lost answer has been given a new secret.
      const found = options as CreateOptions<ApiKeyWithSecret & LiveKey>;
      return { ...(await client.apiKeys.create(userId, expiration, found)), userId };
    },
    rotate: rotateKey,
    delete: async (id, _olds, call) => {
      await unlessGone("other", call.client.apiKeys.delete(id, call.options), () => hasNone(id, call));
    },
    candidates: async ({ userId }, call) => {
      const key = await retrieveKey(userId, call);
      return key === undefined ? [] : [key];
    },
    async *list({ client, signal }) {
      for await (const { userId } of client.apiKeys.list({}, { signal }).readable())
        if (userId !== undefined) yield { id: userId, name: userId };
    },
  },
});

export { apiKeyHandler as handler };

async function retrieveKey(userId: string, call: CallContext): Promise<LiveKey | undefined> {
  const { client, options } = call;
  const key = await unlessGone("other", client.apiKeys.retrieve(userId, options), () =>
    hasNone(userId, call),
  );
  return key && { ...key, userId };
}

/** Whether the list of all keys has none of this user. */
async function hasNone(userId: string, { client, options }: CallContext): Promise<boolean> {
  const keys = client.apiKeys.list({}, options).strict({ required: ["userId"] });
  return (await keys.find((key) => key.userId === userId)) === undefined;
}

/** Fivetran keeps one secret beside the new one: a rotation within an overlap ends the one from before that. */
async function rotateKey(userId: string, news: Inputs, call: CallContext): Promise<LiveKey> {
  const { expirationPeriodDays, overlapDays = DEFAULT_OVERLAP_DAYS } = news;
  const { client, context } = call;
  const before = await client.apiKeys.retrieve(userId, call.options);
  if (before.keyStatus === "ACTIVE_GRACE") {
    const until = before.overlapExpiresAt ?? "a time that Fivetran does not say";
    const message = `the overlap of an earlier rotation was to last until ${until}: the secret from before it ends now`;
    context.notify({ severity: "warning", path: ["rotationTrigger"], message });
  }
  const how = { overlapDays, ...(expirationPeriodDays !== undefined && { expirationPeriodDays }) };
  const { keySecret, ...rotated } = await client.apiKeys.rotate(userId, how, call.options);
  return { ...before, ...rotated, userId, keySecret };
}

/** @throws HandlerError where the user has a key that is good */
function refuseCreation({ userId }: Inputs, existing: readonly LiveKey[]): void {
  if (existing.every(({ keyStatus }) => keyStatus === "EXPIRED")) return;
  const subject = `ApiKey '${userId}'`;
  const { summary, ...remedies } = inTheWay(
    `an API key of the user '${userId}'`,
    [userId],
    "a `rotationTrigger`, which hands out a new secret, with ",
  );
  throw new HandlerError({
    summary: `${subject}: a user has one API key at most. Nothing was sent.`,
    details: [summary],
    subject,
    path: ["userId"],
    ...remedies,
  });
}

/** What the state knows of the key's end, and of an overlap that a rotation would cut short. */
function keyNotices(olds: ObjectOutputs<Inputs, Facts>, news: Inputs): Notice[] {
  const { keyStatus, expiresAt = "", overlapExpiresAt } = olds;
  if (!rotates(olds, news)) {
    if (keyStatus !== "EXPIRED") return [];
    const message = `has expired (${expiresAt}): another \`rotationTrigger\` renews it`;
    return [{ severity: "warning", path: [], message }];
  }
  const { overlapDays = DEFAULT_OVERLAP_DAYS } = news;
  const end =
    overlapDays === 0
      ? "the old secret ends at once"
      : `the old secret is good for ${overlapDays === 1 ? "one more day" : `${overlapDays} more days`}`;
  const earlier =
    overlapExpiresAt === undefined
      ? []
      : [
          `the overlap of the last rotation ends ${overlapExpiresAt}; before that, the secret from before it ends now`,
        ];
  const path = ["rotationTrigger"];
  return [
    { severity: "info", path, message: `hands out a new secret; ${end}` },
    ...earlier.map((message): Notice => ({ severity: "warning", path, message })),
  ];
}
