import type { ClientEvent } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { type Change, changesOf } from "../../support/oddFields.ts";
import { HOST, makeClient, success, useNock } from "../support/api.ts";
import { OPERATIONS, type OperationCase } from "../support/operations.ts";

useNock();

/** Without them there is nothing that the answer could be of: what a call then fails with names them. */
const MEANINGLESS_WITHOUT: Readonly<Record<string, readonly string[]>> = {
  "apiKeys.create": ["key_value", "key_secret"],
  "apiKeys.rotate": ["key_value", "key_secret"],
  "connectionSchemas.retrieveColumns": ["columns"],
  "connections.createConnectCard": ["connect_card", "connect_card.token", "connect_card.uri"],
  "connections.retrieveState": ["state"],
  "connections.updateState": ["state"],
  "groups.retrievePublicKey": ["public_key"],
  "groups.retrieveServiceAccount": ["service_account"],
  "proxyAgents.create": ["agent_id"],
  "proxyAgents.regenerateSecrets": ["agent_id"],
};

const IDENTITY = /^(?:id|hash|user_id|name)$/;

const ROWS = OPERATIONS.filter(
  ({ data, bare, result }) => data !== undefined && bare === undefined && result !== undefined,
);

/** One answer with one thing changed, through the whole client. */
async function outcomeOf(row: OperationCase, data: unknown) {
  const events: ClientEvent[] = [];
  const { client } = makeClient({ onEvent: (event) => events.push(event) });
  nock(HOST)
    .intercept(row.sent, row.operation.split(" ")[0] ?? "")
    .reply(200, success(data));
  const result = await row.call(client).then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error as Error & { fieldPath?: string } }),
  );
  return { ...result, told: events.filter((event) => event.type === "unreadable") };
}

function isMeaningless(row: OperationCase, { path }: Change): boolean {
  const place = path.join(".");
  if (MEANINGLESS_WITHOUT[row.method]?.includes(place) === true) return true;
  if (path.length !== 1) return place === "schemas" && row.method.startsWith("connectionSchemas.");
  const [name = ""] = path.map(String);
  if (name === "schemas") return row.method.startsWith("connectionSchemas.");
  if (name === "hash") return row.method.startsWith("certificates.");
  if (name === "name") return row.method.startsWith("roles.");
  if (name === "user_id") return /UserMembership/.test(row.method);
  return IDENTITY.test(name);
}

describe("an answer with one odd field", () => {
  it.each(ROWS)(
    "does not stop $method",
    async (row) => {
      const wrong: string[] = [];
      for (const change of changesOf(row.data)) {
        const { told, ...outcome } = await outcomeOf(row, change.data);
        const what = `${change.path.join(".")} ${change.kind}`;
        if ("error" in outcome) {
          if (!isMeaningless(row, change) && !isOfTheList(change))
            wrong.push(`${what}: ${outcome.error.message}`);
          continue;
        }
        if (change.kind === "of another type" && told.length === 0 && isTyped(change))
          wrong.push(`${what}: nothing was told`);
        if (change.kind === "an unknown word" && told.length > 0) wrong.push(`${what}: told as unreadable`);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});

/** A list that is none, or whose end nobody knows. */
function isOfTheList({ path }: Change): boolean {
  return path.length === 1 && (path[0] === "items" || path[0] === "next_cursor");
}

/** What this package hands on as it is, whatever it holds. */
const OPEN =
  /(^|\.)(config|state|auth|details|some_\w+|new_field|someKey|source_sync_details|configurable_variables|external_secrets_keys_config)\./;

function isTyped({ path }: Change): boolean {
  return !OPEN.test(`${path.join(".")}.`) || path.at(-1) === "config";
}
