import type { AccessOptions } from "../../access/access";
import { type Account, openAccount } from "../../access/account";
import { findConnections, readChoice } from "../../connections/choose";
import { type Health, healthOf, isBroken } from "../../connections/health";
import { EXIT } from "../../exitCodes";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import { momentText } from "../../output/times";
import type { Surroundings } from "../../surroundings";
import { endWith } from "../../userError";
import { statusColumns } from "./columns";
import { groupColumns, groupCounts } from "./groups";

export interface StatusOptions extends AccessOptions, OutputOptions {
  /** @unit milliseconds */
  readonly stale?: number;
  readonly groups?: boolean;
  readonly watch?: boolean;

  /** @unit milliseconds */
  readonly every?: number;
}

/** Three calls a look: that is a third of the quota that the smallest account was seen to have. @unit milliseconds */
const EVERY_MS = 60_000;

export async function status(
  words: readonly string[],
  options: StatusOptions,
  surroundings: Surroundings,
): Promise<void> {
  const choice = readChoice(words);
  const account = await openAccount(options, surroundings);
  const look = async (): Promise<Health[]> => {
    const chosen = await findConnections(account, choice);
    const now = surroundings.clock.now();
    return chosen.map((each) => healthOf(each, now, options.stale));
  };
  const last =
    options.watch === true
      ? await watch(look, options, surroundings, account)
      : await once(look, options, surroundings);
  if (last.some((health) => isBroken(health) || health.stale)) throw endWith(EXIT.found);
}

async function once(
  look: () => Promise<Health[]>,
  options: StatusOptions,
  surroundings: Surroundings,
): Promise<Health[]> {
  const found = await look();
  await show(found, options, surroundings);
  surroundings.terminal.say(summaryOf(found));
  return found;
}

/** Looks until Ctrl-C; on a terminal each look is in the place of the one before. */
async function watch(
  look: () => Promise<Health[]>,
  options: StatusOptions,
  surroundings: Surroundings,
  { signal }: Account,
): Promise<Health[]> {
  const { terminal, clock } = surroundings;
  let last: Health[] = [];
  for (;;) {
    try {
      last = await look();
      if (terminal.results !== undefined) terminal.print(CLEAR);
      await show(last, options, surroundings);
      terminal.say(`${momentText(clock.now())}: ${summaryOf(last)}`);
      await clock.sleep(options.every ?? EVERY_MS, signal);
    } catch (error) {
      if (signal.aborted) return last;
      throw error;
    }
  }
}

/** Empties the screen, and goes to its first line. */
const CLEAR = "\u001b[2J\u001b[1;1H";

async function show(
  found: readonly Health[],
  options: StatusOptions,
  surroundings: Surroundings,
): Promise<void> {
  const none = "No connection is chosen.";
  if (options.groups === true)
    await showRows(surroundings, options, { columns: groupColumns(), rows: groupCounts(found), none });
  else
    await showRows(surroundings, options, {
      columns: statusColumns(surroundings.clock.now()),
      rows: found,
      none,
    });
}

/** `4 connections in 2 groups: 1 broken, 1 paused, 2 active.` */
function summaryOf(found: readonly Health[]): string {
  const groups = new Set(found.map(({ groupId }) => groupId)).size;
  const counts = new Map<string, number>();
  for (const { state } of found) counts.set(state, (counts.get(state) ?? 0) + 1);
  const failing = found.filter((health) => health.failing && health.state !== "broken").length;
  const stale = found.filter((health) => health.stale).length;
  const parts = [
    ...[...counts].map(([state, count]) => `${count} ${state}`),
    ...(failing > 0 ? [`${failing} whose last sync failed`] : []),
    ...(stale > 0 ? [`${stale} stale`] : []),
  ];
  const told = `${counted(found.length, "connection")} in ${counted(groups, "group")}`;
  return parts.length === 0 ? `${told}.` : `${told}: ${parts.join(", ")}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
