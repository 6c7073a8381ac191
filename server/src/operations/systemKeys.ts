import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Account } from "../domain/account";
import { given } from "../domain/given";
import { sealSecret } from "../domain/people/systemKeys";
import { errors } from "../errors";
import { messages } from "../messages";
import type { SystemKeyPermission, SystemKeyRecord } from "../records/people";
import { type Operation, operation, pageSource } from "./operation";

const said = messages.systemKeys;

const WEEK_DAYS = 7;
const MONTHS = { ONE_MONTH: 1, THREE_MONTHS: 3, SIX_MONTHS: 6 } as const;

const period = z.enum(["ONE_WEEK", "ONE_MONTH", "THREE_MONTHS", "SIX_MONTHS", "INFINITE"]);
type Period = z.infer<typeof period>;

/** What a key without a period has. Chosen, UNPROVEN. */
const DEFAULT_PERIOD: Period = "INFINITE";

const ids = z.array(z.string()).nullish();
const permissions = z.array(
  z.looseObject({
    resource_type: z.string(),
    access_level: z.string(),
    resource_filter: z.looseObject({ ids, group_ids: ids }).nullish(),
  }),
);
type SentPermissions = z.infer<typeof permissions>;

/** Kept and returned, and not enforced: every key may do everything. */
export const systemKeys: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/system-keys",
    run: (account) => ({
      message: said.listed,
      pages: pageSource([...account.state.all("systemKeys")], (key) => keyView(key)),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/system-keys",
    status: 201,
    body: z.looseObject({
      name: z.string().min(1),
      expiration_period: period.nullish(),
      permissions: permissions.nullish(),
    }),
    run: (account, { body }) => {
      const secret = newSecret();
      const now = account.clock.timestamp();
      const key: SystemKeyRecord = {
        id: account.newId(),
        name: body.name,
        key: `ft_${randomBytes(12).toString("hex")}`,
        sealedSecret: sealSecret(account, secret),
        permissions: permissionsFrom(body.permissions ?? []),
        createdAt: now,
        updatedAt: now,
        expiredAt: expiryAfter(account, body.expiration_period ?? DEFAULT_PERIOD),
        lastUsedAt: null,
      };
      account.state.put("systemKeys", key.id, key);
      return { message: said.created, data: keyView(key, secret) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/system-keys/{keyId}",
    run: (account, { params }) => ({ message: said.details, data: keyView(keyOf(account, params.keyId)) }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/system-keys/{keyId}",
    body: z.looseObject({ name: z.string().min(1).nullish(), permissions: permissions.nullish() }),
    run: (account, { params, body }) => {
      const key = keyOf(account, params.keyId);
      const updated: SystemKeyRecord = {
        ...key,
        name: body.name ?? key.name,
        permissions: body.permissions ? permissionsFrom(body.permissions) : key.permissions,
        updatedAt: account.clock.timestamp(),
      };
      account.state.put("systemKeys", key.id, updated);
      return { message: said.updated, data: keyView(updated) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/system-keys/{keyId}",
    run: (account, { params }) => {
      const { id } = keyOf(account, params.keyId);
      account.state.remove("systemKeys", id);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/system-keys/{keyId}/rotate",
    body: z.looseObject({ expiration_period: period.nullish() }),
    mayOmitBody: true,
    run: (account, { params, body }) => {
      const key = keyOf(account, params.keyId);
      const secret = newSecret();
      // The key stays, and the old secret opens nothing from now on (UNPROVEN).
      const rotated: SystemKeyRecord = {
        ...key,
        sealedSecret: sealSecret(account, secret),
        updatedAt: account.clock.timestamp(),
        expiredAt: expiryAfter(account, body.expiration_period ?? DEFAULT_PERIOD),
      };
      account.state.put("systemKeys", key.id, rotated);
      return { message: said.rotated(key.id), data: keyView(rotated, secret) };
    },
  }),
];

function keyOf(account: Account, id: string): SystemKeyRecord {
  const key = account.state.get("systemKeys", id);
  if (key === undefined) throw errors.notFound(messages.notFound("System key", id));
  return key;
}

function newSecret(): string {
  return randomBytes(39).toString("base64url");
}

/** Months are those of the calendar; one that has no such day ends with its last. */
function expiryAfter(account: Account, given: Period): string | null {
  if (given === "INFINITE") return null;
  const end = new Date(account.clock.now());
  if (given === "ONE_WEEK") end.setUTCDate(end.getUTCDate() + WEEK_DAYS);
  else addMonths(end, MONTHS[given]);
  return end.toISOString();
}

function addMonths(date: Date, count: number): void {
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + count);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
}

function permissionsFrom(sent: SentPermissions): readonly SystemKeyPermission[] {
  return sent.map(({ resource_type, access_level, resource_filter }) => ({
    resourceType: resource_type,
    accessLevel: access_level,
    ...(resource_filter
      ? {
          resourceFilter: given({
            ids: resource_filter.ids ?? undefined,
            groupIds: resource_filter.group_ids ?? undefined,
          }),
        }
      : {}),
  }));
}

/** @param secret returned by the calls that make one, and by no other */
function keyView(key: SystemKeyRecord, secret?: string): unknown {
  return {
    id: key.id,
    name: key.name,
    key: key.key,
    secret,
    permissions: key.permissions.map(permissionView),
    created_at: key.createdAt,
    updated_at: key.updatedAt,
    expired_at: key.expiredAt,
    last_used_at: key.lastUsedAt,
  };
}

function permissionView({ resourceType, accessLevel, resourceFilter }: SystemKeyPermission): unknown {
  return {
    resource_type: resourceType,
    access_level: accessLevel,
    resource_filter: resourceFilter && { ids: resourceFilter.ids, group_ids: resourceFilter.groupIds },
  };
}
