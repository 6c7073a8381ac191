import type { Connection } from "@pulumi-fivetran/sdk";
import type { CheckResult, Handler, Properties } from "../contract";
import { adoptFailures, assertAdoptUnchanged } from "../object/adopt";
import { createOrTakeOver, notifyTakenOver } from "../object/creation";
import { unlessGone } from "../object/gone";
import { tracked } from "../object/tracked";
import { type CallContext, callWithin } from "../run/callContext";
import { LONG_OPERATION_MS, OPERATION_MS } from "../run/deadline";
import { secretPaths } from "../secrets/secretLeaves";
import { checkInputs } from "../settings/check";
import { configChecks } from "../settings/serviceConfig";
import { settingChanges, takeOverPatch } from "../settings/settings";
import { stateAfterRead } from "../settings/state";
import { touchesConnection } from "../setup/networking";
import { modeOf, SETUP_SETTINGS, setupAfterRead, setupChange, unfinishedSetup } from "../setup/setupTests";
import { trustedIdentities, trustFailures, trustNotices } from "../setup/trust";
import { isObject } from "../values/objects";
import { knownText } from "../values/unknown";
import { schemaName, seenConnection, setupStateOf, upstreamOf } from "./connector/api";
import { authorizationFailures } from "./connector/authorization";
import { creationOf, keepsNaturalKey, naturalKeyOf } from "./connector/creation";
import {
  CONNECTOR_FACTS,
  CONNECTOR_SETTINGS,
  type ConnectorInputs,
  type ConnectorOutputs,
  connectorSchema,
} from "./connector/inputs";
import { namingChecks } from "./connector/naming";
import { conclude, factsOf, outputsOf, settle } from "./connector/settle";
import { scheduleFailures, scheduleRemovalNotices } from "./schedule/settings";
import { withoutWords } from "./schedule/words";

export const connectorHandler: Handler<ConnectorInputs, ConnectorOutputs> = {
  kind: "Connector",
  serviceFamily: "connection",

  nameOf: ({ destinationSchema }) =>
    isObject(destinationSchema) ? knownText(schemaName(destinationSchema)) : undefined,
  naturalKey: naturalKeyOf,
  alsoDeclares: (id, inputs) => trustedIdentities("Connector", id, inputs),
  facts: [...CONNECTOR_FACTS, "answered"],
  secretPaths,

  check({ olds, news }) {
    return withoutWords(news, (inNumbers) => checkConnector(olds, inNumbers));
  },

  diff({ id, olds, news }) {
    assertAdoptUnchanged("Connector", id, news.adopt);
    const changes = settingChanges({ ...CONNECTOR_SETTINGS, ...SETUP_SETTINGS }, olds, news);
    return {
      changes,
      // Two connections of one group cannot write to the same schema, so the old one must go before one of the same name.
      deleteBeforeReplace: keepsNaturalKey(olds, news),
      unfinished: unfinishedSetup(news, olds),
      notices: [...scheduleRemovalNotices(CONNECTOR_SETTINGS, changes, news), ...trustNotices(olds, news)],
    };
  },

  async create({ inputs }, context) {
    const call = callWithin(context, inputs.timeouts?.create, LONG_OPERATION_MS);
    const { live, taken } = await createOrTakeOver(creationOf(inputs, call), context);
    context.connections.put(live);
    if (!taken) {
      const conclusion = (): Promise<ConnectorOutputs> => conclude(inputs, live, undefined, call);
      return {
        id: live.id,
        outputs: await tracked(live.id, () => outputsOf(inputs, live, undefined), conclusion),
      };
    }
    const untouched = (): ConnectorOutputs => outputsOf(inputs, live, { patch: {} });
    return {
      id: live.id,
      outputs: await tracked(live.id, untouched, () => takeOver(inputs, live, call)),
    };
  },

  async read({ id, olds }, context) {
    const call = callWithin(context, olds.timeouts?.read, OPERATION_MS);
    const live = await unlessGone("connection", context.connections.retrieve(id, call.options));
    if (live === undefined) return undefined;
    const facts = { ...factsOf(live, olds), ...setupAfterRead(olds, setupStateOf(live)) };
    return {
      id,
      ...stateAfterRead(
        CONNECTOR_SETTINGS,
        olds,
        CONNECTOR_FACTS,
        seenConnection(live),
        facts,
        context.notify,
      ),
    };
  },

  async update({ id, olds, news }, context) {
    const call = callWithin(context, news.timeouts?.update, LONG_OPERATION_MS);
    const { patch, test } = setupChange(CONNECTOR_SETTINGS, olds, news);
    const live = await settle(id, patch, news, test, call);
    const current = live ?? (await context.client.connections.retrieve(id, call.options));
    return conclude(news, current, { patch, olds }, call);
  },

  async delete({ id, olds }, context) {
    const call = callWithin(context, olds.timeouts?.delete, OPERATION_MS);
    context.connections.forget(id);
    await unlessGone("connection", context.client.connections.delete(id, call.options));
  },

  async *list(context) {
    const connections = context.client.connections.list({}, { signal: context.signal }).readable();
    for await (const { id, schema = id } of connections) yield { id, name: schema };
  },
};

export { connectorHandler as handler };

/** Brings a connection that existed before to what is declared; its declared secrets are sent in any case. */
async function takeOver(
  inputs: ConnectorInputs,
  live: Connection,
  call: CallContext,
): Promise<ConnectorOutputs> {
  const { context } = call;
  const patch = takeOverPatch(CONNECTOR_SETTINGS, inputs, upstreamOf(live));
  notifyTakenOver(live.id, patch, context);
  const test = modeOf(inputs) !== "off" && (touchesConnection(patch) || setupStateOf(live) !== "connected");
  const settled = (await settle(live.id, patch, inputs, test, call)) ?? live;
  return conclude(inputs, settled, { patch }, call);
}

function checkConnector(olds: Properties | undefined, news: Properties): CheckResult {
  return checkInputs(connectorSchema, news, (inputs) => {
    const rules = [configChecks(inputs, "connection"), namingChecks(olds, inputs)];
    return {
      failures: [
        ...adoptFailures(olds, inputs),
        ...trustFailures(inputs),
        ...scheduleFailures(inputs),
        ...authorizationFailures(inputs),
        ...rules.flatMap(({ failures = [] }) => failures),
      ],
      notices: rules.flatMap(({ notices = [] }) => notices),
    };
  });
}
