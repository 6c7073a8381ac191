import type { ConnectionRecord, DestinationRecord } from "../records/account";
import type { Account } from "./account";

/** The code of the task of a connection that cannot sync for real. */
const MISSING_STAND_IN = "missing_stand_in";

/** Where data is really moved, a connection that cannot be is incomplete, and its task says what is to be done. */
export function withStandInTask(account: Account, connection: ConnectionRecord): ConnectionRecord {
  const message = account.ports.syncs.lacks(connection);
  const others = connection.tasks.filter(({ code }) => code !== MISSING_STAND_IN);
  if (message === undefined)
    return hasStandInTask(connection) ? { ...connection, tasks: others } : connection;
  const isKnown = others.length < connection.tasks.length && connection.tasks[0]?.message === message;
  if (isKnown && connection.setupState === "incomplete") return connection;
  return {
    ...connection,
    setupState: "incomplete",
    tasks: [{ code: MISSING_STAND_IN, message }, ...others],
  };
}

export function hasStandInTask({ tasks }: ConnectionRecord): boolean {
  return tasks.some(({ code }) => code === MISSING_STAND_IN);
}

/** The same of a destination, whose setup tests say what is to be done. */
export function withStandInState(account: Account, destination: DestinationRecord): DestinationRecord {
  return account.ports.syncs.destinationLacks(destination) === undefined
    ? destination
    : { ...destination, setupStatus: "incomplete" };
}
