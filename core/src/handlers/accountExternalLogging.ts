import { customService, type LogService } from "@pulumi-fivetran/sdk";
import { fields } from "../fields/accountExternalLogging";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import type { CallContext } from "../run/callContext";
import { configChecks } from "../settings/serviceConfig";
import { unfinishedTests } from "../setup/testedObject";
import { concludeLogTests, logFacts, logTestsMode } from "./logging/logService";

type Inputs = InputsOf<typeof fields>;

/** The account has one at most. */
export const accountExternalLoggingHandler = objectHandler<Inputs, LogService>({
  kind: "AccountExternalLogging",
  fields,
  serviceFamily: "log",
  nameOf: () => "account",
  keyOf: () => "the account",
  check: (inputs) => configChecks(inputs, "log"),
  factsOf: logFacts,
  unfinished: (olds, news) => unfinishedTests(olds, logTestsMode(news)),
  conclude: (applied, call) =>
    concludeLogTests(
      applied,
      {
        run: async () => (await call.client.externalLogging.runSetupTestsForAccount(call.options)).setupTests,
        retrieve: () => retrieve(call),
      },
      call,
    ),
  isUnique: true,
  api: {
    idOf: ({ id }) => id,
    retrieve: (_id, call) => retrieve(call),
    create(inputs, options, { client }) {
      const body = bodyOf(fields, inputs);
      return client.externalLogging.createForAccount(
        { ...body, service: customService(body.service) },
        options,
      );
    },
    update: (_id, patch, _news, { client, options }) =>
      client.externalLogging.updateForAccount(patch, options),
    async delete(_id, _olds, { client, options }) {
      await unlessGone("logService", client.externalLogging.deleteForAccount(options));
    },
    async candidates(_inputs, call) {
      const live = await retrieve(call);
      return live === undefined ? [] : [live];
    },
  },
});

export { accountExternalLoggingHandler as handler };

function retrieve({ client, options }: CallContext): Promise<LogService | undefined> {
  return unlessGone("logService", client.externalLogging.retrieveForAccount(options));
}
