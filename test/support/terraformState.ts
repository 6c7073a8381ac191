/** A state of fivetran/fivetran, made by hand: one resource of each type, as its documentation describes their attributes. */

export interface StateEntry {
  readonly type: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Attributes that the state marks as sensitive, by the path of their names. */
  readonly sensitive?: readonly (readonly string[])[];
}

/** Nowhere in what a conversion writes. */
export const STATE_SECRETS = [
  "pg-password-1",
  "snow-password-2",
  "mysql-password-3",
  "hook-secret-4",
  "dd-key-5",
  "oauth-secret-6",
  "s3-secret-7",
  "dbt-token-8",
  "agent-token-9",
  "proxy-key-10",
  "v2-password-11",
  "odd-12-marked-by-the-state",
];

const created = { created_at: "2026-01-02T03:04:05Z" };

export const ENTRIES: readonly StateEntry[] = [
  {
    type: "fivetran_group",
    name: "analytics",
    attributes: { id: "warm_heron", name: "analytics", ...created },
  },
  {
    type: "fivetran_destination",
    name: "warehouse",
    attributes: {
      id: "warm_heron",
      group_id: "warm_heron",
      service: "snowflake",
      region: "GCP_US_EAST4",
      time_zone_offset: "0",
      daylight_saving_time_enabled: false,
      setup_status: "connected",
      run_setup_tests: true,
      trust_certificates: false,
      trust_fingerprints: false,
      networking_method: "Directly",
      private_link_id: "",
      config: {
        host: "acme.snowflakecomputing.com",
        user: "fivetran",
        password: "snow-password-2",
        role: null,
        port: 443,
        database: "RAW",
      },
    },
  },
  {
    type: "fivetran_connector",
    name: "orders",
    attributes: {
      id: "crisp_falcon",
      group_id: "warm_heron",
      service: "postgres",
      name: "orders",
      ...created,
      connected_by: "calm_nectar",
      run_setup_tests: false,
      data_delay_sensitivity: "NORMAL",
      data_delay_threshold: 0,
      networking_method: "PrivateLink",
      private_link_id: "ivory_cedar",
      destination_schema: { name: null, table: null, prefix: "orders", table_group_name: null },
      config: {
        host: "odd-12-marked-by-the-state",
        port: 5432,
        user: "fivetran",
        password: "pg-password-1",
        database: "orders",
        tables: [],
        schema: null,
      },
      auth: null,
    },
    sensitive: [["config", "host"]],
  },
  {
    type: "fivetran_connector",
    name: "ads",
    attributes: {
      id: "brave_otter",
      group_id: "warm_heron",
      service: "google_ads",
      name: "ads",
      destination_schema: { name: "ads", table: null, prefix: null, table_group_name: null },
      config: { customer_id: "1234567890", reports_google_ads: null, sync_mode: "AllAccounts" },
      auth: { client_access: { client_id: "id", client_secret: "oauth-secret-6" }, refresh_token: null },
    },
  },
  {
    type: "fivetran_connection",
    name: "shop",
    attributes: {
      id: "quiet_lynx",
      group_id: "warm_heron",
      service: "mysql",
      name: "shop",
      destination_schema: { name: null, table: null, prefix: "shop", table_group_name: null },
      config: '{"host":"shop.acme.com","port":3306}',
      proxy_agent_id: "dizzy_cricket",
      networking_method: "ProxyAgent",
    },
  },
  {
    type: "fivetran_connection_config",
    name: "shop",
    attributes: {
      id: "quiet_lynx",
      connection_id: "quiet_lynx",
      config: '{"user":"fivetran","password":"mysql-password-3"}',
      auth: null,
    },
  },
  {
    type: "fivetran_connection_v2",
    name: "billing",
    attributes: {
      id: "shy_mole",
      group_id: "warm_heron",
      service: "postgres",
      name: "billing",
      destination_schema: { prefix: "billing" },
      destination_schema_names: "SOURCE_NAMING",
      data_checks: true,
      config: {
        type: ["object", { host: "string", password: "string" }],
        value: { host: "billing.acme.com", password: "v2-password-11" },
      },
      auth: null,
    },
  },
  {
    type: "fivetran_connection_v2_pause_state",
    name: "billing",
    attributes: { id: "shy_mole", connection_id: "shy_mole", paused: false },
  },
  {
    type: "fivetran_connector_schedule",
    name: "orders",
    attributes: {
      id: "crisp_falcon",
      connector_id: "crisp_falcon",
      group_id: null,
      connector_name: null,
      sync_frequency: "60",
      schedule_type: "auto",
      paused: "false",
      pause_after_trial: "false",
      daily_sync_time: null,
      schedule: null,
    },
  },
  {
    type: "fivetran_connector_schedule",
    name: "shop",
    attributes: {
      id: "quiet_lynx",
      connector_id: "quiet_lynx",
      paused: "true",
      schedule: {
        schedule_type: "CRON",
        cron: "0 6 * * 1",
        days_of_week: [],
        interval: null,
        time_of_day: null,
      },
    },
  },
  {
    type: "fivetran_connector_schema_config",
    name: "orders",
    attributes: {
      id: "crisp_falcon",
      connector_id: "crisp_falcon",
      schema_change_handling: "ALLOW_COLUMNS",
      schemas: {
        public: {
          enabled: true,
          tables: {
            "Order Items": {
              enabled: true,
              sync_mode: "HISTORY",
              columns: { eMail: { enabled: true, hashed: true, is_primary_key: false } },
            },
          },
        },
      },
    },
  },
  {
    type: "fivetran_connector_schema_config",
    name: "shop",
    attributes: {
      id: "quiet_lynx",
      connector_id: "quiet_lynx",
      schema_change_handling: "BLOCK_ALL",
      schema: [
        {
          name: "shop",
          enabled: "true",
          table: [
            {
              name: "customers",
              enabled: "true",
              sync_mode: null,
              column: [{ name: "phone", enabled: "false", hashed: null }],
            },
          ],
        },
      ],
    },
  },
  {
    type: "fivetran_connector_certificates",
    name: "orders",
    attributes: {
      id: "crisp_falcon",
      connector_id: "crisp_falcon",
      certificate: [
        {
          hash: "Y2VydA",
          encoded_cert: "Y2VydGlmaWNhdGU=",
          validated_by: "ann",
          validated_date: "2026-01-02T03:04:05Z",
        },
      ],
    },
    sensitive: [["certificate"]],
  },
  {
    type: "fivetran_connector_fingerprints",
    name: "orders",
    attributes: {
      id: "crisp_falcon",
      connector_id: "crisp_falcon",
      fingerprint: [{ hash: "ZmluZ2Vy", public_key: "c3NoLXJzYQ==" }],
    },
  },
  {
    type: "fivetran_destination_certificates",
    name: "warehouse",
    attributes: {
      id: "warm_heron",
      destination_id: "warm_heron",
      certificate: [{ hash: "ZGVzdA", encoded_cert: "ZGVzdGluYXRpb24=" }],
    },
  },
  {
    type: "fivetran_destination_fingerprints",
    name: "warehouse",
    attributes: {
      id: "warm_heron",
      destination_id: "warm_heron",
      fingerprint: [{ hash: "ZGVzdDI", public_key: "c3NoLWVk" }],
    },
  },
  {
    type: "fivetran_user",
    name: "ann",
    attributes: {
      id: "calm_nectar",
      email: "ann@acme.com",
      given_name: "Ann",
      family_name: "Archer",
      role: "Account Reviewer",
      phone: null,
      picture: null,
      verified: true,
      invited: false,
      ...created,
    },
  },
  {
    type: "fivetran_team",
    name: "analysts",
    attributes: { id: "proud_eagle", name: "analysts", role: "Account Reviewer", description: "" },
  },
  {
    type: "fivetran_team_user_membership",
    name: "analysts",
    attributes: {
      id: "proud_eagle",
      team_id: "proud_eagle",
      user: [{ user_id: "calm_nectar", role: "Team Member" }],
    },
  },
  {
    type: "fivetran_team_group_membership",
    name: "analysts",
    attributes: {
      id: "proud_eagle",
      team_id: "proud_eagle",
      group: [{ group_id: "warm_heron", role: "Destination Reviewer", ...created }],
    },
  },
  {
    type: "fivetran_team_connector_membership",
    name: "analysts",
    attributes: {
      id: "proud_eagle",
      team_id: "proud_eagle",
      connector: [{ connector_id: "crisp_falcon", role: "Connector Reviewer", ...created }],
    },
  },
  {
    type: "fivetran_user_group_membership",
    name: "ann",
    attributes: {
      user_id: "calm_nectar",
      group: [{ group_id: "warm_heron", role: "Destination Reviewer", ...created }],
    },
  },
  {
    type: "fivetran_user_connector_membership",
    name: "ann",
    attributes: {
      user_id: "calm_nectar",
      connector: [{ connector_id: "crisp_falcon", role: "Connector Reviewer", ...created }],
    },
  },
  {
    type: "fivetran_group_users",
    name: "other",
    attributes: {
      id: "cold_crane",
      group_id: "cold_crane",
      user: [{ id: "kind_koala", email: "bob@acme.com", role: "Destination Reviewer" }],
    },
  },
  {
    type: "fivetran_webhook",
    name: "alerts",
    attributes: {
      id: "loyal_galaxy",
      type: "account",
      url: "https://hooks.acme.com/f",
      events: ["sync_end"],
      active: true,
      secret: "hook-secret-4",
      group_id: "",
      run_tests: false,
    },
    sensitive: [["secret"]],
  },
  {
    type: "fivetran_external_logging",
    name: "logs",
    attributes: {
      id: "warm_heron",
      group_id: "warm_heron",
      service: "datadog_log",
      enabled: true,
      run_setup_tests: false,
      config: { api_key: "dd-key-5", region: "EU", port: 0, enable_ssl: false, host: null },
    },
  },
  {
    type: "fivetran_private_link",
    name: "link",
    attributes: {
      id: "ivory_cedar",
      name: "link",
      region: "AWS_US_EAST_1",
      service: "SOURCE_AWS",
      config_map: { connection_service_name: "com.amazonaws.vpce.a" },
      state: "CREATED",
      host: "link.acme",
    },
  },
  {
    type: "fivetran_proxy_agent",
    name: "office",
    attributes: {
      id: "dizzy_cricket",
      display_name: "office",
      group_region: "GCP_US_EAST4",
      token: "agent-token-9",
      client_private_key: "proxy-key-10",
      client_cert: "cert",
    },
  },
  {
    type: "fivetran_hybrid_deployment_agent",
    name: "cellar",
    attributes: {
      id: "frugal_quarry",
      group_id: "warm_heron",
      display_name: "cellar",
      env_type: "DOCKER",
      auth_type: "AUTO",
      token: "agent-token-9",
      authentication_counter: 0,
    },
  },
  {
    type: "fivetran_transformation_project",
    name: "dbt",
    attributes: {
      id: "mild_blossom",
      group_id: "warm_heron",
      type: "DBT_GIT",
      run_tests: false,
      project_config: {
        dbt_version: "1.9.0",
        default_schema: "models",
        git_remote_url: "git@github.com:acme/dbt.git",
        git_branch: "main",
        folder_path: "/",
        target_name: "",
        threads: 4,
        environment_vars: ["DBT_TOKEN=dbt-token-8"],
        public_key: "ssh-rsa AAAA",
      },
    },
  },
  {
    type: "fivetran_transformation",
    name: "models",
    attributes: {
      id: "autumn_kernel",
      type: "DBT_CORE",
      paused: false,
      schedule: {
        schedule_type: "INTERVAL",
        interval: 60,
        cron: [],
        days_of_week: [],
        time_of_day: null,
        smart_syncing: null,
        connection_ids: [],
      },
      transformation_config: {
        project_id: "mild_blossom",
        name: "models",
        steps: [{ name: "run", command: "dbt run" }],
        package_name: null,
        connection_ids: null,
        excluded_models: null,
      },
    },
  },
  {
    type: "fivetran_connector_sdk_package",
    name: "code",
    attributes: { id: "cosmic_barley", file_path: "code.zip", file_sha256_hash: "", ...created },
  },
];

/** The file that Terraform keeps. */
export function terraformState(entries: readonly StateEntry[]): string {
  const provider = 'provider["registry.terraform.io/fivetran/fivetran"]';
  const resources = entries.map(({ type, name, attributes, sensitive = [] }) => ({
    mode: "managed",
    type,
    name,
    provider,
    instances: [
      {
        schema_version: 0,
        attributes,
        sensitive_attributes: sensitive.map((path) => path.map((value) => ({ type: "get_attr", value }))),
      },
    ],
  }));
  const others = [
    {
      mode: "managed",
      type: "aws_s3_bucket",
      name: "lake",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ attributes: { id: "lake" } }],
    },
    {
      mode: "managed",
      type: "fivetran_newer_thing",
      name: "newer",
      provider,
      instances: [{ attributes: { id: "x" } }],
    },
    { mode: "data", type: "fivetran_users", name: "all", provider, instances: [{ attributes: { id: "0" } }] },
  ];
  return JSON.stringify({
    version: 4,
    terraform_version: "1.13.0",
    serial: 7,
    lineage: "l",
    outputs: {},
    resources: [...resources, ...others],
  });
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What `pulumi stack export` prints of a stack whose program declares the same by the bridged provider. */
export function bridgedExport(entries: readonly StateEntry[]): string {
  const stack = "urn:pulumi:prod::old::pulumi:pulumi:Stack::old-prod";
  const resources = entries.map(({ type, name, attributes, sensitive = [] }) => {
    const kind = camelCase(type.replace("fivetran_", "_"));
    const token = `fivetran:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
    const outputs = camelCased(attributes, []) as Record<string, unknown>;
    for (const path of sensitive) if (path[0] !== "certificate") seal(outputs, path.map(camelCase));
    const { id = name } = attributes;
    return {
      urn: `urn:pulumi:prod::old::${token}::${name}`,
      custom: true,
      id,
      type: token,
      inputs: {},
      outputs,
      parent: stack,
    };
  });
  const root = { urn: stack, custom: false, type: "pulumi:pulumi:Stack" };
  return JSON.stringify({
    version: 3,
    deployment: {
      manifest: { time: "2026-01-02T03:04:05Z", magic: "", version: "" },
      resources: [root, ...resources],
    },
  });
}

/** As `pulumi stack export --show-secrets` prints a secret. */
function seal(values: Record<string, unknown>, [first = "", ...rest]: readonly string[]): void {
  if (rest.length > 0) {
    seal(values[first] as Record<string, unknown>, rest);
    return;
  }
  const plaintext = JSON.stringify(values[first]);
  values[first] = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", plaintext };
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Blocks that the bridge puts in the plural. */
const PLURAL = new Set(["certificate", "fingerprint", "user", "group", "connector", "days_of_week"]);

function camelCased(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => camelCased(item, path));
  if (typeof value !== "object" || value === null) return value;
  const isMap =
    ["schemas", "tables", "columns", "config_map"].includes(path.at(-1) ?? "") && !Array.isArray(value);
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>)
      .filter(([, each]) => each !== null)
      .map(([key, each]) => {
        const name = PLURAL.has(key) && Array.isArray(each) ? `${key}s` : key;
        return [isMap ? key : camelCase(name), camelCased(each, [...path, key])];
      }),
  );
}
