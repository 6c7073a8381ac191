import type { Connection } from "@pulumi-fivetran/sdk";
import type { Context, Handler, Properties } from "../contract";
import { fields } from "../fields/connectorSchedule";
import type { InputsOf } from "../fields/field";
import { settingsOf } from "../fields/reading";
import { schemaOf } from "../fields/schema";
import { declarable } from "../object/existing";
import { unlessGone } from "../object/gone";
import { type CallContext, callWithin } from "../run/callContext";
import { OPERATION_MS } from "../run/deadline";
import { checkInputs } from "../settings/check";
import { patchOf, removalNotices, sentSettings, settingChanges } from "../settings/settings";
import { type Bookkeeping, type Sent, stateAfterApply, stateAfterRead } from "../settings/state";
import { checkAfterWords } from "../settings/words";
import { knownText } from "../values/unknown";
import { seenConnection, toApi } from "./connector/index";
import { sendingSchedule } from "./schedule/leftDays";
import { adjustScheduleRemoval, scheduleFailures, scheduleNotices } from "./schedule/settings";
import { scheduleDrift } from "./schedule/upstream";
import { readScheduleWords } from "./schedule/words";

export type ConnectorScheduleInputs = InputsOf<typeof fields>;

export type ConnectorScheduleOutputs = ConnectorScheduleInputs & Bookkeeping;

const SETTINGS = settingsOf(fields);
const SCHEMA = schemaOf(fields);
const NO_SECRETS = { secretInputs: [], serviceSettings: [] };

/** Part of a connection, so its id is the connection's; creating it takes over whatever schedule the connection has. */
export const connectorScheduleHandler: Handler<ConnectorScheduleInputs, ConnectorScheduleOutputs> = {
  kind: "ConnectorSchedule",

  nameOf: ({ connectorId }) => knownText(connectorId),
  facts: ["answered"],
  secretPaths: () => [],

  check({ news }) {
    return checkAfterWords(readScheduleWords(news), (settings) =>
      checkInputs(SCHEMA, settings, (inputs) => ({
        failures: scheduleFailures(inputs),
        notices: scheduleNotices(inputs),
      })),
    );
  },

  diff({ id, olds, news }, context) {
    const changes = settingChanges(SETTINGS, olds, news);
    return {
      changes,
      deleteBeforeReplace: false,
      unfinished: isOtherwise(id, olds, news, context)
        ? [
            `its connector was moved, and ${news.paused === true ? "runs" : "stands still"} after it: it will be ${news.paused === true ? "paused" : "resumed"}`,
          ]
        : [],
      notices: removalNotices(SETTINGS, changes).flatMap(
        (notice) => adjustScheduleRemoval(notice, news) ?? [],
      ),
    };
  },

  async create({ inputs }, context) {
    const call = callWithin(context, inputs.timeouts?.create, OPERATION_MS);
    const declared = sentSettings(SETTINGS, inputs);
    const outputs =
      Object.keys(declared).length === 0 ? inputs : await apply(inputs, { patch: declared }, call);
    return { id: inputs.connectorId, outputs };
  },

  async read({ id, olds }, context) {
    const call = callWithin(context, olds.timeouts?.read, OPERATION_MS);
    const live = await unlessGone("connection", context.connections.retrieve(id, call.options));
    if (live === undefined) return undefined;
    for (const notice of scheduleDrift(olds, live)) context.notify(notice);
    return { id, ...stateAfterRead(SETTINGS, olds, [], seenConnection(live), {}, context.notify) };
  },

  async existing(id, context) {
    const call = callWithin(context, undefined, OPERATION_MS);
    const live = await unlessGone("connection", context.connections.retrieve(id, call.options));
    if (live === undefined) return undefined;
    const { schedule, pauseAfterTrial, ...others } = declarable(
      SETTINGS,
      seenConnection(live).upstream,
      NO_SECRETS,
    ).inputs;
    const settings = pauseAfterTrial === true ? { ...others, pauseAfterTrial } : others;
    const isSaid = settings["syncFrequencyMinutes"] !== undefined || settings["scheduleType"] === "manual";
    // Words only where the three settings do not say it all. Names and types are those of the table of fields.
    const inputs = {
      connectorId: id,
      ...(isSaid ? whole(settings) : wordsOnly(schedule, settings)),
    } as ConnectorScheduleInputs;
    return { id, inputs, outputs: inputs, masked: [], notices: [] };
  },

  async update({ id, olds, news }, context) {
    const call = callWithin(context, news.timeouts?.update, OPERATION_MS);
    const isLeft = isOtherwise(id, olds, news, context);
    const changed = { ...patchOf(SETTINGS, olds, news), ...(isLeft && { paused: news.paused }) };
    if (Object.keys(changed).length > 0) return apply(news, { patch: changed, olds }, call);
    return { ...news, ...(olds.answered === undefined ? {} : { answered: olds.answered }) };
  },

  async delete({ id, olds }, context) {
    if (olds.pauseOnDelete !== true) {
      const message =
        "the schedule of a connector that stays, stays as it is (`pauseOnDelete: true` would pause it)";
      context.notify({ severity: "info", path: [], message, isGeneral: true });
      return;
    }
    const call = callWithin(context, olds.timeouts?.delete, OPERATION_MS);
    await unlessGone("connection", patch(id, { paused: true }, call));
  },
};

export { connectorScheduleHandler as handler };

/**
 * Whether a move in this run has left the connection otherwise than the schedule declares. Its Connector knows whether it ran from an apply or
 * a refresh of its own, and so not what its schedule has done since.
 */
function isOtherwise(
  id: string,
  olds: ConnectorScheduleOutputs,
  news: ConnectorScheduleInputs,
  { connections }: Context,
): boolean {
  const { paused } = news;
  return paused !== undefined && olds.paused === paused && connections.runsAfterMove(id) === paused;
}

/** A time of day says something of a daily sync alone, and neither does a manual schedule have an interval. */
function whole(settings: Properties): Properties {
  const { dailySyncTime, syncFrequencyMinutes, ...others } = settings;
  if (others["scheduleType"] === "manual") return others;
  const isDaily = syncFrequencyMinutes === 1440 && dailySyncTime !== undefined;
  return { syncFrequencyMinutes, ...(isDaily ? { dailySyncTime } : {}), ...others };
}

function wordsOnly(schedule: unknown, { paused, pauseAfterTrial }: Properties): Properties {
  const words = schedule === undefined ? {} : { schedule };
  return { ...words, paused, ...(pauseAfterTrial === undefined ? {} : { pauseAfterTrial }) };
}

async function apply(
  inputs: ConnectorScheduleInputs,
  sent: Sent,
  call: CallContext,
): Promise<ConnectorScheduleOutputs> {
  const live = await patch(inputs.connectorId, toApi(sent.patch), call);
  return stateAfterApply(SETTINGS, inputs, seenConnection(live), {}, sent);
}

async function patch(id: string, body: Record<string, unknown>, call: CallContext): Promise<Connection> {
  const { context } = call;
  const live = await sendingSchedule(body, (sent) =>
    context.client.connections.update(id, { ...sent, runSetupTests: false }, call.options),
  );
  context.connections.put(live);
  return live;
}
