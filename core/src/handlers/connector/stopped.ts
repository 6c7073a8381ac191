/**
 * Whether a connection ran before a move stopped it. A run that is killed writes nothing, so this comes from what the state said before
 * it, and a refresh keeps it. `decisions/0087-a-move-that-was-interrupted.md` tells the cases.
 */
import type { Connection } from "@pulumi-fivetran/sdk";
import type { ConnectorInputs, ConnectorOutputs } from "./inputs";

type Stopped = NonNullable<ConnectorOutputs["stopped"]>;

/** Whether it ran when the state was last written. */
export function ranBefore({ stopped, status }: Partial<ConnectorOutputs>): boolean {
  if (stopped !== undefined) return true;
  // A state of an older version, or of an import, may have none.
  const syncState = status?.syncState;
  return syncState !== undefined && syncState !== "paused";
}

/** Whether the program names another group. */
export function isMoveDue(
  olds: Pick<ConnectorOutputs, "groupId">,
  news: Pick<ConnectorInputs, "groupId">,
): boolean {
  return olds.groupId !== news.groupId;
}

/** Whether an earlier run has begun a move and not ended it. */
export function isMoveOpen({ stopped }: Partial<ConnectorOutputs>): boolean {
  return stopped?.byMove === true;
}

/** Work that an interrupted move has left. */
export function unfinishedMove(olds: ConnectorOutputs, news: ConnectorInputs): string[] {
  if (!isMoveOpen(olds) || news.moveOnGroupChange === undefined) return [];
  return ["its move to another group was interrupted, and it stands still: it will be finished and resumed"];
}

/**
 * What a refresh keeps. One that is found in another group, standing still, and ran before was moved by a run that died; one in its own
 * group may have been paused by such a run or by a person.
 */
export function stoppedAfterRead(live: Connection, olds: ConnectorOutputs): { readonly stopped?: Stopped } {
  if (live.paused !== true || !ranBefore(olds)) return {};
  const wasMoved = live.groupId !== undefined && live.groupId !== olds.groupId;
  return { stopped: { ...olds.stopped, ...(wasMoved && { byMove: true as const }) } };
}
