import { type ConnectionSummary, isConflict } from "@pulumi-fivetran/sdk";
import { HandlerError } from "../../errors/problem";
import { isGone, unlessGone } from "../../object/gone";
import type { CallContext } from "../../run/callContext";

/**
 * The connection that Fivetran itself adds to a destination to log into it. It blocks the destination's deletion although no
 * program made it (terraform-provider-fivetran issue 369).
 */
const FIVETRANS_OWN = "fivetran_metadata";

/** Deletes a destination, and with it Fivetran's own connection when only that is in the way. */
export async function deleteWithFivetransOwn(id: string, call: CallContext): Promise<void> {
  const { context } = call;
  if (await deleted(id, call)) return;
  // What cannot be read may be a connection of the user's.
  const connections = await context.client.groups
    .listConnections(id, {}, call.options)
    .strict({ readable: ["service", "schema"] })
    .toArray();
  const others = connections.filter((connection) => !isFivetransOwn(connection));
  if (others.length > 0) throw inUse(id, others);
  for (const connection of connections) {
    await unlessGone("connection", context.client.connections.delete(connection.id, call.options));
    const message = `deleted ${connection.id}, the ${FIVETRANS_OWN} connection that Fivetran added by itself`;
    context.notify({ severity: "info", path: [], message });
  }
  if (!(await deleted(id, call))) {
    throw new HandlerError({
      summary: `Destination '${id}': Fivetran refuses to delete it and names no connection that uses it.`,
      subject: `Destination '${id}'`,
      advice: [{ kind: "tryLater" }],
    });
  }
}

/** False when something still uses the destination. */
async function deleted(id: string, call: CallContext): Promise<boolean> {
  const { context } = call;
  try {
    await context.client.destinations.delete(id, call.options);
    return true;
  } catch (error) {
    if (isGone(error, "destination")) return true;
    if (isConflict(error)) return false;
    throw error;
  }
}

function isFivetransOwn(connection: ConnectionSummary): boolean {
  return connection.service === FIVETRANS_OWN || connection.schema === FIVETRANS_OWN;
}

function inUse(id: string, connections: readonly ConnectionSummary[]): HandlerError {
  return new HandlerError({
    summary: `Destination '${id}' cannot be deleted: these connections still write to it:`,
    details: connections.map(
      (connection) =>
        `  - ${connection.id} (${connection.service ?? "of an unknown service"}, schema '${connection.schema ?? ""}')`,
    ),
    subject: `Destination '${id}'`,
    advice: [{ kind: "deleteConnectionsFirst" }],
    candidates: connections.map((connection) => connection.id),
  });
}
