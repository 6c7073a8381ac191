/** Programs for engine tests, as JavaScript. */

const HEAD = `
const pulumi = require("@pulumi/pulumi");
const fivetran = require("pulumi-fivetran");
`;

/** A program of the given statements. */
export function program(body: string): string {
  return HEAD + body;
}

export interface PipelineOptions {
  readonly name?: string;
  readonly region?: string;
  readonly password?: string;
  readonly host?: string;
  readonly frequency?: number;
  readonly hashed?: boolean;
}

/** A pipeline of single resources: group, destination, connector, schema config, schedule. */
export function pipeline(options: PipelineOptions = {}): string {
  const { name = "analytics", region = "GCP_US_EAST4", frequency = 60, hashed = true } = options;
  const { password = "hunter2-hunter2", host = "db.acme.com" } = options;
  return program(`
const group = new fivetran.Group("analytics", { name: ${JSON.stringify(name)} });
const warehouse = new fivetran.Destination("warehouse", {
  groupId: group.id, service: "snowflake", region: ${JSON.stringify(region)}, timeZoneOffset: "-5",
  config: { host: "acme.snowflakecomputing.com", port: 443, database: "RAW", auth: "PASSWORD", user: "fivetran", password: ${JSON.stringify(password)} },
});
const orders = new fivetran.Connector("orders", {
  groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "orders" },
  config: { host: ${JSON.stringify(host)}, port: 5432, database: "shop", user: "fivetran", password: ${JSON.stringify(password)}, update_method: "XMIN" },
});
const schema = new fivetran.SchemaConfig("orders", {
  connectorId: orders.id, schemaChangeHandling: "ALLOW_COLUMNS",
  schemas: { public: { tables: { customers: { columns: { email: { hashed: ${hashed} } } }, audit_log: { enabled: false } } } },
});
const schedule = new fivetran.ConnectorSchedule("orders", { connectorId: schema.connectorId, syncFrequencyMinutes: ${frequency}, paused: false });
exports.groupId = group.id;
exports.connectorId = orders.id;
exports.schema = orders.schema;
`);
}

/** One group with its destination and `count` connectors, each with a schema config and a schedule when `whole`. */
export function manyConnectors(count: number, { whole = false } = {}): string {
  return program(`
const group = new fivetran.Group("g", { name: "many" });
const warehouse = new fivetran.Destination("w", {
  groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com", password: "hunter2-hunter2" },
});
for (let i = 0; i < ${count}; i++) {
  const connector = new fivetran.Connector("c" + i, {
    groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "c" + i },
    config: { host: "db" + i + ".acme.com", port: 5432, database: "shop", user: "fivetran", password: "hunter2-hunter2" },
  });
  if (${whole}) {
    const schema = new fivetran.SchemaConfig("c" + i, {
      connectorId: connector.id, schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } } } } },
    });
    new fivetran.ConnectorSchedule("c" + i, { connectorId: schema.connectorId, syncFrequencyMinutes: 60, paused: false });
  }
}
`);
}

/** A group with its destination, and a pipeline in it with these arguments (and options) besides `groupId`. */
export function pipelineComponent(args: string, options = "{}"): string {
  return program(`
const group = new fivetran.Group("g", { name: "g" });
const warehouse = new fivetran.Destination("w", {
  groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com", password: "hunter2-hunter2" },
});
const pipeline = new fivetran.Pipeline("orders", { groupId: warehouse.groupId, ${args} }, ${options});
exports.connectorId = pipeline.connectorId;
exports.groupId = pipeline.groupId;
exports.schema = pipeline.schema;
exports.setupState = pipeline.setupState;
`);
}
