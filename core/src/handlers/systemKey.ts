import type { SystemKey } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
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

const systemKeys = objectsOf({
  of: (client) => client.systemKeys,
  list: (client, options) => client.systemKeys.list(options),
  nameOf: ({ name }) => name,
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
    ...systemKeys.api,
    createdAt: ({ createdAt }) => createdAt,
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
    candidates: ({ name }, calling) =>
      systemKeys.matching(calling, { required: ["name"] }, (key) => key.name === name),
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
