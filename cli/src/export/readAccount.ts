/** Reads an account: counts first, then reads within a budget, and goes on where an earlier run ended. Sends nothing but GETs. */
import type { Context } from "@pulumi-fivetran/core";
import { ConnectionReader, KeyedLock } from "@pulumi-fivetran/core/run";
import type { FivetranClient } from "@pulumi-fivetran/sdk";
import type { Inventory } from "../convert/inventory";
import { Journal } from "./journal";
import { type SurveyOptions, survey } from "./survey";
import { joined, type Task } from "./task";
import type { Usage } from "./usage";

/** Fivetran's own limits are held by the client; more at once would only wait there. */
export const AT_ONCE = 8;

export interface Plan {
  /** Things to read, and how many of them an earlier run has read. */
  readonly tasks: number;
  readonly done: number;
  /** Calls that are left to be made. */
  readonly calls: number;
  readonly budget: number;
  /** How long they take. @unit milliseconds */
  readonly durationMs: number;
}

export interface ReadOptions extends SurveyOptions {
  readonly client: FivetranClient;
  readonly usage: Usage;
  readonly signal: AbortSignal;
  readonly resume: boolean;
  /** Calls at most, after the first look. Undefined: half of what the account has left this hour. */
  readonly budget: number | undefined;
  /** Told once, before the first thing is read. */
  readonly onPlan: (plan: Plan) => void;
  readonly onProgress: (done: number, tasks: number) => void;
}

export interface ReadAccount {
  readonly inventory: Inventory;
  /** Things that the budget was too small for. */
  readonly left: number;
  readonly journal: Journal;
}

export async function readAccount(options: ReadOptions): Promise<ReadAccount> {
  const { usage, folder } = options;
  const { tasks, known } = await survey(contextOf(options), options);
  const about = JSON.stringify([
    options.selection.groups,
    options.selection.services,
    options.selection.match?.source ?? null,
    [...(options.selection.connections ?? [])].sort(),
    options.approvals,
  ]);
  const journal =
    (options.resume ? Journal.resume(folder, about) : undefined) ?? Journal.begin(folder, about);
  const waiting = tasks.filter(({ name }) => journal.resultOf(name) === undefined);
  const calls = waiting.reduce((sum, task) => sum + task.calls, 0);
  const budget = options.budget ?? usage.fairBudget;
  options.onPlan({
    tasks: tasks.length,
    done: tasks.length - waiting.length,
    calls,
    budget,
    durationMs: usage.estimateMs(Math.min(calls, budget), AT_ONCE),
  });
  await readWithin(waiting, journal, budget, tasks.length, options);
  const results = tasks.flatMap(({ name }) => journal.resultOf(name) ?? []);
  return { inventory: joined([known, ...results]), left: tasks.length - results.length, journal };
}

async function readWithin(
  waiting: readonly Task[],
  journal: Journal,
  budget: number,
  total: number,
  { signal, usage, onProgress }: ReadOptions,
): Promise<void> {
  const queue = waiting.values();
  const before = usage.calls;
  let planned = 0;
  const work = async (): Promise<void> => {
    // Shared by all workers: each task is taken once.
    for (const task of queue) {
      // What is planned counts before it is sent; retries and longer lists count as they come.
      if (Math.max(planned, usage.calls - before) + task.calls > budget) return;
      planned += task.calls;
      signal.throwIfAborted();
      journal.add(task.name, await task.run());
      onProgress(journal.count, total);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function contextOf({ client, signal }: ReadOptions): Context {
  const now = (): number => Date.now();
  return {
    client,
    now,
    sleep: () => Promise.resolve(),
    notify: () => undefined,
    signal,
    recover: false,
    locks: new KeyedLock(),
    connections: new ConnectionReader(client, now),
  };
}
