/** An account with many connections, of services in turn, each with its secrets, a schema and choices in it. */

const SERVICES = [
  {
    service: "postgres",
    config: {
      host: "db.acme.com",
      port: 5432,
      database: "shop",
      user: "fivetran",
      password: "hunter2-hunter2",
    },
  },
  {
    service: "mysql",
    config: { host: "my.acme.com", port: 3306, user: "fivetran", password: "hunter2-hunter2" },
  },
  { service: "google_ads", config: { customer_id: "1234567890" } },
  { service: "stripe", config: { api_key: "hunter2-hunter2" } },
] as const;

/** @param groups how many groups they are spread over */
export function manyConnections(count: number, groups = 20) {
  const groupIds = Array.from({ length: groups }, (_, index) => `group_${index}`);
  return {
    schedules: false,
    groups: groupIds.map((id, index) => ({ id, name: `Team ${index}` })),
    destinations: groupIds.map((groupId) => ({
      groupId,
      service: "snowflake",
      config: { host: "acme.snowflakecomputing.com", password: "hunter2-hunter2" },
    })),
    connections: Array.from({ length: count }, (_, index) => {
      const { service, config } = SERVICES[index % SERVICES.length] ?? SERVICES[0];
      const setupState: "broken" | "connected" = index % 50 === 0 ? "broken" : "connected";
      return {
        id: `connection_${index}`,
        groupId: groupIds[index % groups] ?? "",
        service,
        schema: `source_${index}`,
        config,
        paused: index % 3 === 0,
        setupState,
        syncFrequency: [60, 360, 1440][index % 3] ?? 60,
      };
    }),
  } as const;
}
