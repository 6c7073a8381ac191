// A database and Salesforce into Snowflake. The program knows nothing of its test.
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";

const cfg = new pulumi.Config();

const group = new fivetran.Group("analytics", { name: "analytics" });

const warehouse = new fivetran.Destination("warehouse", {
  groupId: group.id,
  service: "snowflake",
  timeZoneOffset: "0",
  config: {
    host: "acme.snowflakecomputing.com",
    port: 443,
    database: "RAW",
    auth: "PASSWORD",
    user: "fivetran",
    password: cfg.requireSecret("warehousePassword"),
  },
});

const shop = new fivetran.Connector("shop", {
  groupId: warehouse.groupId,
  service: "postgres",
  destinationSchema: { prefix: "shop" },
  config: {
    host: "shop.acme.com",
    port: 5432,
    database: "shop",
    user: "fivetran",
    password: cfg.requireSecret("shopPassword"),
    update_method: "XMIN",
  },
});

const shopSchema = new fivetran.SchemaConfig("shop", {
  connectorId: shop.id,
  schemaChangeHandling: "ALLOW_COLUMNS",
  schemas: {
    public: {
      tables: {
        customers: { columns: { email: { hashed: true }, phone: { enabled: false } } },
        audit_log: { enabled: false },
      },
    },
  },
});

const crm = new fivetran.Connector("crm", {
  groupId: warehouse.groupId,
  service: "salesforce",
  destinationSchema: { name: "crm" },
});

const crmSchema = new fivetran.SchemaConfig("crm", {
  connectorId: crm.id,
  schemaChangeHandling: "ALLOW_ALL",
  schemas: { crm: { tables: { Account: { columns: { Phone: { hashed: true } } } } } },
});

for (const [name, connectorId] of [
  ["shop", shopSchema.connectorId],
  ["crm", crmSchema.connectorId],
] as const)
  new fivetran.ConnectorSchedule(name, { connectorId, syncFrequencyMinutes: 60, paused: false });

export const shopId = shop.id;
export const crmId = crm.id;
