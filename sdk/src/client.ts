import { Caller } from "./internal/caller";
import type { FivetranClientOptions } from "./options";
import { ConnectionSchemas } from "./resources/connectionSchemas";
import { Connections } from "./resources/connections";
import { Destinations } from "./resources/destinations";
import { Groups } from "./resources/groups";

/**
 * A client of Fivetran's REST API, with one property an area. It holds no connection of its own: making one is cheap,
 * and clients with the same key share their limits.
 *
 * @example
 * const client = new FivetranClient({ apiKey, apiSecret });
 * const group = await client.groups.create({ name: "analytics" });
 */
export class FivetranClient {
  readonly groups: Groups;
  readonly destinations: Destinations;
  readonly connections: Connections;
  readonly connectionSchemas: ConnectionSchemas;

  /** Sends nothing. @throws {TypeError} when an option is missing or not usable; the message does not repeat its value */
  constructor(options: FivetranClientOptions) {
    const caller = new Caller(options);
    this.groups = new Groups(caller);
    this.destinations = new Destinations(caller);
    this.connections = new Connections(caller);
    this.connectionSchemas = new ConnectionSchemas(caller);
  }
}
