import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, makeEditor } from "../sdk/compile.ts";

const NODE16: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ["node"],
};

const HEAD = `import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
const cfg = new pulumi.Config(), secret = cfg.requireSecret("secret"), destinationSchema = { prefix: "p" };
declare const services: ["postgres", "mysql"], either: pulumi.Output<typeof services[number]>;
`;

/** The arguments of a connector or a destination besides those that are always there. */
const connector = (args: string): string =>
  `new fivetran.Connector("c", { groupId: "g", destinationSchema, ${args} });`;
const pipeline = (args: string): string =>
  `new fivetran.Pipeline("p", { groupId: "g", destinationSchema, ${args} });`;
const destination = (args: string): string =>
  `new fivetran.Destination("d", { groupId: "g", timeZoneOffset: "0", ${args} });`;

const link = (args: string): string => `new fivetran.PrivateLink("l", { name: "n", region: "r", ${args} });`;
const logging = (args: string): string => `new fivetran.ExternalLogging("l", { groupId: "g", ${args} });`;
const accountLogging = (args: string): string => `new fivetran.AccountExternalLogging("l", { ${args} });`;

/** What a ten-line program may cost. It takes 1,300; without care it was 53,000, which is seconds of every `pulumi up`. */
const MOST_INSTANTIATIONS = 5_000;

const RIGHT = [
  connector('service: "postgres", config: { host: "h", port: 5432, update_method: "A_NEW_ONE" }'),
  connector('service: "google_ads", auth: { client_access: { client_id: "c" } }'),
  connector('service: "s3", config: { files: [{ table_name: "t" }] }, extraConfig: { brand_new: [1] }'),
  connector('service: "15five"'),
  // A setting of its own, although it is called like a naming key.
  connector('service: "db2luw", config: { schema: "s" }'),
  destination('service: "snowflake", config: { host: "h", port: 443 }, extraConfig: { brand_new: 1 }'),
  pipeline('service: "postgres", config: { host: "h", port: 5432 }, schedule: "every hour", paused: true'),
  pipeline(
    'service: "s3", extraConfig: { brand_new: 1 }, rules: [{ match: { column: "email" }, hashed: true }], schemas: { a: { enabled: true } }',
  ),
  'new fivetran.Pipeline("p", { groupId: "g", destinationSchema, service: "mysql" }, { protect: true, aliases: [{ name: "o" }] });',
  // Its settings are not in Fivetran's document.
  destination('service: "clickhouse", config: { anything: 1 }'),
  link('service: "REDSHIFT_AWS", config: { aws_account_id: "1", cluster_identifier: "c" }'),
  link(
    'service: "SOURCE_AZURE", config: { connection_service_id: "c", sub_resource_name: "s" }, extraConfig: { brand_new: 1 }',
  ),
  logging('service: "datadog_log", config: { region: "EU", api_key: "k" }, extraConfig: { brand_new: 1 }'),
  logging('service: "datadog_log", config: { region: "A_NEW_ONE" }'),
  accountLogging('service: "splunkLog", config: { host: "h", port: 8088, enable_ssl: true }'),
];

const OUTPUTS = [
  connector('service: "postgres", config: { host: secret, port: cfg.requireSecretNumber("port") }'),
  connector('service: "postgres", config: { auth_method: secret, host: cfg.getSecret("host") }'),
  connector(
    'service: "postgres", config: pulumi.output({ host: "h" }), extraConfig: pulumi.output({ a: 1 })',
  ),
  connector('service: "postgres", config: cfg.requireSecretObject("config")'),
  connector('service: "google_ads", auth: { client_access: secret.apply((client_id) => ({ client_id })) }'),
  connector('service: "google_ads", auth: { client_access: { client_secret: secret } }'),
  connector('service: "s3", config: { files: [secret.apply((table_name) => ({ table_name }))] }'),
  connector('service: "google_ads", config: { accounts: ["a", secret], reports: [{ table: secret }] }'),
  connector('service: either, config: { host: "h", port: 1 }'),
  connector('service: "postgres", config: { host: Promise.resolve("h") }'),
  pipeline('service: "postgres", config: { password: secret }, schedule: secret, setupTests: "warn"'),
  pipeline(
    "service: secret.apply(fivetran.customService), config: { any: secret }, rules: pulumi.output([])",
  ),
  destination('service: "snowflake", config: { password: secret }'),
  destination('service: "snowflake", config: pulumi.output({ host: "h" })'),
  link(
    'service: "REDSHIFT_AWS", config: { aws_account_id: secret, cluster_identifier: Promise.resolve("c") }',
  ),
  link('service: "SOURCE_GCP", config: pulumi.output({ private_connection_service_id: "p" })'),
  logging('service: "cloudwatch", config: { role_arn: secret, region: secret }'),
  accountLogging('service: "datadog_log", config: { api_key: secret, region: secret }'),
  accountLogging('service: "cloudwatch", config: cfg.requireSecretObject("config")'),
];

const WRONG: readonly (readonly [string, string, RegExp])[] = [
  [
    "a connector's config",
    connector('service: "postgres", config: { hots: "h", password: secret }'),
    /'hots' does not exist in type .*BesideExtraConfig.*PostgresConfig/,
  ],
  [
    "a connector's auth",
    connector('service: "google_ads", auth: { refreshToken: "r" }'),
    /'refreshToken' does not exist in type .*GoogleAdsAuth/,
  ],
  [
    "an object inside",
    connector('service: "google_ads", auth: { client_access: { clientId: secret } }'),
    /'clientId' does not exist in type .*client_id/,
  ],
  [
    "an item of a list",
    connector('service: "s3", config: { files: [{ tabel_name: "t" }] }'),
    /'tabel_name' does not exist in type .*table_name/,
  ],
  [
    "a destination's config",
    destination('service: "snowflake", config: { hots: "h" }'),
    /'hots' does not exist in type .*BesideExtraConfig.*SnowflakeConfig/,
  ],
  [
    "a private link's config",
    link('service: "REDSHIFT_AWS", config: { aws_account_id: "1", cluster_identifier: "c", vpce_id: "v" }'),
    /'vpce_id' does not exist in type .*BesideExtraConfig.*RedshiftAwsConfig/,
  ],
  [
    "a group's logging",
    logging('service: "datadog_log", config: { apiKey: secret }'),
    /'apiKey' does not exist in type .*BesideExtraConfig.*DatadogLogConfig/,
  ],
  [
    "the account's logging",
    accountLogging('service: "cloudwatch", config: { log_group: "l" }'),
    /'log_group' does not exist in type .*BesideExtraConfig.*CloudwatchConfig/,
  ],
  [
    "the names in the destination",
    connector('service: "postgres", config: { schema_prefix: "p" }'),
    /'schema_prefix' does not exist in type .*BesideExtraConfig.*PostgresConfig/,
  ],
  [
    "a pipeline's config",
    pipeline('service: "postgres", config: { hots: "h", password: secret }'),
    /'hots' does not exist in type .*BesideExtraConfig.*PostgresConfig/,
  ],
  [
    "a pipeline: its connector is its own",
    pipeline('service: "postgres", connectorId: "c"'),
    /'connectorId' does not exist in type .*PipelineArgs/,
  ],
  [
    "a pipeline's rule",
    pipeline('service: "postgres", rules: [{ match: { column: "email" }, hash: true }]'),
    /'hash' does not exist in type .*SchemaRule/,
  ],
  [
    "those of a table",
    connector('service: "google_sheets", config: { table: "t" }'),
    /'table' does not exist in type .*BesideExtraConfig.*GoogleSheetsConfig/,
  ],
];

const MISSPELT = connector('service: "postgress", config: { any: 1 }');
const UNKNOWN_SERVICES = [
  MISSPELT,
  connector('service: "new_service", config: { any: 1 }'),
  connector("service: String(1)"),
  connector("service: secret"),
  destination('service: "new_service", config: { any: 1 }'),
  link('service: "NEW_CLOUD", config: { any: 1 }'),
  logging('service: "new_service", config: { any: 1 }'),
  accountLogging("service: String(1)"),
];

const ESCAPES = [
  connector('service: fivetran.customService("new_service"), config: { any: [secret] }, auth: { any: 1 }'),
  connector("service: secret.apply(fivetran.customService), config: { any: { thing: secret } }"),
  destination("service: fivetran.customService(String(1)), config: { any: 1 }"),
  link('service: fivetran.customService("NEW_CLOUD"), config: { any: [secret] }'),
  logging('service: fivetran.customService("new_service"), config: { any: 1 }'),
  accountLogging("service: secret.apply(fivetran.customService), config: { any: { thing: secret } }"),
];

const NAMED = [
  'function make(config: fivetran.ConnectorConfig<"postgres">): fivetran.Connector { return new fivetran.Connector("c", { groupId: "g", service: "postgres", destinationSchema, config }); }',
  'export const args: fivetran.ConnectorArgs<"mysql"> = { groupId: "g", service: "mysql", destinationSchema, config: { host: secret } };',
  'export const linkArgs: fivetran.PrivateLinkArgs<"SOURCE_GCP"> = { name: "n", region: "r", service: "SOURCE_GCP", config: { private_connection_service_id: "p" } };',
  'export const links: fivetran.PrivateLink[] = [new fivetran.PrivateLink("l", linkArgs)];',
  'export const logConfig: fivetran.LoggingConfig<"splunkLog"> = { host: secret };',
  'export const all: fivetran.Connector[] = [new fivetran.Connector("c", args), make({ host: "h" })];',
];

const WRONG_VALUES = [
  connector('service: "postgres", config: { host: 5 }'),
  connector('service: "postgres", config: pulumi.output({ host: 5 })'),
  link('service: "REDSHIFT_AWS", config: { aws_account_id: "1" }'),
  logging('service: "splunkLog", config: { port: "8088" }'),
];

/** All statements are one program: what takes long is to read the types, not to check them. */
const STATEMENTS = [
  ...RIGHT,
  ...OUTPUTS,
  ...ESCAPES,
  ...NAMED,
  ...WRONG.map(([, statement]) => statement),
  ...WRONG_VALUES,
  ...UNKNOWN_SERVICES,
];

/** What a compiler has to say of each statement. */
function errorsOf(compiler: typeof ts, options: ts.CompilerOptions): (statement: string) => string[] {
  const before = HEAD.split("\n").length;
  const { errors } = compile(compiler, HEAD + STATEMENTS.join("\n"), options);
  return (statement) => {
    const place = `${STATEMENTS.indexOf(statement) + before}: `;
    return errors.filter((error) => error.startsWith(place)).map((error) => error.slice(place.length));
  };
}

function expectSound(errors: (statement: string) => string[], statements: readonly string[]): void {
  expect(statements.flatMap((statement) => errors(statement).map((error) => [statement, error]))).toEqual([]);
}

describe("the arguments of Connector, Destination, PrivateLink and both loggings", () => {
  let errors: ReturnType<typeof errorsOf>;
  beforeAll(() => {
    errors = errorsOf(ts, NODE16);
  });

  it("[6 Config types] take the settings of each service", () => {
    expectSound(errors, RIGHT);
  });

  it("take Outputs, secret or not, at any depth", () => {
    expectSound(errors, OUTPUTS);
  });

  it.each(WRONG)("name a wrong key of %s, and nothing else", (_where, statement, message) => {
    expect(errors(statement)).toHaveLength(1);
    expect(errors(statement)[0]).toMatch(message);
  });

  it("refuse a value of another type", () => {
    const [host, output, incomplete, port] = WRONG_VALUES.map(errors);
    expect(host?.join()).toContain("'number' is not assignable to type 'Input<string | undefined>'");
    expect(output).toHaveLength(1);
    expect(incomplete?.join()).toContain("'cluster_identifier' is missing");
    expect(port?.join()).toContain("'string' is not assignable to type 'Input<number | undefined>'");
  });

  it("take a service that they do not know only when it is said to be custom", () => {
    for (const statement of UNKNOWN_SERVICES) {
      expect(errors(statement), statement).toHaveLength(1);
      expect(errors(statement)[0]).toMatch(
        /to type 'Input<(Connector|Destination|PrivateLink|Logging)Service>'/,
      );
    }
    expect(errors(MISSPELT)[0]).toContain("Did you mean '\"postgres\"'?");
    expectSound(errors, ESCAPES);
  });

  it("[3.22] are what an editor offers: the settings of that service, less its naming keys", () => {
    const { completions } = makeEditor(ts, NODE16);
    const offered = (statement: string): string[] => completions(HEAD + statement);
    const settings = offered(connector('service: "postgres", config: { password: secret, | }'));
    expect(settings).toEqual(expect.arrayContaining(["host", "port", "update_method"]));
    expect(settings).not.toContain("schema_prefix");
    expect(settings).not.toContain("customer_id");
    expect(offered(connector('service: "google_ads", auth: { client_access: { | } }'))).toContain(
      "developer_token",
    );
    expect(offered(destination('service: "snowflake", config: { | }'))).toContain("database");
    expect(offered(connector('service: "|"'))).toContain("google_sheets");
    const linked = offered(link('service: "SNOWFLAKE_AWS", config: { | }'));
    expect(linked).toEqual(expect.arrayContaining(["account_url", "vpce_id"]));
    expect(linked).not.toContain("pls_id");
    const logged = offered(logging('service: "datadog_log", config: { | }'));
    expect(logged).toEqual(expect.arrayContaining(["api_key", "hostname", "region"]));
    expect(logged).not.toContain("token");
    expect(offered(accountLogging('service: "|"'))).toContain("grafana_loki");
  });

  it("can be named in a function of one's own, and so can what they make", () => {
    expectSound(errors, NAMED);
  });

  it(`cost a ten-line program at most ${MOST_INSTANTIATIONS} instantiations`, () => {
    const { errors: found, instantiations } = compile(ts, TEN_LINES, NODE16);
    expect(found).toEqual([]);
    expect(instantiations()).toBeGreaterThan(0);
    expect(instantiations()).toBeLessThan(MOST_INSTANTIATIONS);
  });
});

describe("the same arguments on TypeScript 3.8, which Pulumi brings, with moduleResolution node", () => {
  let errors: ReturnType<typeof errorsOf>;
  beforeAll(() => {
    const vendored = "../../../node_modules/@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js";
    const old = createRequire(import.meta.url)(
      fileURLToPath(new URL(vendored, import.meta.url)),
    ) as typeof ts;
    expect(old.version).toBe("3.8.3");
    errors = errorsOf(old, {
      target: ts.ScriptTarget.ES2020,
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      lib: ["lib.es2020.d.ts"],
      types: [],
    });
  });

  it("take what is right", () => {
    expectSound(errors, [...RIGHT, ...OUTPUTS, ...ESCAPES, ...NAMED]);
  });

  it("name what is wrong", () => {
    for (const [where, statement] of WRONG) {
      expect(errors(statement), where).toHaveLength(1);
      expect(errors(statement)[0]).toMatch(/'\w+' does not exist in type/);
    }
    for (const statement of [...WRONG_VALUES, ...UNKNOWN_SERVICES])
      expect(errors(statement), statement).toHaveLength(1);
  });
});

const TEN_LINES = `import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
const cfg = new pulumi.Config();
const group = new fivetran.Group("analytics", { name: "analytics" });
const warehouse = new fivetran.Destination("warehouse", { groupId: group.id, service: "snowflake", region: "GCP_US_EAST4", timeZoneOffset: "-5", config: { host: "acme.snowflakecomputing.com", port: 443, database: "RAW", auth: "PASSWORD", user: "fivetran", password: cfg.requireSecret("warehousePassword") } });
const orders = new fivetran.Connector("orders", { groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "orders" }, config: { host: "db.acme.com", port: 5432, database: "shop", user: "fivetran", password: cfg.requireSecret("ordersPassword"), update_method: "XMIN" } });
new fivetran.Connector("ads", { groupId: warehouse.groupId, service: "google_ads", destinationSchema: { name: "ads" }, config: { customer_id: "c" }, auth: { client_access: { client_secret: cfg.requireSecret("adsSecret") } } });
const schema = new fivetran.SchemaConfig("orders", { connectorId: orders.id, schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } } } } } });
new fivetran.ConnectorSchedule("orders", { connectorId: schema.connectorId, syncFrequencyMinutes: 60, paused: false });
new fivetran.Pipeline("sales", { groupId: warehouse.groupId, service: "mysql", destinationSchema: { prefix: "sales" }, config: { host: "h", password: cfg.requireSecret("sales") }, schedule: "every hour" });
new fivetran.PrivateLink("warehouse", { name: "warehouse", region: "AWS_US_EAST_1", service: "SNOWFLAKE_AWS", config: { account_url: "acme.snowflakecomputing.com", vpce_id: "vpce-1" } });
new fivetran.ExternalLogging("logs", { groupId: group.id, service: "datadog_log", config: { region: "EU", api_key: cfg.requireSecret("datadog") } });
export const connector = orders.id;
`;
