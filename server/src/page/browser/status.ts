import type { ConnectionOverview, SchemaView, SyncOverview, TableView } from "./protocol.js";

/** What the page tells apart, each with a colour and a shape of its own. */
export type Tone =
  | "ok"
  | "syncing"
  | "broken"
  | "incomplete"
  | "delayed"
  | "rescheduled"
  | "paused"
  | "off"
  | "locked"
  | "none";

export interface Status {
  readonly tone: Tone;
  /** In words; short. */
  readonly label: string;
}

/** The tones a connection can have, in the order in which they deserve attention. */
export const CONNECTION_TONES: readonly Tone[] = [
  "broken",
  "incomplete",
  "delayed",
  "rescheduled",
  "syncing",
  "paused",
  "ok",
];

export const TONE_LABELS: Readonly<Record<Tone, string>> = {
  ok: "Scheduled",
  syncing: "Syncing",
  broken: "Broken",
  incomplete: "Incomplete",
  delayed: "Delayed",
  rescheduled: "Rescheduled",
  paused: "Paused",
  off: "Not synced",
  locked: "Locked",
  none: "",
};

/** A connection has several states; the one that most needs attention is shown. */
export function connectionStatus({ status }: Pick<ConnectionOverview, "status">): Status {
  return { tone: connectionTone(status), label: TONE_LABELS[connectionTone(status)] };
}

function connectionTone(status: ConnectionOverview["status"]): Tone {
  if (status.setup_state === "broken") return "broken";
  if (status.setup_state === "incomplete") return "incomplete";
  if (status.sync_state === "paused") return "paused";
  if (status.sync_state === "syncing") return "syncing";
  if (status.update_state === "delayed") return "delayed";
  return status.sync_state === "rescheduled" ? "rescheduled" : "ok";
}

export function setupStatus(setupState: string): Status {
  if (setupState === "connected") return { tone: "ok", label: "Connected" };
  return setupState === "broken"
    ? { tone: "broken", label: "Broken" }
    : { tone: "incomplete", label: "Incomplete" };
}

export function schemaStatus(schema: SchemaView): Status {
  return schema.enabled ? { tone: "ok", label: "Synced" } : { tone: "off", label: "Not synced" };
}

export function tableStatus({ enabled, enabled_patch_settings: patch }: TableView): Status {
  if (!patch.allowed) {
    return { tone: "locked", label: patch.reason_code === "DELETED" ? "Deleted in the source" : "Locked" };
  }
  return enabled ? { tone: "ok", label: "Synced" } : { tone: "off", label: "Not synced" };
}

/** Of a sync in the history. */
export const SYNC_STATUS: Readonly<Record<SyncOverview["status"], Status>> = {
  SUCCESSFUL: { tone: "ok", label: "Successful" },
  FAILED: { tone: "broken", label: "Failed" },
  RESCHEDULED: { tone: "rescheduled", label: "Rescheduled" },
  RUNNING: { tone: "syncing", label: "Running" },
  CANCELED: { tone: "paused", label: "Canceled" },
};
