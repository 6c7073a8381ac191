import { type Connection, customService, isFivetranError, type NewConnection } from "@pulumi-fivetran/sdk";
import { HandlerError, problemOf } from "../../errors/problem";
import { type Creation, conflictsOf } from "../../object/creation";
import { isGone } from "../../object/gone";
import type { CallContext } from "../../run/callContext";
import { declaredSettings } from "../../settings/settings";
import { modeOf, testFlags } from "../../setup/setupTests";
import { namingConfig, schemaName, toApi } from "./api";
import { CONNECTOR_SETTINGS, type ConnectorInputs } from "./inputs";

/** How a connection comes into being: always paused, so that nothing syncs before its schema is right. */
export function creationOf(inputs: ConnectorInputs, call: CallContext): Creation<Connection> {
  const { context } = call;
  const { connections } = context.client;
  const schema = schemaName(inputs.destinationSchema);
  return {
    label: `Connector '${schema}' (${inputs.service})`,
    naturalKey: naturalKeyOf(inputs),
    adopt: inputs.adopt,
    idOf: (connection) => connection.id,
    retrieve: (id) => connections.retrieve(id, call.options),
    candidates: async () => {
      const summaries = connections
        .list({ groupId: inputs.groupId, schema }, call.options)
        .strict({ required: ["schema"] })
        .filter((summary) => summary.schema === schema);
      const same = await summaries.toArray();
      return Promise.all(same.map((summary) => connections.retrieve(summary.id, call.options)));
    },
    tellsTime: true,
    createdAt: ({ createdAt }) => (createdAt === undefined ? undefined : new Date(createdAt)),
    conflicts: (live) =>
      conflictsOf({
        groupId: [inputs.groupId, live.groupId],
        service: [inputs.service, live.service],
        destinationSchema: [schema, live.schema],
        destinationSchemaNames: [
          inputs.destinationSchemaNames,
          live.destinationSchemaNames ?? "FIVETRAN_NAMING",
        ],
      }),
    create: async (findCreated) => {
      try {
        return await connections.create(newConnection(inputs), { ...call.options, findCreated });
      } catch (error) {
        throw await explained(error, inputs, call);
      }
    },
  };
}

export function naturalKeyOf({ groupId, destinationSchema }: ConnectorInputs): string {
  return `the group '${groupId}' and the schema '${schemaName(destinationSchema)}'`;
}

/** Whether both would write to the same schema of the same group. A state of another version may lack either. */
export function keepsNaturalKey(olds: Partial<ConnectorInputs>, news: Partial<ConnectorInputs>): boolean {
  const [before, after] = [olds.destinationSchema, news.destinationSchema];
  if (olds.groupId !== news.groupId) return false;
  return before === undefined || after === undefined
    ? before === after
    : schemaName(before) === schemaName(after);
}

function newConnection(inputs: ConnectorInputs): NewConnection {
  const {
    destinationSchema,
    config,
    paused: _later,
    ...settings
  } = declaredSettings(CONNECTOR_SETTINGS, inputs);
  return {
    ...toApi(settings),
    groupId: inputs.groupId,
    service: customService(inputs.service),
    config: { ...inputs.config, ...namingConfig(inputs.destinationSchema) },
    paused: true,
    ...testFlags(inputs, modeOf(inputs) !== "off"),
  };
}

/**
 * A connection needs its group's destination first. A program that passes `group.id` gets whatever error the API has for it
 * (which is not documented), so the destination is looked for when a create fails.
 */
async function explained(error: unknown, inputs: ConnectorInputs, call: CallContext): Promise<unknown> {
  const { context } = call;
  if (!isFivetranError(error) || ![400, 404, 409].includes(error.status ?? 0)) return error;
  if (isAboutAField(error.apiMessage ?? "", inputs)) return error;
  try {
    await context.client.destinations.retrieve(inputs.groupId, call.options);
    return error;
  } catch (cause) {
    if (!isGone(cause, "destination")) return error;
    const details = [`The group '${inputs.groupId}' has no destination (yet).`];
    return new HandlerError(
      {
        ...problemOf(error),
        details,
        path: ["groupId"],
        advice: [{ kind: "dependOnDestination" }],
      },
      error,
    );
  }
}

/** Whether a refusal speaks of a setting that was sent, and not of the group: then it has said why, and a hint would mislead. */
function isAboutAField(message: string, inputs: ConnectorInputs): boolean {
  if (/\b(group|destination)\b/i.test(message)) return false;
  const { groupId: _, config, auth, ...others } = newConnection(inputs);
  const own = Object.keys(others).map((name) =>
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  const names = new Set(["config", "auth", ...own, ...Object.keys(config ?? {}), ...Object.keys(auth ?? {})]);
  return (message.match(/\w+/g) ?? []).some((word) => names.has(word));
}
