import { z } from "zod";
import { changeSettings } from "../domain/changeSettings";
import { given } from "../domain/given";
import { membership, setMembership } from "../domain/people/memberships";
import { isStandardRole } from "../domain/people/roles";
import { sealSecret } from "../domain/people/systemKeys";
import { addUser } from "../domain/people/users";
import type { PlaceKind } from "../records/memberships";
import { connections, groups, owner, seededUserId, seedId, seedTime, users } from "./core";
import { type Complain, seedArea, seedCheck, uniqueIds } from "./seedArea";

/** A role by the e-mail of a seeded user, or by the id of a seeded group or connection. */
const rolesBy = z.record(z.string(), z.string().min(1));

const roles = z
  .array(
    z.strictObject({
      name: z.string().min(1),
      description: z.string().default(""),
      scope: z.array(z.enum(["ACCOUNT", "DESTINATION", "CONNECTOR", "TEAM"])).min(1),
      isDeprecated: z.boolean().default(false),
      replacementRoleName: z.string().nullable().default(null),
    }),
  )
  .default([]);

const teams = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      name: z.string().min(1),
      description: z.string().default(""),
      /** In the account. */
      role: z.string().default(""),
      users: rolesBy.default({}),
      groups: rolesBy.default({}),
      connections: rolesBy.default({}),
    }),
  )
  .default([]);

/** By the id of a seeded connection. */
const connectionUsers = z.record(seedId, rolesBy).default({});

const systemKeys = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      name: z.string().min(1),
      key: z.string().min(1),
      secret: z.string().min(1),
      permissions: z
        .array(
          z.strictObject({
            resourceType: z.string(),
            accessLevel: z.string(),
            resourceFilter: z
              .strictObject({ ids: z.array(z.string()).optional(), groupIds: z.array(z.string()).optional() })
              .optional(),
          }),
        )
        .default([]),
      createdAt: seedTime.optional(),
      /** Null, which is the default, for one that never expires. */
      expiredAt: seedTime.nullable().default(null),
    }),
  )
  .default([]);

/** Users without a person, each with the API key that it has, if any. */
const serviceAccounts = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      givenName: z.string().min(1),
      familyName: z.string().min(1),
      email: z.string().min(1).nullable().default(null),
      role: z.string().optional(),
      createdAt: seedTime.optional(),
      apiKey: z
        .strictObject({
          keyValue: z.string().min(1),
          keySecret: z.string().min(1),
          createdAt: seedTime.optional(),
          expiresAt: seedTime,
        })
        .optional(),
    }),
  )
  .default([]);

/** Roles and their holders: roles of the account's own, teams, members of connections, service accounts, and keys that belong to no user. */
export const people = seedArea({
  fields: {
    /** As `GET /v1/account/info` returns it; the account's id when not given. */
    accountName: z.string().min(1).optional(),
    roles,
    teams,
    connectionUsers,
    systemKeys,
    serviceAccounts,
  },
  checks: [
    uniqueIds("teams", teams),
    uniqueIds("systemKeys", systemKeys),
    uniqueIds("serviceAccounts", serviceAccounts),
    seedCheck({ roles }, (seed, complain) => {
      const names = new Set<string>();
      for (const [index, { name }] of seed.roles.entries()) {
        if (isStandardRole(name))
          complain(["roles", index, "name"], `'${name}' is one of Fivetran's own roles`);
        else if (names.has(name)) complain(["roles", index, "name"], `the role '${name}' is given twice`);
        names.add(name);
      }
    }),
    seedCheck({ systemKeys, serviceAccounts }, (seed, complain) => {
      const keys = new Set<string>();
      for (const [index, { apiKey }] of seed.serviceAccounts.entries()) {
        if (apiKey === undefined) continue;
        const place = ["serviceAccounts", index, "apiKey", "keyValue"];
        if (keys.has(apiKey.keyValue)) complain(place, `the key '${apiKey.keyValue}' is given twice`);
        keys.add(apiKey.keyValue);
      }
      for (const [index, { key }] of seed.systemKeys.entries()) {
        if (keys.has(key)) complain(["systemKeys", index, "key"], `the key '${key}' is given twice`);
        keys.add(key);
      }
    }),
    seedCheck({ owner, users, serviceAccounts }, (seed, complain) => {
      const emails = emailsOf(seed);
      for (const [index, { email }] of seed.serviceAccounts.entries()) {
        if (email === null) continue;
        if (emails.has(email))
          complain(["serviceAccounts", index, "email"], `the e-mail '${email}' is given twice`);
        emails.add(email);
      }
    }),
    seedCheck({ owner, users, groups, connections, teams }, (seed, complain) => {
      const emails = emailsOf(seed);
      const groupIds = new Set(seed.groups.map(({ id }) => id));
      const connectionIds = new Set(seed.connections.map(({ id }) => id));
      for (const [index, team] of seed.teams.entries()) {
        checkKeys(team.users, emails, ["teams", index, "users"], "no seeded user has this e-mail", complain);
        checkKeys(team.groups, groupIds, ["teams", index, "groups"], "no seeded group has this id", complain);
        const place = ["teams", index, "connections"];
        checkKeys(team.connections, connectionIds, place, "no seeded connection has this id", complain);
      }
    }),
    seedCheck({ owner, users, connections, connectionUsers }, (seed, complain) => {
      const emails = emailsOf(seed);
      const connectionIds = new Set(seed.connections.map(({ id }) => id));
      const place = ["connectionUsers"];
      checkKeys(seed.connectionUsers, connectionIds, place, "no seeded connection has this id", complain);
      for (const [id, members] of Object.entries(seed.connectionUsers)) {
        checkKeys(members, emails, [...place, id], "no seeded user has this e-mail", complain);
      }
    }),
  ],
  plant: (account, seed) => {
    changeSettings(account, given({ name: seed.accountName }));
    for (const role of seed.roles) account.state.put("roles", role.name, role);
    for (const item of seed.teams) {
      const id = item.id ?? account.newId();
      const { name, description, role } = item;
      account.state.put("teams", id, { id, name, description, role });
      const join = (place: PlaceKind, roleById: Readonly<Record<string, string>>): void => {
        for (const [placeId, given] of Object.entries(roleById)) {
          setMembership(account, membership("team", id, place, placeId), given);
        }
      };
      join("group", item.groups);
      join("connection", item.connections);
      for (const [email, given] of Object.entries(item.users)) {
        setMembership(account, membership("user", seededUserId(account, email), "team", id), given);
      }
    }
    for (const [connectionId, members] of Object.entries(seed.connectionUsers)) {
      for (const [email, role] of Object.entries(members)) {
        const of = membership("user", seededUserId(account, email), "connection", connectionId);
        setMembership(account, of, role);
      }
    }
    for (const { apiKey, ...item } of seed.serviceAccounts) {
      const { email, ...others } = item;
      const { id: userId } = addUser(account, { ...given(others), email, type: "SERVICE_ACCOUNT" });
      if (apiKey === undefined) continue;
      const { keySecret, createdAt = account.clock.timestamp(), ...key } = apiKey;
      const sealedSecret = sealSecret(account, keySecret);
      account.state.put("apiKeys", userId, { ...key, userId, sealedSecret, createdAt });
    }
    for (const { secret, ...item } of seed.systemKeys) {
      const createdAt = item.createdAt ?? account.clock.timestamp();
      const id = item.id ?? account.newId();
      const sealedSecret = sealSecret(account, secret);
      const permissions = item.permissions.map(({ resourceFilter, ...permission }) => ({
        ...permission,
        ...(resourceFilter && { resourceFilter: given(resourceFilter) }),
      }));
      const key = {
        ...item,
        id,
        sealedSecret,
        permissions,
        createdAt,
        updatedAt: createdAt,
        lastUsedAt: null,
      };
      account.state.put("systemKeys", id, key);
    }
  },
});

function emailsOf(seed: {
  readonly owner?: { readonly email: string } | undefined;
  readonly users: readonly { readonly email: string }[];
}): Set<string | undefined> {
  return new Set([seed.owner?.email, ...seed.users.map(({ email }) => email)]);
}

function checkKeys(
  record: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string | undefined>,
  place: readonly PropertyKey[],
  message: string,
  complain: Complain,
): void {
  for (const key of Object.keys(record)) if (!known.has(key)) complain([...place, key], message);
}
