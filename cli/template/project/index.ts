import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";

const config = new pulumi.Config();

const group = new fivetran.Group("group", { name: config.require("groupName") });

const warehouse = new fivetran.Destination("warehouse", {
  groupId: group.id,
  service: "snowflake",
  region: "GCP_US_EAST4",
  timeZoneOffset: "0",
  config: {
    host: config.require("warehouseHost"),
    port: 443,
    database: "RAW",
    auth: "PASSWORD",
    user: "fivetran",
    password: config.requireSecret("warehousePassword"),
  },
});

const source = new fivetran.Connector("source", {
  groupId: warehouse.groupId,
  service: "postgres",
  destinationSchema: { prefix: pulumi.getProject().replaceAll("-", "_") },
  config: {
    host: config.require("sourceHost"),
    port: 5432,
    database: config.require("sourceDatabase"),
    user: "fivetran",
    password: config.requireSecret("sourcePassword"),
    update_method: "XMIN",
  },
});

const schema = new fivetran.SchemaConfig("source", {
  connectorId: source.id,
  schemaChangeHandling: "ALLOW_COLUMNS",
  rules: [
    { match: { column: "email" }, hashed: true },
    { match: { column: "phone*" }, hashed: true },
  ],
});

// After the schema config: nothing arrives before it is applied.
new fivetran.ConnectorSchedule("source", {
  connectorId: schema.connectorId,
  schedule: config.require("schedule"),
  paused: false,
});

export const groupId = group.id;
export const connectorId = source.id;
