import { isNotOffered, type SyncHistoryEntry } from "@pulumi-fivetran/sdk";
import type { AccessOptions } from "../../access/access";
import { type Account, openAccount } from "../../access/account";
import { type Chosen, findConnections, readChoice } from "../../connections/choose";
import { EXIT } from "../../exitCodes";
import type { Cell, Column } from "../../output/columns";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import { durationText, timeText } from "../../output/times";
import type { Surroundings } from "../../surroundings";
import { UserError, usageError } from "../../userError";
import { eachOf } from "../writes/eachOf";

export interface HistoryOptions extends AccessOptions, OutputOptions {
  readonly all?: boolean;

  /** @unit milliseconds */
  readonly last: number;
  readonly failed?: boolean;
}

/** The longest window that Fivetran answers. @unit milliseconds */
const LONGEST_MS = 7 * 24 * 3_600_000;

/** What a request takes on its way; the window may not begin more than seven days ago when it arrives. */
const ON_ITS_WAY_MS = 60_000;

/** One sync, as `--json` shows it. */
interface SyncLine {
  readonly id: string;
  readonly name: string;
  readonly syncId: string;
  readonly status: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly durationSeconds: number | null;
  readonly reason: string | null;
  readonly extractedMb: number | null;
  readonly loadedMb: number | null;
}

export async function history(
  words: readonly string[],
  options: HistoryOptions,
  surroundings: Surroundings,
): Promise<void> {
  if (words.length === 0 && options.all !== true)
    throw usageError(
      "No connection is named.",
      "Name one by id or group/schema, give a filter such as service=postgres, or --all.",
    );
  if (options.last > LONGEST_MS) throw usageError("--last is at most 7d: Fivetran keeps no longer history.");
  const account = await openAccount(options, surroundings);
  const chosen = await findConnections(account, readChoice(words));
  const now = surroundings.clock.now();
  const from = now - Math.min(options.last, LONGEST_MS - ON_ITS_WAY_MS);
  const lists = await eachOf(chosen, (each) => syncsOf(account, each, from, now));
  const rows = lists
    .flat()
    .filter(({ status }) => options.failed !== true || (status !== "COMPLETED" && status !== null))
    .sort((one, other) => ((one.start ?? "") < (other.start ?? "") ? 1 : -1));
  await showRows(surroundings, options, {
    columns: COLUMNS,
    rows,
    none: `No such sync in the last ${durationText(options.last)}.`,
  });
}

async function syncsOf(
  { client, signal }: Account,
  chosen: Chosen,
  from: number,
  now: number,
): Promise<SyncLine[]> {
  const window = { startTime: new Date(from), endTime: new Date(now) };
  try {
    const entries = await client.connectionHistory
      .listSyncs(chosen.id, window, { signal })
      .readable()
      .toArray();
    return entries.map((entry) => lineOf(chosen, entry));
  } catch (error) {
    if (!isNotOffered(error)) throw error;
    throw new UserError("Fivetran does not offer the sync history to this account.", {
      exitCode: EXIT.failed,
      hint: "'fivetranctl status' shows when each connection last succeeded and failed.",
      cause: error,
    });
  }
}

function lineOf(
  { id, name }: Chosen,
  { syncId, status, start, end, reason, stages }: SyncHistoryEntry,
): SyncLine {
  const seconds = start && end ? Math.round((Date.parse(end) - Date.parse(start)) / 1000) : Number.NaN;
  return {
    id,
    name,
    syncId,
    status: status ?? null,
    start: timeText(start),
    end: timeText(end),
    durationSeconds: Number.isNaN(seconds) ? null : seconds,
    reason: reason ?? null,
    extractedMb: stages?.extract?.volume ?? null,
    loadedMb: stages?.load?.volume ?? null,
  };
}

const COLUMNS: readonly Column<SyncLine>[] = [
  { path: "start" },
  { path: "name" },
  { path: "status", cell: statusCell },
  {
    path: "durationSeconds",
    align: "right",
    cell: ({ durationSeconds }) => (durationSeconds === null ? "" : durationText(durationSeconds * 1000)),
  },
  { path: "reason" },
];

function statusCell({ status, end }: SyncLine): Cell {
  if (end === null) return { text: "running", style: "good" };
  const text = (status ?? "").toLowerCase();
  if (status === "COMPLETED") return { text, style: "good" };
  return { text, style: status === "FAILURE" ? "bad" : "warning" };
}
