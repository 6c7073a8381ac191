import { customService, type LogService } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import type { CallContext } from "../run/callContext";
import { modeOf, type SetupTestsMode } from "../setup/setupTests";
import { concludeTests, FAILED_TESTS, unfinishedTests } from "../setup/testedObject";
import { knownText } from "../values/unknown";
import {
  LOG_SERVICE_SETTINGS,
  type LogServiceInputs,
  logServiceChecks,
  logServiceShape,
} from "./logging/logService";

export interface ExternalLoggingInputs extends LogServiceInputs {
  readonly groupId: string;
}

/** A group has one at most, and its id is the group's. */
export const externalLoggingHandler = objectHandler<ExternalLoggingInputs, LogService>({
  kind: "ExternalLogging",
  serviceFamily: "log",
  schema: z.strictObject({ groupId: z.string().min(1, "must not be empty"), ...logServiceShape }),
  settings: { groupId: { replaces: true }, ...LOG_SERVICE_SETTINGS },
  nameOf: ({ groupId }) => knownText(groupId),
  keyOf: ({ groupId }) => `the group '${groupId}'`,
  upstreamOf: ({ id, service, enabled, config }) => ({ groupId: id, service, enabled, config }),
  facts: [],
  factsOf: () => ({}),
  kept: FAILED_TESTS,
  check: logServiceChecks,
  unfinished: (olds, news) => unfinishedTests(olds, modeFor(news)),
  conclude: (applied, call) =>
    concludeTests(
      applied,
      modeFor(applied.inputs),
      async () => (await call.client.externalLogging.runSetupTests(applied.id, call.options)).setupTests,
      call,
    ),
  isUnique: true,
  api: {
    idOf: ({ id }) => id,
    retrieve,
    create: ({ groupId, service, enabled, config }, options, { client }) =>
      client.externalLogging.create(
        {
          groupId,
          service: customService(service),
          ...(enabled === undefined ? {} : { enabled }),
          ...(config === undefined ? {} : { config }),
        },
        options,
      ),
    update: (id, patch, _news, { client, options }) => client.externalLogging.update(id, patch, options),
    async delete(id, _olds, { client, options }) {
      await unlessGone("logService", client.externalLogging.delete(id, options));
    },
    async candidates({ groupId }, call) {
      const live = await retrieve(groupId, call);
      return live === undefined ? [] : [live];
    },
    async *list({ client, signal }) {
      for await (const { id, service = id } of client.externalLogging.list({ signal }).readable())
        yield { id, name: service };
    },
  },
});

export { externalLoggingHandler as handler };

/** A service that is switched off is not tested. */
function modeFor(inputs: ExternalLoggingInputs): SetupTestsMode {
  return inputs.enabled === false ? "off" : modeOf(inputs);
}

function retrieve(id: string, { client, options }: CallContext): Promise<LogService | undefined> {
  return unlessGone("logService", client.externalLogging.retrieve(id, options));
}
