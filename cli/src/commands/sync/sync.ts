import { isSyncing } from "@pulumi-fivetran/sdk";
import type { AccessOptions } from "../../access/access";
import { type Account, openAccount } from "../../access/account";
import { type Chosen, filteredOf } from "../../connections/choose";
import { failureText } from "../../failures/describe";
import type { OutputOptions } from "../../output/format";
import { liveLines } from "../../output/live";
import { safeText } from "../../output/safeText";
import type { Surroundings } from "../../surroundings";
import { type Followed, Follower, type OnReschedule, resultOf } from "../../syncs/follow";
import { lookAt } from "../../syncs/look";
import { exitCodeOf, type SyncResult } from "../../syncs/syncResult";
import { endWith, usageError } from "../../userError";
import { chooseForWriting, type WriteOptions } from "../writes/chooseForWriting";
import { eachOf } from "../writes/eachOf";
import { showResults } from "./results";

export interface FollowFlags {
  /** @unit milliseconds */
  readonly timeout?: number;

  /** @unit milliseconds */
  readonly poll: number;
  readonly onReschedule: OnReschedule;
}

export interface SyncOptions extends AccessOptions, OutputOptions, WriteOptions, FollowFlags {
  readonly wait?: boolean;
  readonly force?: boolean;
  readonly resume?: boolean;
}

type Started = { readonly followed: Followed; readonly result: SyncResult } | { readonly result: SyncResult };

export async function sync(
  words: readonly string[],
  options: SyncOptions,
  surroundings: Surroundings,
): Promise<void> {
  if (options.timeout !== undefined && options.wait !== true)
    throw usageError("--timeout is for --wait.", "Give both, or neither.");
  const account = await openAccount(options, surroundings);
  const verb = options.force === true ? "stop and start anew the syncs of" : "sync";
  const chosen = await chooseForWriting(account, words, options, surroundings, verb);
  if (chosen === undefined) return;
  const { deadline, ...flags } = followOptions(options, surroundings);
  const follower = new Follower(account, surroundings, {
    ...flags,
    ...(deadline === undefined ? {} : { deadline }),
  });
  // As they are now: what a list said may be old.
  const seen = await lookAt(
    account,
    chosen.map(({ id }) => id),
  );
  const started = await eachOf(chosen, (each) =>
    startOne(account, { ...each, connection: seen.get(each.id) ?? each.connection }, options, follower),
  );
  const results = await followed(started, options, surroundings, follower);
  await showResults(results, options, surroundings);
  const code = exitCodeOf(results, options.onReschedule === "ok");
  if (code !== 0) throw endWith(code);
}

export function followOptions(
  { timeout, poll, onReschedule }: FollowFlags,
  { clock }: Surroundings,
): { onReschedule: OnReschedule; pollMs: number; deadline?: number } {
  return {
    onReschedule,
    pollMs: poll,
    ...(timeout === undefined ? {} : { deadline: clock.now() + timeout }),
  };
}

async function followed(
  started: readonly Started[],
  options: SyncOptions,
  surroundings: Surroundings,
  follower: Follower,
): Promise<SyncResult[]> {
  if (options.wait !== true) return started.map(({ result }) => result);
  const live = await liveLines(surroundings);
  const open = started.flatMap((each) => ("followed" in each ? [each.followed] : []));
  const ended = await follower.follow(open, live);
  live.end("leave");
  const byId = new Map(ended.map((each) => [each.id, each]));
  return started.map(({ result }) => byId.get(result.id) ?? result);
}

async function startOne(
  account: Account,
  chosen: Chosen,
  options: SyncOptions,
  follower: Follower,
): Promise<Started> {
  const refusal = refusalOf(chosen, options);
  if (refusal !== undefined) return { result: resultOf({ chosen }, "refused", refusal) };
  const { client, signal } = account;
  const { id, connection } = chosen;
  const { succeededAt, failedAt, paused } = connection;
  const before = {
    ...(succeededAt === undefined ? {} : { succeededAt }),
    ...(failedAt === undefined ? {} : { failedAt }),
  };
  try {
    if (options.wait === true) await follower.remember(id);
    if (isSyncing(connection) && options.force !== true)
      return {
        followed: { chosen, before },
        result: resultOf({ chosen }, "running", "a sync runs already; --force stops it and starts another"),
      };
    if (paused === true) await client.connections.resume(id, { signal });
    await client.connections.sync(id, options.force === true ? { force: true } : {}, { signal });
    return { followed: { chosen, before }, result: resultOf({ chosen }, "started", null) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { result: resultOf({ chosen }, "failed", failureText(error)) };
  }
}

/** Why no sync can be started, and what to do about it. */
function refusalOf(chosen: Chosen, { resume }: SyncOptions): string | undefined {
  const { id, connection } = chosen;
  const { setupState } = filteredOf(chosen);
  if (setupState === "incomplete" || setupState === "broken") {
    const tasks = (connection.status?.tasks ?? []).map(({ message, code }) => message ?? code ?? "");
    const why = tasks.length === 0 ? "" : ` (${safeText(tasks.join("; "))})`;
    return `its setup is ${setupState}${why}: mend it, then run fivetranctl test ${id}`;
  }
  if (connection.paused === true && resume !== true)
    return `it is paused: fivetranctl resume ${id}, or give --resume`;
  return undefined;
}
