import { z } from "zod";
import type { Account } from "../domain/account";
import type { Caller } from "../domain/accounts";
import {
  apiKeyStatus,
  type MadeApiKey,
  makeApiKey,
  overlapEndOf,
  rotateApiKey,
} from "../domain/people/apiKeys";
import { errors } from "../errors";
import { messages } from "../messages";
import type { UserRecord } from "../records/account";
import type { ApiKeyRecord } from "../records/people";
import { userOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";

const said = messages.apiKeys;

const DEFAULT_DAYS = 90;

/** The limits are documented; what lies below them is chosen, UNPROVEN. */
const expirationDays = z.int().min(1).max(365).nullish();
const overlapDays = z.int().min(0).max(30).nullish();

/** Keys of users, who have one each: made and rotated for service accounts only. The account's own key is not among them. */
export const apiKeys: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/users/api-keys",
    run: (account, { query }) => {
      const { user_type: type } = query;
      const found = [...account.state.all("apiKeys")].filter(
        ({ userId }) => type === undefined || type === typeOf(account.state.get("users", userId)),
      );
      return { message: said.listed, pages: pageSource(found, (key) => keyView(account, key)) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/users/{userId}/api-keys",
    run: (account, { params }) => ({
      message: said.details,
      data: keyView(account, keyOf(account, params.userId)),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/users/{userId}/api-keys",
    status: 201,
    body: z.looseObject({ expiration_period_days: expirationDays }),
    mayOmitBody: true,
    run: (account, { params, body, caller }) => {
      checkRegularUser(account, caller, said.byRegularUser);
      const { id } = serviceAccountOf(account, params.userId);
      const before = account.state.get("apiKeys", id);
      // One that has expired makes room (both UNPROVEN).
      if (before !== undefined && apiKeyStatus(account, before) !== "EXPIRED")
        throw errors.invalidInput(said.exists(id));
      const made = makeApiKey(account, id, body.expiration_period_days ?? DEFAULT_DAYS);
      return { message: said.created, data: madeView(account, made) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/users/{userId}/api-keys",
    run: (account, { params, caller }) => {
      checkRegularUser(account, caller, said.byRegularUser);
      const { userId } = keyOf(account, params.userId);
      account.state.remove("apiKeys", userId);
      return { message: said.deleted(userId) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/users/{userId}/api-keys/rotate",
    body: z.looseObject({ expiration_period_days: expirationDays, overlap_days: overlapDays }),
    mayOmitBody: true,
    run: (account, { params, body, caller }) => {
      checkRegularUser(account, caller, said.byRegularUser);
      serviceAccountOf(account, params.userId);
      const rotated = rotateApiKey(account, keyOf(account, params.userId), {
        expirationDays: body.expiration_period_days ?? DEFAULT_DAYS,
        overlapDays: body.overlap_days ?? 0,
      });
      return { message: said.rotated, data: madeView(account, rotated) };
    },
  }),
];

/** What only a person may do: whose key it is, is known of users only (the status of the refusal is UNPROVEN). */
export function checkRegularUser(account: Account, { userId }: Caller, message: string): void {
  const user = userId === undefined ? undefined : account.state.get("users", userId);
  if (user === undefined || typeOf(user) === "SERVICE_ACCOUNT") throw errors.notAllowed(message);
}

function typeOf(user: UserRecord | undefined): string {
  return user?.type ?? "REGULAR_USER";
}

function serviceAccountOf(account: Account, id: string): UserRecord {
  const user = userOf(account, id);
  // The document speaks of service accounts in both (the refusal is UNPROVEN).
  if (typeOf(user) !== "SERVICE_ACCOUNT") throw errors.invalidInput(said.serviceAccountsOnly);
  return user;
}

function keyOf(account: Account, userId: string): ApiKeyRecord {
  const { id } = userOf(account, userId);
  const key = account.state.get("apiKeys", id);
  if (key === undefined) throw errors.notFound(said.missing(id));
  return key;
}

function keyView(account: Account, key: ApiKeyRecord): Record<string, unknown> {
  return {
    user_id: key.userId,
    user_type: typeOf(account.state.get("users", key.userId)),
    key_value: key.keyValue,
    key_status: apiKeyStatus(account, key),
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    overlap_expires_at: overlapEndOf(account, key),
    last_rotated_at: key.lastRotatedAt,
  };
}

/** The secret is answered by the calls that make one, and by no other. */
function madeView(account: Account, { key, secret }: MadeApiKey): unknown {
  const { user_id: _user, user_type: _type, created_at: createdAt, ...view } = keyView(account, key);
  const isNew = key.lastRotatedAt === undefined;
  return { ...view, key_secret: secret, ...(isNew && { created_at: createdAt }) };
}
