import ts from "typescript";
import { describe, expect, it } from "vitest";
import { compile, makeEditor } from "./compile.ts";

const NODE16: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ["node"],
};

const CLIENT = `import { customService, FivetranClient } from "@pulumi-fivetran/sdk";
const client = new FivetranClient({ apiKey: "k", apiSecret: "s" });
`;

const editor = makeEditor(ts, NODE16);

/** What a ten-line program that uses two services may cost. */
const MOST_INSTANTIATIONS = 40_000;

/** The errors of calls of the client, by the number of the call. */
function errorsOf(...calls: string[]): string[][] {
  const { errors } = compile(ts, CLIENT + calls.join("\n"), NODE16);
  return calls.map((_, index) =>
    errors.filter((error) => error.startsWith(`${index + 3}: `)).map((error) => error.replace(/^\d+: /, "")),
  );
}

describe("the types of the client", () => {
  it("take the settings of each family's services", () => {
    expect(
      errorsOf(
        'void client.connections.create({ groupId: "g", service: "postgres", config: { schema_prefix: "s", port: 5432, update_method: "A_NEW_ONE" } });',
        'void client.connections.create({ groupId: "g", service: "google_ads", config: { schema: "s" }, auth: { client_access: { client_id: "c" } } });',
        'void client.connections.create({ groupId: "g", service: "15five", config: { schema: "s" }, extraConfig: { anything: 1 } });',
        'void client.destinations.create({ groupId: "g", service: "snowflake", timeZoneOffset: "0", config: { port: 443 } });',
        'void client.externalLogging.create({ groupId: "g", service: "splunkLog", config: { host: "h", port: 1 } });',
        'void client.externalLogging.createForAccount({ service: "cloudwatch", config: { log_group_name: "l" }, extraConfig: { a: 1 } });',
        'void client.privateLinks.create({ name: "n", region: "r", service: "SOURCE_GCP", config: { private_connection_service_id: "p" } });',
      ),
    ).toEqual([[], [], [], [], [], [], []]);
  });

  it("take any of them in changes that say the service, and null, and anything in changes that do not", () => {
    expect(
      errorsOf(
        'void client.connections.update("c", { service: "postgres", config: { port: 5432, host: null }, extraConfig: { a: 1 } });',
        'void client.connections.update("c", { service: "google_ads", auth: { client_access: null } });',
        'void client.connections.update<"postgres">("c", { config: { port: 5432 } });',
        'void client.connections.update("c", { config: { any: 1 }, auth: { any: 1 }, paused: true });',
        'void client.destinations.update("d", { service: "snowflake", config: { port: null } });',
        'void client.externalLogging.update("l", { service: "splunkLog", config: { host: "h" } });',
        'void client.externalLogging.updateForAccount({ service: "splunkLog", config: {}, enabled: true });',
        'void client.privateLinks.update("p", { service: "SOURCE_GCP", config: {} });',
        'void client.privateLinks.update("p", { service: customService("NEW_AWS"), config: { any: 1 } });',
        'void client.privateLinks.update("p", { config: { any: 1 } });',
      ),
    ).toEqual(Array(10).fill([]));
  });

  it.each([
    [
      "connections",
      'void client.connections.create({ groupId: "g", service: "postgres", config: { schema_prefix: "s", hots: "h" } });',
      /'hots'.* in type 'PostgresConfig'/,
    ],
    [
      "connections' auth",
      'void client.connections.create({ groupId: "g", service: "google_ads", config: { schema: "s" }, auth: { clientAccess: {} } });',
      /'clientAccess'.* in type 'GoogleAdsAuth'/,
    ],
    [
      "destinations",
      'void client.destinations.create({ groupId: "g", service: "snowflake", timeZoneOffset: "0", config: { hots: "h" } });',
      /'hots'.* in type 'SnowflakeConfig'/,
    ],
    [
      "log services",
      'void client.externalLogging.create({ groupId: "g", service: "splunkLog", config: { hots: "h" } });',
      /'hots'.* in type 'SplunkLogConfig'/,
    ],
    [
      "the account's log service",
      'void client.externalLogging.createForAccount({ service: "cloudwatch", config: { hots: "h" } });',
      /'hots'.* in type 'CloudwatchConfig'/,
    ],
    [
      "private links",
      'void client.privateLinks.create({ name: "n", region: "r", service: "SOURCE_GCP", config: { private_connection_service_id: "p", hots: "h" } });',
      /'hots'.* in type 'SourceGcpConfig'/,
    ],
    [
      "a connection's changes",
      'void client.connections.update("c", { service: "postgres", config: { hots: "h" } });',
      /'hots'.* in type 'ConfigChanges<PostgresConfig>'/,
    ],
    [
      "changes of a connection's auth",
      'void client.connections.update<"google_ads">("c", { auth: { clientAccess: null } });',
      /'clientAccess'.* in type 'ConfigChanges<GoogleAdsAuth>'/,
    ],
    [
      "a destination's changes",
      'void client.destinations.update("d", { service: "snowflake", config: { hots: "h" } });',
      /'hots'.* in type 'ConfigChanges<SnowflakeConfig>'/,
    ],
    [
      "a log service's changes",
      'void client.externalLogging.update("l", { service: "splunkLog", config: { hots: "h" } });',
      /'hots'.* in type 'ConfigChanges<SplunkLogConfig>'/,
    ],
    [
      "changes of the account's log service",
      'void client.externalLogging.updateForAccount({ service: "splunkLog", config: { hots: "h" } });',
      /'hots'.* in type 'ConfigChanges<SplunkLogConfig>'/,
    ],
    [
      "a private link's changes",
      'void client.privateLinks.update("p", { service: "SOURCE_GCP", config: { hots: "h" } });',
      /'hots'.* in type 'ConfigChanges<SourceGcpConfig>'/,
    ],
  ])("name a wrong key of %s, and nothing else", (_family, call, message) => {
    const [errors = []] = errorsOf(call);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(message);
  });

  it("take no naming key in a connection's changes, since none ever changes, and name it", () => {
    const errors = errorsOf(
      'void client.connections.update("c", { service: "postgres", config: { port: 5432, schema_prefix: "other" } });',
      'void client.connections.update("c", { service: "google_sheets", config: { table: "other" } });',
      'void client.connections.update("c", { service: "google_sheets", config: { schema: null } });',
      'void client.connections.update("c", { service: customService("new"), config: { schema: "other" } });',
      'void client.privateLinks.update("p", { service: "SOURCE_GCP", config: { private_connection_service_id: "p" } });',
    );
    expect(errors.map((each) => each.length)).toEqual([1, 1, 1, 0, 0]);
    expect(errors[0]?.join()).toMatch(/'schema_prefix'.* in type 'ConfigChanges<PostgresConfig>'/);
    expect(errors[1]?.join()).toMatch(/'table'/);
    expect(errors[2]?.join()).toMatch(/'schema'/);
  });

  it("want the naming keys of a connection", () => {
    const [errors = []] = errorsOf(
      'void client.connections.create({ groupId: "g", service: "google_sheets", config: { schema: "s" } });',
    );
    expect(errors.join()).toContain("'table' is missing");
  });

  it.each([
    ["connections.create", '{ groupId: "g", service: SERVICE, config: { schema: "s", any: 1 } }'],
    ["destinations.create", '{ groupId: "g", service: SERVICE, timeZoneOffset: "0", config: { any: 1 } }'],
    ["externalLogging.create", '{ groupId: "g", service: SERVICE, config: { any: 1 } }'],
    ["externalLogging.createForAccount", "{ service: SERVICE, config: { any: 1 } }"],
    ["privateLinks.create", '{ name: "n", region: "r", service: SERVICE, config: { any: 1 } }'],
    ["connections.update", '"c", { service: SERVICE, config: { any: 1 } }'],
  ])("take a service that they do not know in %s only when it is said to be custom", (method, args) => {
    const call = (service: string) => `void client.${method}(${args.replace("SERVICE", service)});`;
    const [plain, chosen, custom] = errorsOf(
      call('"new_service"'),
      call("String(1)"),
      call('customService("new_service")'),
    );
    expect(plain?.join()).toContain('"new_service"\' is not assignable');
    expect(chosen?.join()).toContain("'string' is not assignable");
    expect(custom).toEqual([]);
  });

  it.each([
    [
      "connections.create",
      'groupId: "g", service: "postgres", config: { | }',
      ["schema_prefix", "host", "port"],
    ],
    ["connections.create", 'groupId: "g", service: "google_ads", auth: { | }', ["client_access"]],
    [
      "destinations.create",
      'groupId: "g", service: "snowflake", config: { | }',
      ["host", "port", "database"],
    ],
    [
      "externalLogging.create",
      'groupId: "g", service: "splunkLog", config: { | }',
      ["host", "port", "token"],
    ],
    [
      "externalLogging.createForAccount",
      'service: "cloudwatch", config: { | }',
      ["log_group_name", "region"],
    ],
    ["privateLinks.create", 'service: "SOURCE_GCP", config: { | }', ["private_connection_service_id"]],
    ["connections.update", 'service: "postgres", config: { | }', ["host", "port"]],
    ["destinations.create", 'groupId: "g", service: "snowflake", region: "|"', ["GCP_US_EAST4"]],
    ["connections.create", 'groupId: "g", service: "|"', ["postgres", "google_ads", "15five"]],
    ["externalLogging.create", 'groupId: "g", service: "|"', ["cloudwatch", "splunkLog"]],
    ["privateLinks.create", 'service: "|"', ["SOURCE_GCP", "SNOWFLAKE_AWS"]],
    ["connections.create", 'service: "postgres", config: { update_method: "|" }', ["QUERY_BASED"]],
  ])("are offered by an editor in %s({ %s })", (method, text, expected) => {
    const id = method.endsWith("update") ? '"c", ' : "";
    const offered = editor.completions(`${CLIENT}void client.${method}(${id}{ ${text} });`);
    expect(offered).toEqual(expect.arrayContaining(expected));
    // Those of the service, and not of all services.
    if (text.includes("config:")) expect(offered.length).toBeLessThan(80);
  });

  it(`cost a ten-line program at most ${MOST_INSTANTIATIONS} instantiations`, () => {
    const { errors, instantiations } = compile(
      ts,
      `${CLIENT}export async function main() {
  const group = await client.groups.create({ name: "analytics" });
  await client.destinations.create({ groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "h" } });
  const orders = await client.connections.create({ groupId: group.id, service: "postgres", config: { schema_prefix: "orders", host: "h" } });
  await client.connections.create({ groupId: group.id, service: "google_ads", config: { schema: "ads" }, extraConfig: { a: 1 } });
  await client.connectionSchemas.reload(orders.id);
  await client.connections.sync(orders.id);
  return orders.id;
}`,
      NODE16,
    );
    expect(errors).toEqual([]);
    expect(instantiations()).toBeGreaterThan(0);
    expect(instantiations()).toBeLessThan(MOST_INSTANTIATIONS);
  });
});
