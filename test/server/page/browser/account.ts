import type {
  AccountOverview,
  ConnectionDetails,
  ConnectionOverview,
  ConnectionStatus,
  GroupOverview,
  SchemaView,
} from "../../../../server/src/page/browser/protocol";

/** What the page reads of a server, made by hand. */

export function connection(id: string, status: Partial<ConnectionStatus> = {}): ConnectionOverview {
  return {
    id,
    service: "postgres",
    schema: `schema_of_${id}`,
    paused: status.sync_state === "paused",
    sync_frequency: 360,
    schedule_type: "auto",
    created_at: "2026-01-01T00:00:00Z",
    succeeded_at: null,
    failed_at: null,
    status: {
      setup_state: "connected",
      sync_state: "scheduled",
      update_state: "on_schedule",
      is_historical_sync: false,
      tasks: [],
      warnings: [],
      ...status,
    },
  };
}

export function group(
  id: string,
  connections: readonly ConnectionOverview[],
  hasDestination = true,
): GroupOverview {
  const destination = {
    id,
    service: "snowflake",
    region: "AWS_US_EAST_1",
    setup_status: "connected",
    setup_problems: [],
    networking_method: "Directly",
  };
  return {
    id,
    name: `name of ${id}`,
    created_at: "2026-01-01T00:00:00Z",
    destination: hasDestination ? destination : null,
    connections,
  };
}

export function account(...groups: readonly GroupOverview[]): AccountOverview {
  return { id: "account", counts: {}, groups };
}

/** Details of a connection whose schemas have so many tables. */
export function details(of: ConnectionOverview, tables: Readonly<Record<string, number>>): ConnectionDetails {
  const table = (name: string) => ({
    name_in_destination: name,
    enabled: true,
    enabled_patch_settings: { allowed: true },
    columns: {},
  });
  const schemas = Object.entries(tables).map(([schema, count]): [string, SchemaView] => [
    schema,
    {
      name_in_destination: schema,
      enabled: true,
      tables: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`t${index}`, table(`t${index}`)]),
      ),
    },
  ]);
  return {
    connection: of,
    setup_problems: [],
    schema_config: { schema_change_handling: "ALLOW_ALL", schemas: Object.fromEntries(schemas) },
    syncs: [],
  };
}
