/** What the document does not say of services. */

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

/** The service whose connections bring their own code. */
export const CODE_SERVICE = "connector_sdk";

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
  // The vendor's `fivetran deploy` reads it in each answer, and says that this is the default.
  connector_sdk: { python_version: "3.14" },
};

export function configDefaults(service: string): Readonly<Record<string, string>> {
  return CONFIG_DEFAULTS[service] ?? {};
}

/** The service of the connection that Fivetran adds to a destination by itself; UNPROVEN which service id it shows. */
export const METADATA_SERVICE = "fivetran_log";
export const METADATA_SCHEMA = "fivetran_metadata";
