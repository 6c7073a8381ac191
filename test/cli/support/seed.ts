/** An account with connections in each state that matters, and nothing that happens by itself. */
export const SEED = {
  accountName: "Acme",
  schedules: false,
  groups: [
    { id: "warm_heron", name: "analytics" },
    { id: "cold_crane", name: "my team" },
  ],
  destinations: [
    { groupId: "warm_heron", service: "snowflake" },
    { groupId: "cold_crane", service: "snowflake" },
  ],
  connections: [
    connection("crisp_falcon", "warm_heron", "postgres", "shop_eu", { succeededAt: "2026-01-02T02:04:05Z" }),
    connection("brave_otter", "warm_heron", "mysql", "crm", {
      setupState: "broken",
      failedAt: "2026-01-02T01:04:05Z",
    }),
    connection("quiet_lynx", "warm_heron", "postgres", "shop_us", {
      paused: true,
      succeededAt: "2025-12-31T03:04:05Z",
    }),
    connection("shy_mole", "cold_crane", "postgres", "billing", {}),
  ],
};

export function connection(id: string, groupId: string, service: string, schema: string, rest: object) {
  return { id, groupId, service, schema, paused: false, createdAt: "2025-12-01T00:00:00Z", ...rest };
}
