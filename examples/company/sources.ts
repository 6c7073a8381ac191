// What the company loads, domain by domain. A new source is a line here.
import { office } from "./agents";
import { credential } from "./credentials";
import { application, database, files, type Source } from "./source";

/** Reached from within the company's network only. */
const behindTheWall = { networkingMethod: "ProxyAgent", proxyAgentId: office.id };

export const commerce: readonly Source[] = [
  ...["us", "eu", "uk", "jp", "br"].map((region) =>
    database(
      `shop_${region}`,
      "postgres",
      {
        host: `shop-${region}.db.acme.com`,
        port: 5432,
        database: "shop",
        user: "fivetran",
        password: credential(`shop_${region}`),
        update_method: "TELEPORT",
      },
      { schedule: "every 15 minutes" },
    ),
  ),
  ...["east", "west"].map((coast) =>
    database(`stock_${coast}`, "mysql", {
      host: `stock-${coast}.db.acme.com`,
      port: 3306,
      user: "fivetran",
      password: credential(`stock_${coast}`),
      update_method: "BINLOG",
    }),
  ),
  database(
    "erp",
    "sql_server",
    {
      host: "erp.acme.internal",
      port: 1433,
      database: "erp",
      user: "fivetran",
      password: credential("erp"),
    },
    { schedule: "every 6 hours", networking: behindTheWall },
  ),
  database(
    "ledger",
    "oracle",
    {
      host: "ledger.acme.internal",
      port: 1521,
      database: "LEDGER",
      user: "FIVETRAN",
      password: credential("ledger"),
      update_method: "LOGMINER",
    },
    {
      schedule: "daily at 02:00",
      networking: behindTheWall,
      rules: [{ match: { table: "payments" }, syncMode: "HISTORY" }],
    },
  ),
  ...["carts", "sessions"].map((name) =>
    database(name, "mongo", {
      hosts: [`${name}-0.db.acme.com:27017`, `${name}-1.db.acme.com:27017`],
      user: "fivetran",
      password: credential(name),
    }),
  ),
  ...["us", "eu", "uk"].map((region) =>
    application(`stripe_${region}`, "stripe", { api_key: credential(`stripe_${region}`) }),
  ),
  ...["us", "eu", "uk", "jp"].map((region) =>
    application(`shopify_${region}`, "shopify", {
      shop: `acme-${region}`,
      api_access_token: credential(`shopify_${region}`),
    }),
  ),
  ...["us", "eu"].map((region) =>
    application(`recharge_${region}`, "recharge", { api_token: credential(`recharge_${region}`) }),
  ),
];

export const marketing: readonly Source[] = [
  ...["acme", "acme_kids", "acme_pro"].map((brand) =>
    application(
      `google_ads_${brand}`,
      "google_ads",
      { sync_mode: "AllAccounts", timeframe_months: "TWELVE" },
      { auth: { refresh_token: credential(`google_ads_${brand}`) }, schedule: "daily at 05:00" },
    ),
  ),
  ...["acme", "acme_kids"].map((brand) =>
    application(
      `facebook_ads_${brand}`,
      "facebook_ads",
      { sync_mode: "AllAccounts", timeframe_months: "TWELVE" },
      { auth: { access_token: credential(`facebook_ads_${brand}`) }, schedule: "daily at 05:00" },
    ),
  ),
  ...["us", "eu"].flatMap((region) => [
    application(`klaviyo_${region}`, "klaviyo", { api_key: credential(`klaviyo_${region}`) }),
    application(`iterable_${region}`, "iterable", { api_key: credential(`iterable_${region}`) }),
    application(`marketo_${region}`, "marketo", {
      client_id: `fivetran-${region}`,
      client_secret: credential(`marketo_${region}`),
      endpoint: `https://${region}.mktorest.acme.com/rest`,
    }),
  ]),
  application("sendgrid", "sendgrid", { api_key: credential("sendgrid") }),
  ...["sales", "partners"].map((org) =>
    application(
      `salesforce_${org}`,
      "salesforce",
      { sync_formula_fields: false },
      { auth: { refresh_token: credential(`salesforce_${org}`) } },
    ),
  ),
];

export const support: readonly Source[] = [
  ...["us", "eu"].map((region) =>
    application(`zendesk_${region}`, "zendesk", {
      domain: `acme-${region}`,
      email: "fivetran@acme.com",
      api_token: credential(`zendesk_${region}`),
    }),
  ),
  application(
    "jira",
    "jira",
    {
      host: "jira.acme.internal",
      port: 443,
      auth_type: "BASIC",
      on_premise: true,
      user: "fivetran",
      password: credential("jira"),
    },
    { nextCertificate: { hash: "bmV4dC1qaXJhLWNlcnRpZmljYXRl", encodedCert: "TUlJQi4uLg==" } },
  ),
  application("github", "github", {
    auth_mode: "PersonalAccessToken",
    username: "acme",
    pats: [credential("github")],
  }),
  application(
    "greenhouse",
    "greenhouse",
    { api_key: credential("greenhouse") },
    { schedule: "every 12 hours" },
  ),
  files(
    "call_records",
    "s3",
    {
      bucket: "acme-call-records",
      prefix: "exports/",
      auth_type: "ACCESS_KEY",
      access_key_id: "AKIAEXAMPLE",
      access_key_secret: credential("call_records"),
      file_type: "jsonl",
    },
    { schedule: "manual" },
  ),
];
