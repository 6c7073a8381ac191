import type { Account } from "../domain/account";
import { sourceOf } from "../domain/schemas/discovery";
import { hasRowFilters } from "../domain/schemas/rowFilters";
import { sumsOf, syncsOf } from "../domain/syncs/history";
import { connectionView } from "../operations/connectionView";
import { schemaConfigView } from "../operations/schemaConfigView";
import type * as page from "../page/browser/protocol";
import type { ConnectionRecord } from "../records/account";
import type { SourceShape } from "../records/sourceShape";
import type { SyncRecord } from "../records/syncs";
import { connectionProblems } from "./setupProblems";

/** What lies behind one connection: `GET /_local/overview/connections/{id}`. */
export interface ConnectionDetails extends page.ConnectionDetails<View, View> {
  /** What the source holds, which the next reload or sync finds. */
  readonly source: SourceShape;
  readonly syncs: readonly SyncRecord[];
}

/** A part of the API as it returns it. */
type View = Readonly<Record<string, unknown>>;

export function detailsOf(account: Account, connection: ConnectionRecord): ConnectionDetails {
  const config = account.state.get("schemaConfigs", connection.id);
  const discovery = account.state.get("discoveries", connection.id);
  return {
    connection: connectionView(connection),
    setup_problems: connectionProblems(account, connection),
    schema_config:
      config === undefined
        ? null
        : schemaConfigView(connection, config, discovery, hasRowFilters(account, connection)),
    source: sourceOf(account, connection),
    syncs: syncsOf(account, connection.id).map((sync) => asItRuns(account, sync)),
  };
}

/** A sync that runs with what it has moved so far. */
function asItRuns({ ports }: Account, sync: SyncRecord): SyncRecord {
  const tables = sync.status === "RUNNING" ? ports.syncs.progress(sync.connectionId) : [];
  return tables.length === 0 ? sync : { ...sync, tables, ...sumsOf(tables) };
}
