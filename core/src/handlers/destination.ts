import {
  type CertificateApproval,
  customService,
  type Destination,
  type FingerprintApproval,
  type NewDestination,
} from "@pulumi-fivetran/sdk";
import type { Context, Handler } from "../contract";
import { HandlerError } from "../errors/problem";
import { adoptFailures, assertAdoptUnchanged } from "../object/adopt";
import { type Creation, conflictsOf, createOrTakeOver, inTheWay, notifyTakenOver } from "../object/creation";
import { unlessGone } from "../object/gone";
import { tracked } from "../object/tracked";
import { type CallContext, callWithin } from "../run/callContext";
import { LONG_OPERATION_MS, OPERATION_MS } from "../run/deadline";
import { secretPaths } from "../secrets/secretLeaves";
import { checkInputs } from "../settings/check";
import { configChecks } from "../settings/serviceConfig";
import { declaredSettings, removalNotices, settingChanges, takeOverPatch } from "../settings/settings";
import { type Sent, stateAfterApply, stateAfterRead } from "../settings/state";
import { touchesConnection } from "../setup/networking";
import { setupOutcome } from "../setup/outcome";
import {
  applyPatch,
  concludeSetup,
  modeOf,
  SETUP_FACTS,
  SETUP_SETTINGS,
  setupAfterRead,
  setupChange,
  testFlags,
  unfinishedSetup,
} from "../setup/setupTests";
import {
  approveNamed,
  type TrustFlags,
  trustedIdentities,
  trustFailures,
  trustNotices,
} from "../setup/trust";
import { seen } from "../values/readable";
import { knownText } from "../values/unknown";
import {
  DESTINATION_SETTINGS,
  type DestinationInputs,
  type DestinationOutputs,
  destinationSchema,
} from "./destination/inputs";
import { deleteWithFivetransOwn } from "./destination/removal";

export const destinationHandler: Handler<DestinationInputs, DestinationOutputs> = {
  kind: "Destination",
  serviceFamily: "destination",

  nameOf: ({ service }) => knownText(service),
  naturalKey: naturalKeyOf,
  alsoDeclares: (id, inputs) => trustedIdentities("Destination", id, inputs),
  facts: [...SETUP_FACTS, "answered"],
  secretPaths,

  check({ olds, news }) {
    return checkInputs(destinationSchema, news, (inputs) => {
      const config = configChecks(inputs, "destination");
      const failures = [...adoptFailures(olds, inputs), ...trustFailures(inputs), ...(config.failures ?? [])];
      return { ...config, failures };
    });
  },

  diff({ id, olds, news }) {
    assertAdoptUnchanged("Destination", id, news.adopt);
    const changes = settingChanges({ ...DESTINATION_SETTINGS, ...SETUP_SETTINGS }, olds, news);
    return {
      changes,
      // A group has one destination, so the old one must go first, unless the new one lives in another group.
      deleteBeforeReplace: naturalKeyOf(olds) === naturalKeyOf(news),
      unfinished: unfinishedSetup(news, olds),
      notices: [...removalNotices(DESTINATION_SETTINGS, changes), ...trustNotices(olds, news)],
    };
  },

  async create({ inputs }, context) {
    const call = callWithin(context, inputs.timeouts?.create, LONG_OPERATION_MS);
    const { live, taken } = await createOrTakeOver(await creationOf(inputs, call), context);
    const sent = taken ? { patch: {} } : undefined;
    const asFound = (): DestinationOutputs => outputsOf(inputs, live, sent);
    const finish = (): Promise<DestinationOutputs> =>
      taken ? takeOver(inputs, live, call) : concluded(inputs, live, undefined, call);
    return { id: live.id, outputs: await tracked(live.id, asFound, finish) };
  },

  async read({ id, olds }, context) {
    const call = callWithin(context, olds.timeouts?.read, OPERATION_MS);
    const live = await unlessGone("destination", context.client.destinations.retrieve(id, call.options));
    if (live === undefined) return undefined;
    const facts = setupAfterRead(olds, live.setupStatus);
    return {
      id,
      ...stateAfterRead(
        DESTINATION_SETTINGS,
        olds,
        SETUP_FACTS,
        seen(live, upstreamOf(live)),
        facts,
        context.notify,
      ),
    };
  },

  async update({ id, olds, news }, context) {
    const call = callWithin(context, news.timeouts?.update, LONG_OPERATION_MS);
    const { patch, test } = setupChange(DESTINATION_SETTINGS, olds, news);
    const live = await applyPatch(callsOf(id, context), patch, news, test, call);
    const current = live ?? (await context.client.destinations.retrieve(id, call.options));
    return concluded(news, current, { patch, olds }, call);
  },

  async delete({ id, olds }, context) {
    await deleteWithFivetransOwn(id, callWithin(context, olds.timeouts?.delete, OPERATION_MS));
  },

  async *list(context) {
    const destinations = context.client.destinations.list({ signal: context.signal }).readable();
    for await (const { id, service = id } of destinations) yield { id, name: service };
  },
};

export { destinationHandler as handler };

function naturalKeyOf({ groupId }: DestinationInputs): string {
  return `the group '${groupId}'`;
}

/**
 * A destination has no creation time, so whether one that is found after a lost answer is ours is told by looking before: a
 * group that already has one is refused, and what is there later is what we made.
 */
async function creationOf(inputs: DestinationInputs, call: CallContext): Promise<Creation<Destination>> {
  const { context } = call;
  const { destinations } = context.client;
  const existing = async (): Promise<Destination[]> => {
    const found = await unlessGone("destination", destinations.retrieve(inputs.groupId, call.options));
    return found === undefined ? [] : [found];
  };
  const label = `Destination (${inputs.service}) of group '${inputs.groupId}'`;
  if (inputs.adopt === undefined && !context.recover) {
    const [other] = await existing();
    if (other !== undefined) {
      const { summary, ...remedies } = inTheWay(naturalKeyOf(inputs), [other.id]);
      const problem = `${label}: the group already has a destination (${other.service ?? "of an unknown service"}), and a group has only one.`;
      throw new HandlerError({ summary: `${problem}\n${summary}`, subject: label, ...remedies });
    }
  }
  return {
    label,
    naturalKey: naturalKeyOf(inputs),
    adopt: inputs.adopt,
    idOf: (destination) => destination.id,
    retrieve: (id) => destinations.retrieve(id, call.options),
    candidates: existing,
    createdAt: () => undefined,
    conflicts: (live) =>
      conflictsOf({ groupId: [inputs.groupId, live.groupId], service: [inputs.service, live.service] }),
    create: (findCreated) => destinations.create(newDestination(inputs), { ...call.options, findCreated }),
  };
}

/** Brings a destination that existed before to what is declared; its declared secrets are sent in any case. */
async function takeOver(
  inputs: DestinationInputs,
  live: Destination,
  call: CallContext,
): Promise<DestinationOutputs> {
  const { context } = call;
  const patch = takeOverPatch(DESTINATION_SETTINGS, inputs, upstreamOf(live));
  notifyTakenOver(live.id, patch, context);
  const test =
    modeOf(inputs) !== "off" && (touchesConnection(patch) || live.setupStatus?.toLowerCase() !== "connected");
  const settled = await applyPatch(callsOf(live.id, context), patch, inputs, test, call);
  return concluded(inputs, settled ?? live, { patch }, call);
}

function newDestination(inputs: DestinationInputs): NewDestination {
  const settings = declaredSettings(DESTINATION_SETTINGS, inputs);
  return {
    ...settings,
    groupId: inputs.groupId,
    service: customService(inputs.service),
    timeZoneOffset: inputs.timeZoneOffset,
    ...testFlags(inputs, modeOf(inputs) !== "off"),
  };
}

function callsOf(id: string, context: Context) {
  const { certificates, destinations } = context.client;
  return {
    update: (body: Record<string, unknown>, options: object) => destinations.update(id, body, options),
    runSetupTests: (flags: TrustFlags, options: object) => destinations.runSetupTests(id, flags, options),
    approveCertificate: (approval: CertificateApproval, options: object) =>
      certificates.approveDestinationCertificate(id, approval, options),
    approveFingerprint: (approval: FingerprintApproval, options: object) =>
      certificates.approveDestinationFingerprint(id, approval, options),
  };
}

/** The API's destination under the names of our inputs. */
function upstreamOf(live: Destination): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(DESTINATION_SETTINGS).map((key) => [key, (live as unknown as Record<string, unknown>)[key]]),
  );
}

function outputsOf(inputs: DestinationInputs, live: Destination, sent: Sent | undefined): DestinationOutputs {
  const setupState = live.setupStatus?.toLowerCase() ?? "unknown";
  return stateAfterApply(DESTINATION_SETTINGS, inputs, seen(live, upstreamOf(live)), { setupState }, sent);
}

/**
 * Approves what the program trusts, and judges the setup tests.
 *
 * @param sent What was sent; undefined when the destination was made from the inputs just now.
 */
async function concluded(
  inputs: DestinationInputs,
  live: Destination,
  sent: Sent | undefined,
  call: CallContext,
): Promise<DestinationOutputs> {
  const { context } = call;
  const { id } = live;
  const trusting = await approveNamed(live, inputs, callsOf(id, context), call);
  const outcome = setupOutcome({
    setupState: trusting.setupStatus,
    tests: trusting.setupTests,
    tasks: [],
    remedy: [
      {
        kind: "runAgain",
        first: "Look at the destination in Fivetran's dashboard for what is missing,",
        effect: "it tests again",
      },
    ],
  });
  return concludeSetup(id, outputsOf(inputs, trusting, sent), outcome, inputs, context);
}
