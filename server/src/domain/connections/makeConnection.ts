import type { ConnectionRecord } from "../../records/account";
import type { Account } from "../account";

/** What the API sets where a request says nothing. */
export const CONNECTION_DEFAULTS = {
  paused: false,
  pauseAfterTrial: false,
  syncFrequency: 360,
  scheduleType: "auto",
  dataDelaySensitivity: "NORMAL",
  dataDelayThreshold: 0,
  networkingMethod: "Directly",
  config: {},
  auth: {},
} as const satisfies Partial<ConnectionRecord>;

/** Makes a connection with the API's defaults. It is not kept yet: see `putConnection`. */
export function makeConnection(
  account: Account,
  given: Partial<ConnectionRecord> & Pick<ConnectionRecord, "groupId" | "service" | "schema" | "naming">,
): ConnectionRecord {
  return {
    serviceVersion: 1,
    ...CONNECTION_DEFAULTS,
    authorized: false,
    setupState: "incomplete",
    updateState: "on_schedule",
    tasks: [],
    warnings: [],
    isHistoricalSync: (given.succeededAt ?? null) === null,
    lastSyncStartedAtMs: given.succeededAt ? Date.parse(given.succeededAt) : undefined,
    succeededAt: null,
    failedAt: null,
    connectedBy: account.settings.ownerId,
    ...given,
    id: given.id ?? account.newId(),
    createdAt: given.createdAt ?? account.clock.timestamp(),
  };
}
