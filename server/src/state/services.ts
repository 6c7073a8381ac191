/** Facts about connector services, by hand until the services' metadata is there to ask. */

/** Which config keys name a connection in its destination; with `any`, those that are given decide. */
export type Naming = "schema_prefix" | "schema_table" | "schema_table_group" | "any";

const PREFIX_SERVICES = new Set(
  `airtable aurora aurora_postgres azure_cosmos_for_mongo azure_postgres azure_sql_db azure_sql_managed_db bigquery_db cockroachdb
  cosmos databricks_db db2i_hva db2i_sap_hva db2luw db2z documentdb epic_clarity google_cloud_mysql google_cloud_postgresql
  google_cloud_sqlserver heroku_postgres magento_mysql magento_mysql_rds maria maria_azure maria_rds mongo mongo_sharded mysql
  mysql_azure mysql_rds oracle oracle_business_intelligence_publisher oracle_ebs oracle_fusion_cloud_apps_crm
  oracle_fusion_cloud_apps_fscm oracle_fusion_cloud_apps_hcm oracle_hva oracle_rac oracle_rds oracle_sap_hva postgres postgres_rds
  sap_hana_db snowflake_db sql_server sql_server_hva sql_server_rds sql_server_sap_ecc_hva`.split(/\s+/),
);

const TABLE_SERVICES = new Set(
  `adroll akamai akeneo algolia amazon_dsp assembled aws_cost_report brave_ads buzzsprout canvas_data_2_by_instructure
  chargebee_product_catalog_2 chargedesk cloudflare_analytics clubspeed criteo_retail_media destini double_click_campaign_manager
  double_click_publishers dropbox_sign duoplane eventsforce everflow forj_community freshdesk_contact_center freshsuccess
  google_classroom google_display_and_video_360 google_sheets grin happyfox jama_software jibble justcall kinesis learnupon
  livechat_partner looker_source mixmax mixpanel navan open_data_dc paddle referralhero reviewsai revops rollbar safebase shiphero
  sistrix slack sugarcrm teamtailor tive webhooks wherefour wordpress workleap_officevibe`.split(/\s+/),
);

const TABLE_GROUP_SERVICES = new Set(
  `azure_blob_storage box dropbox email ftp gcs google_drive guidewire_cloud_data_access s3 s3_compatible_storage sftp share_point
  workday`.split(/\s+/),
);

export function namingOf(service: string): Naming {
  if (PREFIX_SERVICES.has(service)) return "schema_prefix";
  if (TABLE_SERVICES.has(service)) return "schema_table";
  if (TABLE_GROUP_SERVICES.has(service)) return "schema_table_group";
  return "any";
}

/** The config keys that name a connection. They are given once and are not part of its config afterwards. */
export const NAMING_KEYS = ["schema", "table", "table_group_name", "schema_prefix"] as const;

/**
 * Whether a service could exist: its name looks like one. The list of the services comes with their metadata; until then a test
 * that needs an unsupported service uses another kind of name, or lists it in the seed.
 */
export function isPlausibleService(service: string): boolean {
  return /^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(service);
}

/** Services that a person authorizes in a browser; the default of the account's setting. */
export const PERSON_AUTHORIZED_SERVICES: readonly string[] =
  `bingads facebook_ads facebook_pages google_ads google_analytics_4 google_search_console hubspot instagram_business linkedin_ads
  microsoft_dynamics_365_fno pinterest_ads quickbooks salesforce salesforce_sandbox snapchat_ads tiktok_ads twitter_ads youtube_analytics`.split(
    /\s+/,
  );

/** Keys under `auth` that stand for a person's authorization. */
const GRANTS = ["refresh_token", "access_token", "oauth_token"];

export function holdsGrant(auth: Readonly<Record<string, unknown>>): boolean {
  return GRANTS.some((key) => auth[key] !== undefined && auth[key] !== null && auth[key] !== "");
}

/** Services whose cursor state can be read and written over the API. */
const STATEFUL_SERVICES = new Set(["aws_lambda", "azure_function", "google_cloud_function", "connector_sdk"]);

export function hasState(service: string): boolean {
  return STATEFUL_SERVICES.has(service);
}

/** Config values that the service fills in when they are not sent. */
const CONFIG_DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  itunes_connect: {
    timeframe_months: "TWELVE",
    app_sync_mode: "AllApps",
    sales_account_sync_mode: "AllSalesAccounts",
    finance_account_sync_mode: "AllFinanceAccounts",
  },
};

export function configDefaults(service: string): Readonly<Record<string, string>> {
  return CONFIG_DEFAULTS[service] ?? {};
}

/** The service of the connection that Fivetran adds to a destination by itself; UNPROVEN which service id it shows. */
export const METADATA_SERVICE = "fivetran_log";
export const METADATA_SCHEMA = "fivetran_metadata";
