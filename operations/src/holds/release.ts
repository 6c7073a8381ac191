import { type Connection, isNotFound, isPaused } from "@pulumi-fivetran/sdk";
import type { StepTools } from "../workflow/workflow";
import { forEachAtOnce } from "./forEachAtOnce";
import type { Holds } from "./holds";

/**
 * What became of a connection when a hold was given up: `resumed` by us, `paused` as it was before, `held` by other operations,
 * `resumedByOthers` while it was held, or `gone`.
 */
export type Released = "resumed" | "paused" | "held" | "resumedByOthers" | "gone" | "notHeld";

/** How many connections are paused or resumed at once: a pause may take a minute, in which a sync ends. */
const AT_ONCE = 8;

/**
 * Pauses a connection for an operation. The first hold notes whether it ran before. Harmless twice.
 *
 * @returns whether it ran before the first hold
 * @throws what Fivetran refuses
 */
export function takeHold(
  holds: Holds,
  operationId: string,
  connectionId: string,
  { client, signal }: StepTools,
): Promise<boolean> {
  return holds.locked(connectionId, async () => {
    const existing = await holds.of(connectionId);
    const connection = await client.connections.retrieve(connectionId, { signal });
    const wasRunning = existing[0]?.wasRunning ?? !isPaused(connection);
    // Noted before anything is sent: after a crash it is known what to go back to.
    await holds.take(connectionId, operationId, wasRunning);
    if (!isPaused(connection)) await client.connections.pause(connectionId, { signal });
    return wasRunning;
  });
}

/** Gives up the hold that an operation has of a connection, and resumes it if it was the last one and it ran before. Harmless twice. */
export function releaseHold(
  holds: Holds,
  operationId: string,
  connectionId: string,
  { client, signal }: StepTools,
): Promise<Released> {
  return holds.locked(connectionId, async () => {
    const all = await holds.of(connectionId);
    const own = all.find((hold) => hold.operationId === operationId);
    if (own === undefined) return (await releasedBy(holds, operationId))[connectionId] ?? "notHeld";
    const release = async (released: Released): Promise<Released> => {
      await holds.drop(connectionId, operationId, released);
      return released;
    };
    if (all.length > 1) return release("held");
    if (!own.wasRunning) return release("paused");
    let connection: Connection;
    try {
      connection = await client.connections.retrieve(connectionId, { signal });
    } catch (error) {
      if (isNotFound(error)) return release("gone");
      throw error;
    }
    if (!isPaused(connection))
      // After a crash it may be our own request that resumed it.
      return release(own.resumeSentAt === undefined ? "resumedByOthers" : "resumed");
    await holds.noteResumeSent(connectionId, operationId);
    await client.connections.resume(connectionId, { signal });
    return release("resumed");
  });
}

function releasedBy(holds: Holds, operationId: string): Promise<Record<string, Released>> {
  return holds.released(operationId) as Promise<Record<string, Released>>; // Only words of that type are noted.
}

/**
 * Gives up all holds of an operation. Goes on with the others where one fails.
 *
 * @returns what became of every connection that it held, also of those that were given up before a crash
 * @throws the first failure, when all were tried
 */
export async function releaseAll(
  holds: Holds,
  operationId: string,
  tools: StepTools,
): Promise<Record<string, Released>> {
  const own = (await holds.list()).filter((hold) => hold.operationId === operationId);
  const failures: unknown[] = [];
  await forEachAtOnce(AT_ONCE, own, async ({ connectionId }) => {
    try {
      await releaseHold(holds, operationId, connectionId, tools);
    } catch (error) {
      failures.push(error);
    }
  });
  if (failures.length > 0) throw failures[0];
  return releasedBy(holds, operationId);
}
