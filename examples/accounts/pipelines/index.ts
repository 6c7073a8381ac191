// The same pipelines in each account. What differs, and the credentials, stand in the stack's configuration.
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";

const config = new pulumi.Config();

/** Stops before anything is made when the credentials open another account than the stack's. */
async function refuseOtherAccounts(): Promise<void> {
  const wanted = config.require("accountId");
  const { accountId } = await fivetran.getAccount();
  if (accountId === wanted) return;
  throw new pulumi.RunError(
    `The stack '${pulumi.getStack()}' is for the account '${wanted}', and its credentials open '${accountId}'. Nothing was changed.`,
  );
}

function declarePipelines(): { groupId: pulumi.Output<string>; connectorId: pulumi.Output<string> } {
  const group = new fivetran.Group("orders", { name: "orders" });
  const warehouse = new fivetran.Destination("warehouse", {
    groupId: group.id,
    service: "snowflake",
    region: config.require("destinationRegion"),
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
  const orders = new fivetran.Connector("orders", {
    groupId: warehouse.groupId,
    service: "postgres",
    destinationSchema: { prefix: "orders" },
    config: {
      host: config.require("ordersHost"),
      port: 5432,
      database: "shop",
      user: "fivetran",
      password: config.requireSecret("ordersPassword"),
      update_method: "XMIN",
    },
  });
  const schema = new fivetran.SchemaConfig("orders", {
    connectorId: orders.id,
    rules: [{ match: { column: "email" }, hashed: true }],
  });
  new fivetran.ConnectorSchedule("orders", {
    connectorId: schema.connectorId,
    schedule: "every hour",
    paused: false,
  });
  return { groupId: group.id, connectorId: orders.id };
}

export = async () => {
  await refuseOtherAccounts();
  return declarePipelines();
};
