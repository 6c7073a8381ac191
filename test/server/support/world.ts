import { type Api, itemsOf, type Reply } from "./api";
import { zipOf } from "./package";

/** Ids and names that exist, by the name of the path parameter or body field that takes one. */
export type World = Readonly<Record<string, readonly string[]>>;

/** Two of a kind where that matters, and one of everything else: an account in which every operation has something to work on. */
export async function makeWorld(api: Api): Promise<World> {
  // Nothing is in the third, so that it can be deleted.
  const destinations = [
    await api.destination(),
    await api.destination(),
    await api.destination(),
    await makeLake(api),
  ];
  const [group = "", other = "", , lake = ""] = destinations;
  const groups = [...destinations, await api.group()];
  await made(api, "/v1/external-logging/account", { service: "cloudwatch", config: {} });
  await api.control.setShape({}, SHAPE);
  const connections = await makeConnections(api, group);
  const packageIds = [await uploadPackage(api), await uploadPackage(api)];
  connections.push(
    await made(api, "/v1/connections", {
      group_id: group,
      service: "connector_sdk",
      config: { schema: "sdk", package_id: packageIds[0] },
      run_setup_tests: false,
    }),
  );
  const moved = await moveConnection(api, group, lake);
  connections.push(moved.connectionId);
  const users = [
    await invite(api, "one"),
    await invite(api, "two"),
    await makeServiceAccount(api, "keyless"),
    await makeServiceAccount(api, "keyed"),
  ];
  await expectDone(api.post(`/v1/users/${users.at(-1) ?? ""}/api-keys`, {}));
  const teams = [
    await made(api, "/v1/teams", { name: "data" }),
    await made(api, "/v1/teams", { name: "web" }),
  ];
  await makeMemberships(api, {
    user: users[0] ?? "",
    team: teams[0] ?? "",
    group,
    connection: connections[0] ?? "",
  });
  const projects = [await makeProject(api, group), await makeProject(api, other)];
  const networks = await makeNetworks(api, group);
  // Private links and projects are ready by then.
  await api.control.clock.advance(24 * 60 * 60 * 1000);
  return {
    ...networks,
    ...(await makeTrust(api, connections[0] ?? "", group)),
    connectionId: connections,
    destinationId: destinations,
    destinationGroupId: destinations,
    jobId: [moved.jobId],
    groupId: groups,
    userId: users,
    teamId: teams,
    packageId: packageIds,
    projectId: projects,
    transformationId: [await makeTransformation(api, projects[0] ?? ""), await makeQuickstart(api, other)],
    webhookId: [
      await made(api, "/v1/webhooks/account", webhook),
      await made(api, `/v1/webhooks/group/${group}`, webhook),
    ],
    logId: [await made(api, "/v1/external-logging", { group_id: group, service: "cloudwatch", config: {} })],
    keyId: [
      await made(api, "/v1/system-keys", { name: "ci", expiration_period: "ONE_MONTH", permissions: [] }),
    ],
    warningType: ["resync_table_warning"],
    packageDefinitionId: await listed(api, "/v1/transformations/package-metadata"),
    role: await listed(api, "/v1/roles", "name"),
    email: ["one@example.com", "two@example.com", "new@example.com"],
    schema: ["public", "audit"],
    table: ["orders", "people"],
    column: ["id", "email", "total"],
    service: ["postgres", "github", "google_sheets", "s3", "aws_lambda", "connector_sdk", "google_ads"],
  };
}

const TABLE = { columns: { id: { isPrimaryKey: true }, email: {}, total: {} } };
const SHAPE = {
  schemas: { public: { tables: { orders: TABLE, people: TABLE } }, audit: { tables: { log: TABLE } } },
};

/** Nobody listens there, and nothing is sent beyond this machine. */
export const NOWHERE = "https://127.0.0.1:9/hook";

const webhook = { url: NOWHERE, events: ["sync_start"], secret: "s3cret", active: false };

async function makeConnections(api: Api, group: string): Promise<string[]> {
  const bodies = [
    { service: "postgres", config: { schema_prefix: "shop", host: "db" } },
    { service: "github", config: { schema: "git" } },
    { service: "aws_lambda", config: { schema: "fn", function: "f" }, paused: true },
  ];
  const ids: string[] = [];
  for (const body of bodies) ids.push(await made(api, "/v1/connections", { group_id: group, ...body }));
  for (const id of ids) {
    await expectDone(api.post(`/v1/connections/${id}/schemas/reload`, {}));
    const column = `/v1/connections/${id}/schemas/public/tables/orders/columns/total`;
    await expectDone(api.patch(column, { enabled: false }));
  }
  return ids;
}

async function uploadPackage(api: Api): Promise<string> {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(zipOf({ "connector.py": "" }))]), "package.zip");
  const { url, apiKey, apiSecret } = api.server;
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
  const sent = await fetch(`${url}/v1/connector-sdk/packages`, {
    method: "POST",
    body: form,
    headers: { authorization },
  });
  if (sent.status !== 201) throw new Error(`The package was answered ${sent.status}: ${await sent.text()}`);
  return ((await sent.json()) as { data: { id: string } }).data.id;
}

function invite(api: Api, name: string): Promise<string> {
  const person = { email: `${name}@example.com`, given_name: name, family_name: "Person" };
  return made(api, "/v1/users", { ...person, role: "Account Reviewer" });
}

function makeServiceAccount(api: Api, name: string): Promise<string> {
  return made(api, "/v1/users", { user_type: "SERVICE_ACCOUNT", given_name: name, family_name: "Account" });
}

/** Only from Snowflake to here are connections moved with their data. */
async function makeLake(api: Api): Promise<string> {
  const body = { group_id: await api.group("lake"), service: "managed_data_lake", time_zone_offset: "0" };
  return made(api, "/v1/destinations", body);
}

/** A paused connection that a job has moved to another group. */
async function moveConnection(
  api: Api,
  from: string,
  to: string,
): Promise<{ connectionId: string; jobId: string }> {
  const config = { schema: "moved", function: "f" };
  const body = { group_id: from, service: "aws_lambda", config, paused: true };
  const connectionId = await made(api, "/v1/connections", body);
  const move = { destination_group_id: to, sync_behavior: "CONTINUE_WITH_DATA" };
  const jobId = await made(api, `/v1/connections/${connectionId}/move`, move, "job_id");
  return { connectionId, jobId };
}

interface Members {
  readonly user: string;
  readonly team: string;
  readonly group: string;
  readonly connection: string;
}

async function makeMemberships(api: Api, { user, team, group, connection }: Members): Promise<void> {
  for (const holder of [`users/${user}`, `teams/${team}`]) {
    await expectDone(api.post(`/v1/${holder}/groups`, { id: group, role: "Destination Reviewer" }));
    await expectDone(api.post(`/v1/${holder}/connections`, { id: connection, role: "Connector Reviewer" }));
  }
  await expectDone(api.post(`/v1/teams/${team}/users`, { user_id: user, role: "Team Member" }));
}

async function makeNetworks(api: Api, group: string): Promise<World> {
  const proxy = await made(api, "/v1/proxy", { display_name: "proxy" }, "agent_id");
  const hybrid = await made(api, "/v1/hybrid-deployment-agents", {
    group_id: group,
    display_name: "hybrid",
    env_type: "DOCKER",
    accept_terms: true,
    auth_type: "AUTO",
  });
  const link = await made(api, "/v1/private-links", {
    name: "link",
    region: "AWS_US_EAST_1",
    service: "SNOWFLAKE_AWS",
    config: { account_url: "a", vpce_id: "vpce-1" },
  });
  const esm = await made(api, "/v1/external-secrets-managers", {
    name: "vault",
    type: "HASHICORP_VAULT",
    config: { address: "https://vault" },
  });
  return { agentId: [proxy, hybrid], privateLinkId: [link], esmId: [esm] };
}

async function makeTrust(api: Api, connection: string, group: string): Promise<World> {
  const hashes: string[] = [];
  for (const thing of [`connections/${connection}`, `destinations/${group}`]) {
    const certificate = { hash: "aGFzaA", encoded_cert: Buffer.from("certificate").toString("base64") };
    await expectDone(api.post(`/v1/${thing}/certificates`, certificate));
    await expectDone(api.post(`/v1/${thing}/fingerprints`, { hash: "aGFzaA", public_key: "ssh-rsa AAAA" }));
    hashes.push("aGFzaA");
  }
  return { hash: [...new Set(hashes)] };
}

function makeProject(api: Api, group: string): Promise<string> {
  return made(api, "/v1/transformation-projects", {
    group_id: group,
    type: "DBT_GIT",
    project_config: {
      git_remote_url: "git@example.com:a/b.git",
      dbt_version: "1.9.0",
      default_schema: "dbt",
    },
  });
}

function makeTransformation(api: Api, project: string): Promise<string> {
  return made(api, "/v1/transformations", {
    type: "DBT_CORE",
    transformation_config: {
      project_id: project,
      name: "daily",
      steps: [{ name: "run", command: "dbt run" }],
    },
    schedule: { schedule_type: "INTERVAL", interval: 60 },
  });
}

async function makeQuickstart(api: Api, group: string): Promise<string> {
  const tickets = {
    group_id: group,
    service: "zendesk",
    config: { schema: "tickets" },
    run_setup_tests: false,
  };
  const connection = await made(api, "/v1/connections", tickets);
  return made(api, "/v1/transformations", {
    type: "QUICKSTART",
    transformation_config: { package_name: "fivetran/zendesk", connection_ids: [connection] },
  });
}

/** The id of what was made, in the field that has it. */
async function made(api: Api, path: string, body: unknown, key = "id"): Promise<string> {
  const reply = await expectDone(api.post(path, body));
  return String((reply.data as Readonly<Record<string, unknown>>)[key]);
}

async function listed(api: Api, path: string, key = "id"): Promise<string[]> {
  return itemsOf(await expectDone(api.get(path))).map((item) => String(item[key]));
}

async function expectDone(call: Promise<Reply>): Promise<Reply> {
  const reply = await call;
  if (reply.status >= 300) throw new Error(`${reply.status} ${reply.code}: ${reply.message}`);
  return reply;
}
