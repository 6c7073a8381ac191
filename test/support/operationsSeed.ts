import type { LocalServer } from "@pulumi-fivetran/server";
import { startServer } from "@pulumi-fivetran/server";

interface SeedOptions {
  /** Whether `orders` and `shop` are paused. */
  readonly paused?: boolean;
  /** How many connections there are beside, `many_0` and so on. */
  readonly many?: number;
}

/** A local Fivetran: connections in the group `analytics` on Snowflake, the group `lake` on a lakehouse, and the empty `archive`. */
export function startSeeded({ paused = false, many = 0 }: SeedOptions = {}): Promise<LocalServer> {
  return startServer({
    seed: {
      groups: [
        { id: "analytics", name: "analytics" },
        { id: "archive", name: "archive" },
        { id: "lake", name: "lake" },
      ],
      destinations: [
        { groupId: "analytics", service: "snowflake" },
        { groupId: "lake", service: "managed_data_lake" },
      ],
      connections: [
        { id: "orders", groupId: "analytics", service: "connector_sdk", schema: "orders", paused },
        { id: "resting", groupId: "analytics", service: "connector_sdk", schema: "resting", paused: true },
        {
          id: "shop",
          groupId: "analytics",
          service: "postgres",
          schema: "shop",
          paused,
          config: { host: "db.example.com", password: "marker-old-password" },
        },
        ...Array.from({ length: many }, (_, index) => ({
          id: `many_${index}`,
          groupId: "analytics",
          service: "connector_sdk",
          schema: `many_${index}`,
          paused: false,
        })),
      ],
      schedules: false,
    },
  });
}
