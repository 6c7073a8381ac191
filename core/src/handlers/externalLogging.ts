import { customService, type LogService } from "@pulumi-fivetran/sdk";
import { fields } from "../fields/externalLogging";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import type { CallContext } from "../run/callContext";
import { configChecks } from "../settings/serviceConfig";
import { unfinishedTests } from "../setup/testedObject";
import { knownText } from "../values/unknown";
import { concludeLogTests, logFacts, logTestsMode } from "./logging/logService";

type Inputs = InputsOf<typeof fields>;

/** A group has one at most, and its id is the group's. */
export const externalLoggingHandler = objectHandler<Inputs, LogService>({
  kind: "ExternalLogging",
  fields,
  serviceFamily: "log",
  nameOf: ({ groupId }) => knownText(groupId),
  keyOf: ({ groupId }) => `the group '${groupId}'`,
  upstreamOf: ({ id }) => ({ groupId: id }),
  check: (inputs) => configChecks(inputs, "log"),
  unfinished: (olds, news) => unfinishedTests(olds, logTestsMode(news)),
  factsOf: logFacts,
  conclude: (applied, call) =>
    concludeLogTests(
      applied,
      {
        run: async () =>
          (await call.client.externalLogging.runSetupTests(applied.id, call.options)).setupTests,
        retrieve: () => retrieve(applied.id, call),
      },
      call,
    ),
  isUnique: true,
  api: {
    idOf: ({ id }) => id,
    retrieve,
    create(inputs, options, { client }) {
      const body = bodyOf(fields, inputs);
      return client.externalLogging.create({ ...body, service: customService(body.service) }, options);
    },
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

function retrieve(id: string, { client, options }: CallContext): Promise<LogService | undefined> {
  return unlessGone("logService", client.externalLogging.retrieve(id, options));
}
