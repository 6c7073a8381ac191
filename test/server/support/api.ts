import { type LocalServer, type ServerOptions, startServer } from "@pulumi-fivetran/server";
import { Caller, idOf } from "./caller";

export { idOf, itemsOf, type Reply } from "./caller";

/** 2026-01-02T03:04:05Z, and it stands still. */
export const START_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A server of a test's own, and calls to it. */
export class Api extends Caller {
  private constructor(readonly server: LocalServer) {
    super(server);
  }

  static async start(options: ServerOptions = {}): Promise<Api> {
    return new Api(await startServer({ clock: { now: () => START_MS }, ...options }));
  }

  get control(): LocalServer["control"] {
    return this.server.control;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  async group(name = "analytics"): Promise<string> {
    return idOf(await this.post("/v1/groups", { name }));
  }

  /** A group with a destination in it; ids of both. */
  async destination(): Promise<string> {
    const group = await this.group();
    return idOf(
      await this.post("/v1/destinations", { group_id: group, service: "snowflake", time_zone_offset: "0" }),
    );
  }

  /** A connected database connection in a destination of its own. */
  async connection(
    fields: Record<string, unknown> = {},
    config: Record<string, unknown> = {},
  ): Promise<string> {
    const group = await this.destination();
    const body = {
      group_id: group,
      service: "postgres",
      config: { schema_prefix: "shop", host: "db", ...config },
      ...fields,
    };
    return idOf(await this.post("/v1/connections", body));
  }
}
