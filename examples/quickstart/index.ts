// One source into one warehouse, with an e-mail column hashed and a table left out, before the first row is loaded.
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";

const cfg = new pulumi.Config();

const group = new fivetran.Group("analytics", { name: "analytics" });

const warehouse = new fivetran.Destination("warehouse", {
  groupId: group.id,
  service: "snowflake",
  region: "GCP_US_EAST4",
  timeZoneOffset: "-5",
  config: {
    host: cfg.require("warehouseHost"),
    port: 443,
    database: "RAW",
    auth: "PASSWORD",
    user: "fivetran",
    password: cfg.requireSecret("warehousePassword"),
  },
});

const orders = new fivetran.Connector("orders", {
  groupId: warehouse.groupId,
  service: "postgres",
  destinationSchema: { prefix: "orders" },
  config: {
    host: cfg.require("ordersHost"),
    port: 5432,
    database: "shop",
    user: "fivetran",
    password: cfg.requireSecret("ordersPassword"),
    update_method: "QUERY_BASED",
  },
});

const schema = new fivetran.SchemaConfig("orders", {
  connectorId: orders.id,
  schemaChangeHandling: "ALLOW_COLUMNS",
  schemas: {
    public: {
      tables: {
        customers: { columns: { email: { hashed: true } } },
        audit_log: { enabled: false },
      },
    },
  },
});

new fivetran.ConnectorSchedule("orders", {
  connectorId: schema.connectorId,
  syncFrequencyMinutes: 60,
  paused: cfg.getBoolean("paused") ?? false,
});

export const groupId = group.id;
export const destinationId = warehouse.id;
export const connectorId = orders.id;
