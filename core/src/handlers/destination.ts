import type { Destination } from "@pulumi-fivetran/sdk";
import type { Properties } from "../contract";
import { fields } from "../fields/destination";
import { unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import type { CallContext } from "../run/callContext";
import { LONG_OPERATION_MS } from "../run/deadline";
import type { FurtherChecks } from "../settings/check";
import { configChecks } from "../settings/serviceConfig";
import { applyTested, setupFactsAfterRead, setupFactsOf, setupHooks } from "../setup/objectSetup";
import { trustFailures } from "../setup/trust";
import { knownText } from "../values/unknown";
import { labelOf, naturalKeyOf, newDestination, refuseSecond } from "./destination/creation";
import type { DestinationFacts, DestinationInputs } from "./destination/inputs";
import { deleteWithFivetransOwn } from "./destination/removal";
import { destinationSetup, settle } from "./destination/setup";

export const destinationHandler = objectHandler<DestinationInputs, Destination, DestinationFacts>({
  kind: "Destination",
  serviceFamily: "destination",
  fields,
  nameOf: ({ service }) => knownText(service),
  labelOf,
  keyOf: naturalKeyOf,
  // A group has one destination.
  isUnique: true,
  factsOf: (live) => setupFactsOf(destinationSetup, live),
  factsAfterRead: (live, olds) => ({ ...setupFactsAfterRead(destinationSetup, live, olds) }),
  check: checkDestination,
  refuseCreation: refuseSecond,
  ...setupHooks(destinationSetup),
  conclude: settle,
  applyMs: LONG_OPERATION_MS,
  api: {
    idOf: ({ id }) => id,
    retrieve,
    create: (inputs, options, { client }) => client.destinations.create(newDestination(inputs), options),
    apply: (change, call) => applyTested(destinationSetup, change, call),
    delete: (id, _olds, call) => deleteWithFivetransOwn(id, call),
    async candidates({ groupId }, call) {
      const live = await retrieve(groupId, call);
      return live === undefined ? [] : [live];
    },
    async *list({ client, signal }) {
      for await (const { id, service = id } of client.destinations.list({ signal }).readable())
        yield { id, name: service };
    },
  },
});

export { destinationHandler as handler };

function retrieve(id: string, { client, options }: CallContext): Promise<Destination | undefined> {
  return unlessGone("destination", client.destinations.retrieve(id, options));
}

function checkDestination(inputs: Properties): FurtherChecks {
  const config = configChecks(inputs, "destination");
  return { ...config, failures: [...trustFailures(inputs), ...(config.failures ?? [])] };
}
