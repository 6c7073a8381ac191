/** How a connection comes into being, and what it is known by. */
import {
  type Connection,
  type ConnectionSummary,
  type CreateOptions,
  customService,
  isFivetranError,
  type NewConnection,
} from "@pulumi-fivetran/sdk";
import { HandlerError, problemOf } from "../../errors/problem";
import { fields } from "../../fields/connector";
import { bodyOf } from "../../fields/reading";
import { type Conflict, conflictsOf } from "../../object/creation";
import { isGone } from "../../object/gone";
import type { CallContext } from "../../run/callContext";
import { modeOf, testFlags } from "../../setup/setupTests";
import { withOlderForm } from "../schedule/refusal";
import { scheduleOfWords } from "../schedule/upstream";
import { namingConfig, schemaName } from "./api";
import type { ConnectorInputs } from "./inputs";

/** Makes it paused, so that nothing syncs before its schema is right. */
export async function createConnection(
  inputs: ConnectorInputs,
  options: CreateOptions<Connection>,
  call: CallContext,
): Promise<Connection> {
  try {
    const made = await call.client.connections.create(newConnection(inputs), options);
    call.context.connections.put(made);
    return made;
  } catch (error) {
    const explained = await explain(error, inputs, call);
    throw explained === error && inputs.schedule !== undefined ? withOlderForm(error) : explained;
  }
}

/** The connections of the group that write to the schema; two cannot be. */
export async function findConnections(
  { groupId, destinationSchema }: ConnectorInputs,
  { client, options }: CallContext,
): Promise<Connection[]> {
  const same = await connectionsNamed(groupId, schemaName(destinationSchema), { client, options });
  return Promise.all(same.map(({ id }) => client.connections.retrieve(id, options)));
}

/** What the list has of the connections of a group that write to a schema. */
export function connectionsNamed(
  groupId: string,
  schema: string,
  { client, options }: Pick<CallContext, "client" | "options">,
): Promise<ConnectionSummary[]> {
  return client.connections
    .list({ groupId, schema }, options)
    .strict({ required: ["schema"] })
    .filter((summary) => summary.schema === schema)
    .toArray();
}

/** Fivetran returns the names of the data in a form of its own. */
export function connectionConflicts(inputs: ConnectorInputs, live: Connection): Conflict[] {
  return conflictsOf({
    groupId: [inputs.groupId, live.groupId],
    service: [inputs.service, live.service],
    destinationSchema: [schemaName(inputs.destinationSchema), live.schema],
    destinationSchemaNames: [inputs.destinationSchemaNames, live.destinationSchemaNames ?? "FIVETRAN_NAMING"],
  });
}

/** A state of another version may have no `destinationSchema`. */
export function naturalKeyOf({
  groupId,
  destinationSchema,
}: Pick<ConnectorInputs, "groupId"> & Partial<ConnectorInputs>): string {
  const schema = destinationSchema === undefined ? "" : schemaName(destinationSchema);
  return `the group '${groupId}' and the schema '${schema}'`;
}

function newConnection(inputs: ConnectorInputs): NewConnection {
  const { schedule, ...body } = bodyOf(fields, inputs);
  return {
    ...body,
    ...(schedule !== undefined && { schedule: scheduleOfWords(schedule) }),
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
async function explain(error: unknown, inputs: ConnectorInputs, call: CallContext): Promise<unknown> {
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
