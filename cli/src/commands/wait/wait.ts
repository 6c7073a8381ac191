import { isSyncing, lastFailureOf, lastSuccessOf, rescheduledTimeOf } from "@pulumi-fivetran/sdk";
import type { AccessOptions } from "../../access/access";
import { openAccount } from "../../access/account";
import { type Chosen, findConnections, readChoice } from "../../connections/choose";
import type { OutputOptions } from "../../output/format";
import { liveLines } from "../../output/live";
import type { Surroundings } from "../../surroundings";
import { Follower, resultOf } from "../../syncs/follow";
import { lookAt } from "../../syncs/look";
import { exitCodeOf, type SyncResult } from "../../syncs/syncResult";
import { endWith, usageError } from "../../userError";
import { showResults } from "../sync/results";
import { type FollowFlags, followOptions } from "../sync/sync";
import { eachOf } from "../writes/eachOf";

export interface WaitOptions extends AccessOptions, OutputOptions, FollowFlags {
  readonly all?: boolean;

  /** Milliseconds since 1970. */
  readonly since?: number;
}

/** Waits for the syncs that run, or for one to end after a time. Starts nothing. */
export async function wait(
  words: readonly string[],
  options: WaitOptions,
  surroundings: Surroundings,
): Promise<void> {
  if (words.length === 0 && options.all !== true)
    throw usageError(
      "No connection is named.",
      "Name one by id or group/schema, give a filter such as service=postgres, or --all.",
    );
  const account = await openAccount(options, surroundings);
  const found = await findConnections(account, readChoice(words));
  const seen = await lookAt(
    account,
    found.map(({ id }) => id),
  );
  const chosen = found.map((each) => ({ ...each, connection: seen.get(each.id) ?? each.connection }));
  const done = new Map<string, SyncResult>(
    chosen.flatMap((each) => {
      const result = alreadyEnded(each, options.since);
      return result === undefined ? [] : [[each.id, result] as const];
    }),
  );
  const follower = new Follower(account, surroundings, followOptions(options, surroundings));
  const open = chosen.filter(({ id }) => !done.has(id));
  await eachOf(open, ({ id }) => follower.remember(id));
  const live = await liveLines(surroundings);
  const ended = await follower.follow(
    open.map((each) => ({ chosen: each, before: each.connection, isToCome: options.since !== undefined })),
    live,
  );
  live.end("leave");
  for (const result of ended) done.set(result.id, result);
  const results = chosen.flatMap(({ id }) => done.get(id) ?? []);
  await showResults(results, options, surroundings);
  const code = exitCodeOf(results, options.onReschedule === "ok");
  if (code !== 0) throw endWith(code);
}

/** How the last sync ended, where there is nothing to wait for. */
function alreadyEnded(chosen: Chosen, since: number | undefined): SyncResult | undefined {
  const { connection } = chosen;
  if (isSyncing(connection)) return undefined;
  const success = lastSuccessOf(connection)?.getTime() ?? Number.NEGATIVE_INFINITY;
  const failure = lastFailureOf(connection)?.getTime() ?? Number.NEGATIVE_INFINITY;
  const last = Math.max(success, failure);
  if (since === undefined ? rescheduledTimeOf(connection) !== undefined : last < since) return undefined;
  if (last === Number.NEGATIVE_INFINITY)
    return resultOf(
      { chosen },
      "refused",
      `it has never synced, and nothing runs: fivetranctl sync ${chosen.id}`,
    );
  const endedAt = new Date(last).toISOString();
  return success >= failure
    ? resultOf({ chosen }, "succeeded", null, { endedAt })
    : resultOf({ chosen }, "failed", "the last sync failed; 'fivetranctl history' says why", { endedAt });
}
