import type { Handler, Properties } from "../../core/src/contract";
import { connectorHandler } from "../../core/src/handlers/connector";
import { destinationHandler } from "../../core/src/handlers/destination";
import type { Workbench } from "./context";

type AnyHandler = Handler<Properties, Properties>;

/** A kind of resource whose settings Fivetran tests, for what holds of all of them. */
export interface TestedKind {
  readonly kind: string;
  readonly handler: AnyHandler;
  /** The last part of the API's address of them. */
  readonly owners: "connections" | "destinations";
  /** Inputs, in a group of its own. */
  readonly inputs: (bench: Workbench, changes?: Properties) => Promise<Properties>;
  /** Changes an object as another client would, without tests. */
  readonly changeOutside: (bench: Workbench, id: string, config: Properties) => Promise<void>;
}

/** The declared secret. */
export const PASSWORD = "hunter2-hunter2";

export const CONNECTOR: TestedKind = {
  kind: "Connector",
  handler: connectorHandler as unknown as AnyHandler,
  owners: "connections",
  async inputs({ client }, changes = {}) {
    const { id: groupId } = await client.groups.create({ name: "of a connector" });
    const config = { host: "db.acme.com", port: 5432, user: "fivetran", password: PASSWORD };
    return { groupId, service: "postgres", destinationSchema: { prefix: "orders" }, config, ...changes };
  },
  async changeOutside({ client }, id, config) {
    await client.connections.update(id, { config, runSetupTests: false });
  },
};

export const DESTINATION: TestedKind = {
  kind: "Destination",
  handler: destinationHandler as unknown as AnyHandler,
  owners: "destinations",
  async inputs({ client }, changes = {}) {
    const { id: groupId } = await client.groups.create({ name: "of a destination" });
    const config = { host: "w.acme.com", port: 443, user: "fivetran", password: PASSWORD };
    return { groupId, service: "snowflake", timeZoneOffset: "0", config, ...changes };
  },
  async changeOutside({ client }, id, config) {
    await client.destinations.update(id, { config, runSetupTests: false });
  },
};

export const TESTED_KINDS = [CONNECTOR, DESTINATION];
