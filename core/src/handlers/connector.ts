import type { Connection } from "@pulumi-fivetran/sdk";
import type { Properties } from "../contract";
import { fields } from "../fields/connector";
import type { AppliedObject, ChangedObject, ObjectChange } from "../object/definition";
import { unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import type { CallContext } from "../run/callContext";
import { LONG_OPERATION_MS } from "../run/deadline";
import type { FurtherChecks } from "../settings/check";
import { configChecks } from "../settings/serviceConfig";
import { applyTested, setupFactsAfterRead, setupFactsOf, setupHooks } from "../setup/objectSetup";
import { trustFailures } from "../setup/trust";
import { isObject } from "../values/objects";
import { knownText } from "../values/unknown";
import { checkWithAccount } from "./connector/accountChecks";
import { schemaName } from "./connector/api";
import { authorizationFailures } from "./connector/authorization";
import { connectionConflicts, createConnection, findConnections, naturalKeyOf } from "./connector/creation";
import { declaredConnection } from "./connector/existing";
import { withFailure } from "./connector/failure";
import type { ConnectorFacts, ConnectorInputs, ConnectorOutputs } from "./connector/inputs";
import { keepStopped, moveToGroup } from "./connector/move";
import { moveChecks, moveNotices, stoppedNotices } from "./connector/moveNotices";
import { namingChecks } from "./connector/naming";
import { settle } from "./connector/settle";
import { connectorSetup } from "./connector/setup";
import { statusOf } from "./connector/status";
import { isMoveOpen, stoppedAfterRead, unfinishedMove } from "./connector/stopped";
import { adjustScheduleRemoval, scheduleFailures, scheduleNotices } from "./schedule/settings";
import { scheduleDrift, scheduleUpstream } from "./schedule/upstream";
import { readScheduleWords } from "./schedule/words";

const SETUP_HOOKS = setupHooks<ConnectorInputs, Connection, ConnectorFacts>(connectorSetup);

export const connectorHandler = objectHandler<ConnectorInputs, Connection, ConnectorFacts>({
  kind: "Connector",
  serviceFamily: "connection",
  fields,
  nameOf: ({ destinationSchema }) =>
    isObject(destinationSchema) ? knownText(schemaName(destinationSchema)) : undefined,
  labelOf: ({ destinationSchema, service }) => `Connector '${schemaName(destinationSchema)}' (${service})`,
  keyOf: naturalKeyOf,
  // Two connections of one group cannot write to the same schema.
  isUnique: true,
  factsOf: (live, declared) => ({ ...ownFactsOf(live, declared), ...setupFactsOf(connectorSetup, live) }),
  factsAfterRead: (live, olds) => ({
    ...ownFactsOf(live, [olds]),
    ...setupFactsAfterRead(connectorSetup, live, olds),
    ...stoppedAfterRead(live, olds),
  }),
  upstreamOf: scheduleUpstream,
  driftNotices: (olds, live) => [...scheduleDrift(olds, live), ...stoppedNotices(olds, live)],
  // One that should run and does not yet is kept as paused.
  reachedBy: (live, inputs) =>
    inputs.paused === false && live.paused !== false ? { ...inputs, paused: true } : inputs,
  existing: declaredConnection,
  readWords: readScheduleWords,
  check: checkConnector,
  changesInPlace: (property, { moveOnGroupChange }) =>
    property === "groupId" && moveOnGroupChange !== undefined,
  checkWithAccount,
  adjustRemoval: adjustScheduleRemoval,
  conflicts: connectionConflicts,
  ...SETUP_HOOKS,
  notices: (olds, news) => [...SETUP_HOOKS.notices(olds, news), ...moveNotices(olds, news)],
  unfinished: (olds, news) => [...SETUP_HOOKS.unfinished(olds, news), ...unfinishedMove(olds, news)],
  conclude: settleMoved,
  applyMs: LONG_OPERATION_MS,
  api: {
    idOf: ({ id }) => id,
    retrieve: (id, { client, options }) => unlessGone("connection", client.connections.retrieve(id, options)),
    refresh: async (id, call) => {
      const { context, options } = call;
      return withFailure(await unlessGone("connection", context.connections.retrieve(id, options)), call);
    },
    createdAt: ({ createdAt }) => createdAt,
    create: createConnection,
    apply: applyMoved,
    async delete(id, _olds, { client, context, options }) {
      context.connections.forget(id);
      await unlessGone("connection", client.connections.delete(id, options));
    },
    candidates: findConnections,
    async *list({ client, signal }) {
      for await (const { id, schema = id } of client.connections.list({}, { signal }).readable())
        yield { id, name: schema };
    },
  },
});

export { connectorHandler as handler };

/** What differs is for the new group to take. */
async function applyMoved(
  change: ObjectChange<ConnectorInputs, ConnectorOutputs, Connection>,
  call: CallContext,
): Promise<ChangedObject<Connection>> {
  const { id, news, olds } = change;
  const apply = () => applyTested(connectorSetup, change, call);
  const moved = await moveToGroup(id, news, olds, call);
  if (moved === undefined || olds === undefined) return apply();
  const { live = moved, patch } = await keepStopped(id, olds, call, apply);
  return { live, patch };
}

/** A connection that a move has stopped runs again only at the very end. */
async function settleMoved(
  applied: AppliedObject<ConnectorInputs, Connection, ConnectorFacts>,
  call: CallContext,
): Promise<ConnectorOutputs> {
  const { id, outputs } = applied;
  const settled = await keepStopped(id, outputs, call, () => settle(applied, call));
  const { stopped: _, ...state } = settled;
  const isLeft = isMoveOpen(settled) && call.context.connections.runsAfterMove(id) === undefined;
  return isLeft ? settled : state;
}

/** @param declared The inputs, new and old, whose secrets must not stand in a fact. */
function ownFactsOf(live: Connection, declared: readonly object[]): Properties {
  const { schema, createdAt, connectedBy, serviceVersion } = live;
  return {
    schema,
    createdAt,
    ...(typeof connectedBy === "string" && { connectedBy }),
    ...(typeof serviceVersion === "number" && { serviceVersion }),
    status: statusOf(live, ...declared),
  };
}

function checkConnector(inputs: Properties, olds: Properties | undefined): FurtherChecks {
  const rules = [configChecks(inputs, "connection"), namingChecks(olds, inputs)];
  return {
    failures: [
      ...trustFailures(inputs),
      ...scheduleFailures(inputs),
      ...authorizationFailures(inputs),
      ...rules.flatMap(({ failures = [] }) => failures),
    ],
    notices: [
      ...scheduleNotices(inputs),
      ...moveChecks(inputs),
      ...rules.flatMap(({ notices = [] }) => notices),
    ],
  };
}
