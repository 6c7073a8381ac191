/** Follows the syncs of many connections to their ends. */
import {
  type ConnectionSummary,
  isSyncing,
  rescheduledTimeOf,
  type SyncHistoryEntry,
} from "@pulumi-fivetran/sdk";
import type { Account } from "../access/account";
import type { Chosen } from "../connections/choose";
import { failureText } from "../failures/describe";
import type { Live } from "../output/live";
import { safeText } from "../output/safeText";
import { agoText, durationText, momentText, timeText } from "../output/times";
import type { Surroundings } from "../surroundings";
import { Histories } from "./history";
import { lookAt } from "./look";
import type { SyncOutcome, SyncResult } from "./syncResult";

export type OnReschedule = "wait" | "fail" | "ok";

export interface FollowOptions {
  readonly onReschedule: OnReschedule;

  /** When to give up; never without it. Milliseconds since 1970. */
  readonly deadline?: number;

  /** Between two looks. @unit milliseconds */
  readonly pollMs: number;
}

/** A connection whose sync is followed. Its times are those from before the sync began. */
export interface Followed {
  readonly chosen: Chosen;
  readonly before: Pick<ConnectionSummary, "succeededAt" | "failedAt">;

  /** Whether the sync is still to come, by the connection's schedule. */
  readonly isToCome?: boolean;
}

/** How long a sync that was asked for may take to be seen, or to leave a trace when it is stopped. @unit milliseconds */
const TRACELESS_MS = 120_000;

/** What a sync that Fivetran put off waits beyond its time, so that Fivetran has begun it. @unit milliseconds */
const SLACK_MS = 60_000;

interface Open extends Followed {
  readonly startedAt: number;

  /** When it was last seen doing something. */
  seenAt: number;

  /** The time of the put-off sync that has been started again, for a manual schedule. */
  restarted?: number;
  note: string;
}

/** One follower for one command. */
export class Follower {
  readonly #account: Account;
  readonly #surroundings: Surroundings;
  readonly #options: FollowOptions;
  readonly #histories: Histories;

  constructor(account: Account, surroundings: Surroundings, options: FollowOptions) {
    this.#account = account;
    this.#surroundings = surroundings;
    this.#options = options;
    this.#histories = new Histories(account, surroundings.clock.now());
  }

  /** Takes note of what has ended before a sync is started: what ends later is what is followed. */
  remember(connectionId: string): Promise<void> {
    return this.#histories.remember(connectionId);
  }

  /** Looks until every sync has ended, the time is up, or Ctrl-C. The syncs themselves go on. */
  async follow(followed: readonly Followed[], live: Live): Promise<SyncResult[]> {
    const { clock } = this.#surroundings;
    const now = clock.now();
    const open = new Map<string, Open>(
      followed.map((each) => [each.chosen.id, { ...each, startedAt: now, seenAt: now, note: "syncing" }]),
    );
    const results = new Map<string, SyncResult>();
    try {
      while (open.size > 0) {
        await this.#lookOnce(open, results);
        this.#show(followed, open, results, live);
        if (open.size === 0) break;
        if (this.#isLate()) this.#endAll(open, results, "deadline", "the time is up; the sync goes on");
        else await clock.sleep(this.#pause(), this.#account.signal);
      }
    } catch (error) {
      if (!this.#account.signal.aborted) throw error;
      this.#endAll(open, results, "interrupted", "stopped watching; the sync goes on");
    }
    this.#show(followed, open, results, live);
    return followed.flatMap(({ chosen }) => results.get(chosen.id) ?? []);
  }

  async #lookOnce(open: Map<string, Open>, results: Map<string, SyncResult>): Promise<void> {
    const seen = await lookAt(this.#account, [...open.keys()]);
    for (const [id, each] of open) {
      const result = await this.#judge(each, seen.get(id));
      if (result === undefined) continue;
      results.set(id, result);
      open.delete(id);
    }
  }

  /** @returns undefined while it goes on */
  async #judge(each: Open, connection: ConnectionSummary | undefined): Promise<SyncResult | undefined> {
    if (connection === undefined) return resultOf(each, "failed", "the connection was deleted meanwhile");
    const { clock } = this.#surroundings;
    if (isSyncing(connection)) {
      each.seenAt = clock.now();
      each.note = connection.status?.isHistoricalSync === true ? "syncing all history" : "syncing";
      return undefined;
    }
    const ended = endedIn(each.before, connection);
    if (ended !== undefined) return this.#ended(each, connection, ended);
    const putOff = rescheduledTimeOf(connection);
    if (connection.status?.syncState === "rescheduled") return this.#putOff(each, connection, putOff);
    return this.#quiet(each, connection);
  }

  async #ended(each: Open, connection: ConnectionSummary, how: "succeeded" | "failed"): Promise<SyncResult> {
    if (how === "succeeded") return resultOf(each, how, null, { endedAt: timeText(connection.succeededAt) });
    const entry = await this.#histories.endedSince(each.chosen.id);
    const endedAt = timeText(connection.failedAt);
    return resultOf(each, how, reasonOf(entry, connection), { endedAt });
  }

  /** Neither syncing nor ended: not yet begun, stopped, or paused. */
  async #quiet(each: Open, connection: ConnectionSummary): Promise<SyncResult | undefined> {
    const { clock } = this.#surroundings;
    const entry = await this.#histories.endedSince(each.chosen.id);
    if (entry !== undefined) return this.#fromHistory(each, entry, connection);
    if (connection.paused === true)
      return resultOf(each, "canceled", `it was paused meanwhile: fivetranctl resume ${each.chosen.id}`);
    if (each.isToCome === true) {
      each.note = "waiting for a sync to end";
      return undefined;
    }
    if (clock.now() - each.seenAt < TRACELESS_MS) return undefined;
    return resultOf(
      each,
      "canceled",
      "nothing runs, and Fivetran does not say how the sync ended: somebody may have stopped it",
    );
  }

  #fromHistory(each: Open, entry: SyncHistoryEntry, connection: ConnectionSummary): SyncResult | undefined {
    const endedAt = timeText(entry.end);
    switch (entry.status) {
      case "COMPLETED":
        return resultOf(each, "succeeded", null, { endedAt });
      case "RESCHEDULED":
      case "INCOMPLETE":
        return undefined;
      case "CANCELED":
      case "PAUSED":
        return resultOf(each, "canceled", safeReason(entry.reason) ?? "somebody stopped it", { endedAt });
      default:
        return resultOf(each, "failed", reasonOf(entry, connection), { endedAt });
    }
  }

  async #putOff(
    each: Open,
    connection: ConnectionSummary,
    until: Date | undefined,
  ): Promise<SyncResult | undefined> {
    const { onReschedule } = this.#options;
    const when = until === undefined ? "an unknown time" : momentText(until);
    const rescheduledFor = until?.toISOString() ?? null;
    if (onReschedule !== "wait")
      return resultOf(
        each,
        "rescheduled",
        onReschedule === "ok"
          ? `Fivetran put it off until ${when}`
          : `Fivetran put it off until ${when}; --on-reschedule wait waits for it`,
        { rescheduledFor },
      );
    const { clock } = this.#surroundings;
    const now = clock.now();
    each.seenAt = Math.max(now, (until?.getTime() ?? now) + SLACK_MS);
    each.note = until === undefined ? "put off" : `put off until ${when} (${agoText(until.getTime(), now)})`;
    const isDue = until !== undefined && now >= until.getTime();
    if (!isDue || !isManual(connection) || each.restarted === until.getTime()) return undefined;
    // With a manual schedule nothing but the sync call starts it again.
    each.restarted = until.getTime();
    try {
      await this.#account.client.connections.sync(each.chosen.id, {}, { signal: this.#account.signal });
      return undefined;
    } catch (error) {
      if (this.#account.signal.aborted) throw error;
      return resultOf(each, "failed", failureText(error), { rescheduledFor });
    }
  }

  #isLate(): boolean {
    const { deadline } = this.#options;
    return deadline !== undefined && this.#surroundings.clock.now() >= deadline;
  }

  #pause(): number {
    const { pollMs, deadline } = this.#options;
    return deadline === undefined
      ? pollMs
      : Math.max(1, Math.min(pollMs, deadline - this.#surroundings.clock.now()));
  }

  #endAll(
    open: Map<string, Open>,
    results: Map<string, SyncResult>,
    outcome: SyncOutcome,
    reason: string,
  ): void {
    for (const each of open.values()) results.set(each.chosen.id, resultOf(each, outcome, reason));
    open.clear();
  }

  #show(
    followed: readonly Followed[],
    open: ReadonlyMap<string, Open>,
    results: ReadonlyMap<string, SyncResult>,
    live: Live,
  ): void {
    const isMoving = this.#surroundings.terminal.messages !== undefined;
    const now = this.#surroundings.clock.now();
    live.update(
      followed.map(({ chosen }) => {
        const result = results.get(chosen.id);
        const name = safeText(chosen.name, 80);
        if (result !== undefined) return `${SIGNS[result.outcome] ?? "•"} ${name}: ${result.outcome}`;
        const each = open.get(chosen.id);
        const time = isMoving && each !== undefined ? `, ${durationText(now - each.startedAt)}` : "";
        return `↻ ${name}: ${each?.note ?? ""}${time}`;
      }),
    );
  }
}

const SIGNS: Partial<Record<SyncOutcome, string>> = {
  succeeded: "✓",
  failed: "✗",
  canceled: "✗",
  refused: "✗",
  rescheduled: "◷",
};

/** Whether a sync has ended since, and how: its times were taken before, so that no clock is compared with another. */
function endedIn(
  before: Followed["before"],
  { succeededAt, failedAt }: Pick<ConnectionSummary, "succeededAt" | "failedAt">,
): "succeeded" | "failed" | undefined {
  const hasSucceeded = (succeededAt ?? null) !== (before.succeededAt ?? null);
  const hasFailed = (failedAt ?? null) !== (before.failedAt ?? null);
  if (hasSucceeded && hasFailed) return (succeededAt ?? "") > (failedAt ?? "") ? "succeeded" : "failed";
  if (hasSucceeded) return "succeeded";
  return hasFailed ? "failed" : undefined;
}

function isManual({ scheduleType, schedule }: ConnectionSummary): boolean {
  return scheduleType === "manual" || schedule?.scheduleType === "MANUAL";
}

function reasonOf(entry: SyncHistoryEntry | undefined, { status }: ConnectionSummary): string {
  const tasks = (status?.tasks ?? []).map(({ message, code }) => message ?? code ?? "");
  const told = [entry?.reason ?? "", ...tasks].filter((text) => text !== "");
  return safeReason(told.join("; ")) ?? "Fivetran does not say why; 'fivetranctl test' tests the set-up";
}

function safeReason(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : safeText(text);
}

export function resultOf(
  { chosen }: Pick<Followed, "chosen">,
  outcome: SyncOutcome,
  reason: string | null,
  times: Partial<Pick<SyncResult, "endedAt" | "rescheduledFor">> = {},
): SyncResult {
  return { id: chosen.id, name: chosen.name, outcome, reason, endedAt: null, rescheduledFor: null, ...times };
}
