import { customService, type LogService } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import type { CallContext } from "../run/callContext";
import {
  LOG_SERVICE_SETTINGS,
  type LogServiceInputs,
  logServiceChecks,
  logServiceShape,
} from "./logging/logService";

export type AccountExternalLoggingInputs = Omit<LogServiceInputs, "setupTests">;

const { setupTests: _, ...shape } = logServiceShape;

/** The account has one at most. The API has no setup tests for it. */
export const accountExternalLoggingHandler = objectHandler<AccountExternalLoggingInputs, LogService>({
  kind: "AccountExternalLogging",
  serviceFamily: "log",
  schema: z.strictObject(shape),
  settings: LOG_SERVICE_SETTINGS,
  nameOf: () => "account",
  keyOf: () => "the account",
  upstreamOf: ({ service, enabled, config }) => ({ service, enabled, config }),
  facts: [],
  factsOf: () => ({}),
  check: logServiceChecks,
  isUnique: true,
  api: {
    idOf: ({ id }) => id,
    retrieve: (_id, call) => retrieve(call),
    create: ({ service, enabled, config }, options, { client }) =>
      client.externalLogging.createForAccount(
        {
          service: customService(service),
          ...(enabled === undefined ? {} : { enabled }),
          ...(config === undefined ? {} : { config }),
        },
        options,
      ),
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
