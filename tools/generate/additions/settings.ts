import type { Schema } from "../document.ts";
import { object } from "./schemas.ts";

const ORACLE = [
  "asm_staging_directory",
  "cdb_database",
  "cdb_password",
  "cdb_user",
  "enable_asm",
  "enable_symbolic_links",
  "enable_tde_encryption",
  "local_wallet_host",
  "local_wallet_user",
  "tde_wallet_password",
];

/**
 * Settings of services that the bridged Terraform provider has gained from version 1.9.37 to 1.9.53, by the schema of the service's
 * `config`. Their names are known, their types are not: any value passes. What is secret among them is known by its name.
 */
export const NEW_SETTINGS: Readonly<Record<string, readonly string[]>> = {
  oracle_config_V1: ORACLE,
  oracle_ebs_config_V1: ORACLE,
  oracle_rac_config_V1: ORACLE,
  workday_adaptive_config_V1: ["auth_mode", "client_id", "host", "isu", "private_key", "tenant"],
  workday_hcm_config_V1: ["subscriber_id"],
  jira_config_V1: ["api_cursor_rollback_window", "sync_files"],
  genesys_config_V1: ["api_to_sync_conversation_analytics_data"],
  hubspot_config_V1: ["sync_highly_sensitive_data", "sync_sensitive_data"],
  salesforce_marketing_cloud_config_V1: ["event_extract_mode"],
  the_trade_desk_config_V1: ["report_templates"],
  walmart_dsp_config_V1: ["report_templates"],
  db2i_hva_config_V1: ["use_database_name_for_table_filtering"],
  db2i_sap_hva_config_V1: ["use_database_name_for_table_filtering"],
  databricks_config_V1: ["azure_client_id", "azure_client_secret", "azure_tenant_id"],
  databricks_via_managed_data_lake_config_V1: ["should_write_delta"],
};

/** A service to which logs are sent, whose settings nobody has published but for `environment_id`: all of them are left open. */
export const NEW_LOG_SERVICE = {
  id: "dynatrace",
  config: object({ config: { type: "object" } }),
  /** The document's schemas of the request and of the answer, which say what each service adds to them. */
  parents: ["AddLogRequest", "LogExtendedResponse"],
} as const satisfies { id: string; config: Schema; parents: readonly string[] };
