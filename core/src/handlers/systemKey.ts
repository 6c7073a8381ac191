import type { SystemKey } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { absentFrom, unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import { timeoutsSchema } from "../run/deadline";
import { type RotationInputs, rotationSchema } from "../setup/rotation";
import { knownText } from "../values/unknown";

export interface SystemKeyPermission {
  readonly resourceType: string;
  readonly accessLevel: string;
  readonly resourceFilter?: { readonly ids?: readonly string[]; readonly groupIds?: readonly string[] };
}

export interface SystemKeyInputs extends ObjectInputs, RotationInputs {
  readonly name: string;
  readonly permissions?: readonly SystemKeyPermission[];
  readonly expirationPeriod?: string;
}

const text = z.string().min(1, "must not be empty");

const permission = z.strictObject({
  resourceType: text,
  accessLevel: text,
  resourceFilter: z
    .strictObject({ ids: z.array(text).optional(), groupIds: z.array(text).optional() })
    .optional(),
});

/** Its secret is handed out by the creation and by each rotation, never again. */
export const systemKeyHandler = objectHandler<SystemKeyInputs, SystemKey>({
  kind: "SystemKey",
  schema: z.strictObject({
    name: text,
    permissions: z.array(permission).optional(),
    expirationPeriod: text.optional(),
    rotationTrigger: rotationSchema.optional(),
    adopt: adoptSchema.optional(),
    timeouts: timeoutsSchema.optional(),
  }),
  // `expirationPeriod` is no setting: it acts when the key is made and when it is rotated.
  settings: {
    name: {},
    permissions: { resetTo: [] },
  },
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  upstreamOf: ({ name, permissions }) => ({ name, permissions }),
  facts: ["key", "createdAt", "expiredAt"],
  factsOf: ({ key, createdAt, expiredAt, secret }) => ({
    key,
    createdAt,
    expiredAt: expiredAt ?? undefined,
    ...(secret === undefined ? {} : { secret }),
  }),
  handedOut: ["secret"],
  secrets: ["secret"],
  api: {
    idOf: ({ id }) => id,
    createdAt: ({ createdAt }) => createdAt,
    retrieve: (id, calling) =>
      unlessGone(
        "other",
        calling.client.systemKeys.retrieve(id, calling.options),
        absentFrom(calling.client.systemKeys.list(calling.options), id),
      ),
    create: ({ name, permissions, expirationPeriod }, options, { client }) =>
      client.systemKeys.create(
        {
          name,
          ...(permissions === undefined ? {} : { permissions: mutable(permissions) }),
          ...(expirationPeriod === undefined ? {} : { expirationPeriod }),
        },
        options,
      ),
    update: (id, patch, _news, { client, options }) => client.systemKeys.update(id, patch, options),
    rotate: (id, { expirationPeriod }, { client, options }) =>
      client.systemKeys.rotate(id, expirationPeriod === undefined ? {} : { expirationPeriod }, options),
    async delete(id, _olds, calling) {
      await unlessGone(
        "other",
        calling.client.systemKeys.delete(id, calling.options),
        absentFrom(calling.client.systemKeys.list(calling.options), id),
      );
    },
    async candidates({ name }, { client, options }) {
      const all = client.systemKeys.list(options).strict({ required: ["name"] });
      return all.filter((key) => key.name === name).toArray();
    },
    async *list({ client, signal }) {
      for await (const { id, name = id } of client.systemKeys.list({ signal }).readable()) yield { id, name };
    },
  },
});

export { systemKeyHandler as handler };

function mutable(permissions: readonly SystemKeyPermission[]) {
  return permissions.map(({ resourceFilter, ...rest }) => ({
    ...rest,
    ...(resourceFilter === undefined
      ? {}
      : {
          resourceFilter: {
            ...(resourceFilter.ids === undefined ? {} : { ids: [...resourceFilter.ids] }),
            ...(resourceFilter.groupIds === undefined ? {} : { groupIds: [...resourceFilter.groupIds] }),
          },
        }),
  }));
}
