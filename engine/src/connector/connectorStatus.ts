import type { SyncRecord } from "./connectorFolder";

/** How a connector stands. */
export interface ConnectorStatus {
  readonly id: string;
  /** `new` before the first sync. */
  readonly health: "new" | "healthy" | "failing" | "paused";
  readonly syncing: boolean;
  readonly lastSync: SyncRecord | undefined;
  /** Undefined while it is paused, and for a manual schedule. */
  readonly nextSync: Date | undefined;
  /** Of the last sync. */
  readonly rows: number;
  readonly bytes: number;
  readonly durationMs: number;
}
