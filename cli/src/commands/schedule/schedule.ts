import type { Connection, ConnectionSchedule } from "@pulumi-fivetran/sdk";
import {
  type ConnectionScheduleForm,
  formatConnectionSchedule,
  olderFormOf,
  parseConnectionSchedule,
} from "@pulumi-fivetran/sdk/words";
import { type Account, openAccount } from "../../access/account";
import { type Chosen, findConnections, readChoice } from "../../connections/choose";
import { scheduleText } from "../../connections/health";
import { showRows } from "../../output/results";
import type { Surroundings } from "../../surroundings";
import { usageError } from "../../userError";
import { type ChangeOptions, changeConnections } from "../writes/change";

export interface ScheduleOptions extends ChangeOptions {
  readonly set?: string;
}

/** Shows schedules, or sets them with `--set`. */
export async function schedule(
  words: readonly string[],
  options: ScheduleOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { set } = options;
  if (set === undefined) return showSchedules(words, options, surroundings);
  const read = parseConnectionSchedule(set);
  if ("problem" in read) throw usageError(`--set '${set}' ${read.problem}.`);
  const wanted = formatConnectionSchedule(read.value);
  await changeConnections(words, options, surroundings, {
    verb: `set '${wanted}' on`,
    async change(account, chosen) {
      if (scheduleText(chosen.connection) === wanted) return { outcome: "unchanged", detail: wanted };
      const connection = await setSchedule(account, chosen, read.value);
      return { outcome: "changed", detail: scheduleText(connection) ?? wanted };
    },
  });
}

async function showSchedules(
  words: readonly string[],
  options: ScheduleOptions,
  surroundings: Surroundings,
): Promise<void> {
  const account = await openAccount(options, surroundings);
  const chosen = await findConnections(account, readChoice(words));
  const rows = chosen.map(({ id, name, connection }) => ({
    id,
    name,
    schedule: scheduleText(connection),
    paused: connection.paused ?? null,
  }));
  const columns = [{ path: "name" }, { path: "schedule" }, { path: "paused" }];
  await showRows(surroundings, options, { columns, rows, none: "No connection is chosen." });
}

/** An account that does not show the newer form does not take it either; what the older can say is sent in that. */
function setSchedule(
  { client, signal }: Account,
  { id, connection }: Chosen,
  wanted: ConnectionScheduleForm,
): Promise<Connection> {
  const older = olderFormOf(wanted);
  if (connection.schedule !== undefined || older === undefined)
    return client.connections.setSchedule(id, wanted as ConnectionSchedule, { signal });
  return client.connections.update(id, { ...older, runSetupTests: false }, { signal });
}
