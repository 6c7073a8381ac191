// Where each domain's data goes.
import * as fivetran from "pulumi-fivetran";
import { credential } from "./credentials";

/** Makes a domain's destination. */
export type Warehouse = (
  name: string,
  place: { groupId: fivetran.Group["id"] } & fivetran.NetworkingArgs,
) => fivetran.Destination;

export const snowflake: Warehouse = (name, place) =>
  new fivetran.Destination(name, {
    ...place,
    service: "snowflake",
    region: "AWS_US_EAST_1",
    timeZoneOffset: "-5",
    config: {
      host: "acme.snowflakecomputing.com",
      port: 443,
      database: "RAW",
      auth: "PASSWORD",
      user: "fivetran",
      password: credential("snowflake"),
    },
  });

export const bigQuery: Warehouse = (name, place) =>
  new fivetran.Destination(name, {
    ...place,
    service: "big_query",
    region: "GCP_EUROPE_WEST3",
    timeZoneOffset: "+1",
    config: { project_id: "acme-marketing", data_set_location: "EU", secret_key: credential("big_query") },
  });

/** Behind a private link: nothing of it crosses the open network. */
export const privateDatabricks: Warehouse = (name, place) => {
  const link = new fivetran.PrivateLink(name, {
    name,
    region: "AWS_EU_WEST_1",
    service: "DATABRICKS_AWS",
    config: { connection_service_name: "com.amazonaws.vpce.eu-west-1.vpce-svc-0acme" },
  });
  return new fivetran.Destination(name, {
    ...place,
    service: "databricks",
    region: "AWS_EU_WEST_1",
    timeZoneOffset: "0",
    networkingMethod: "PrivateLink",
    privateLinkId: link.id,
    config: {
      server_host_name: "acme.cloud.databricks.com",
      port: 443,
      http_path: "/sql/1.0/warehouses/acme",
      catalog: "support",
      personal_access_token: credential("databricks"),
    },
  });
};
