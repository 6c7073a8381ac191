import { createHash } from "node:crypto";
import type { Ledger } from "./ledger";
import { zipOf } from "./package";

interface Made {
  readonly id: string;
}

const GONE = { status: 404 };

/**
 * Makes one of everything in an account, changes some of it, and takes some of it away: every kind of write there is.
 *
 * @param name stands in all names, so that several rounds do not meet
 */
export async function everything(ledger: Ledger, name: string): Promise<void> {
  const group = await ledger.create<Made>("/v1/groups", { name }, at("/v1/groups"), { name });
  await ledger.create<Made>(
    "/v1/destinations",
    { group_id: group.id, service: "snowflake", time_zone_offset: "0", config: { host: name, port: 443 } },
    at("/v1/destinations"),
    { service: "snowflake" },
  );
  const connection = await pipeline(ledger, name, group.id);
  await people(ledger, name, group.id, connection);
  await infrastructure(ledger, name, group.id);
  await transformations(ledger, name, group.id);
  await packages(ledger, name);
  await removals(ledger, name);
}

/** @returns the connection's id */
async function pipeline(ledger: Ledger, name: string, groupId: string): Promise<string> {
  const { id } = await ledger.create<Made>(
    "/v1/connections",
    {
      group_id: groupId,
      service: "postgres",
      config: { schema_prefix: name.replaceAll("-", "_"), host: "db", password: "hunter2" },
    },
    at("/v1/connections"),
    { service: "postgres" },
  );
  const path = `/v1/connections/${id}`;
  const schemas = `${path}/schemas`;
  await ledger.change("POST", `${schemas}/reload`, { exclude_mode: "PRESERVE" }, schemas, {
    status: 200,
    data: { schema_change_handling: "ALLOW_ALL" },
  });
  const choices = {
    schema_change_handling: "BLOCK_ALL",
    schemas: {
      public: {
        tables: {
          customers: { columns: { email: { hashed: true }, phone: { enabled: false } } },
          payments: { enabled: false },
          audit_log: { enabled: false },
        },
      },
    },
  };
  await ledger.change("PATCH", schemas, choices, schemas, { status: 200, data: choices });
  const settings = { paused: true, sync_frequency: 60 };
  await ledger.change("PATCH", path, settings, path, { status: 200, data: settings });
  for (const [kind, body] of [
    ["certificates", { hash: "aGFzaA", encoded_cert: "Y2VydA==" }],
    ["fingerprints", { hash: "aGFzaA", public_key: "ssh-rsa AAAA" }],
  ] as const) {
    await ledger.create(`${path}/${kind}`, body, () => `${path}/${kind}/aGFzaA`);
  }
  return id;
}

async function people(ledger: Ledger, name: string, groupId: string, connectionId: string): Promise<void> {
  const email = `${name}@example.com`;
  const user = { email, given_name: "Ann", family_name: "Able", role: "Account Reviewer" };
  const { id: userId } = await ledger.create<Made>("/v1/users", user, at("/v1/users"), { email });
  const { id: teamId } = await ledger.create<Made>(
    "/v1/teams",
    { name, role: "Account Reviewer" },
    at("/v1/teams"),
    { name },
  );
  const member = { user_id: userId, role: "Team Member" };
  await ledger.create(
    `/v1/teams/${teamId}/users`,
    member,
    () => `/v1/teams/${teamId}/users/${userId}`,
    member,
  );
  for (const holder of [`/v1/users/${userId}`, `/v1/teams/${teamId}`]) {
    for (const [kind, id, role] of [
      ["groups", groupId, "Destination Reviewer"],
      ["connections", connectionId, "Connector Reviewer"],
    ] as const) {
      const path = `${holder}/${kind}/${id}`;
      await ledger.create(`${holder}/${kind}`, { id, role }, () => path, { id, role });
    }
  }
  await ledger.create<Made>(
    "/v1/system-keys",
    { name, expiration_period: "ONE_MONTH", permissions: [] },
    at("/v1/system-keys"),
    { name },
  );
  await ledger.create<Made>(
    "/v1/webhooks/account",
    { url: "https://127.0.0.1/", events: ["sync_end"], active: false, secret: "hunter2" },
    at("/v1/webhooks"),
    { active: false },
  );
  await ledger.create<Made>(
    `/v1/webhooks/group/${groupId}`,
    { url: "https://127.0.0.1/", events: ["sync_end"], active: false },
    at("/v1/webhooks"),
    { group_id: groupId },
  );
}

async function infrastructure(ledger: Ledger, name: string, groupId: string): Promise<void> {
  await ledger.create<{ agent_id: string }>(
    "/v1/proxy",
    { display_name: name, group_region: "GCP_US_EAST4" },
    ({ agent_id }) => `/v1/proxy/${agent_id}`,
  );
  await ledger.create<Made>(
    "/v1/hybrid-deployment-agents",
    { group_id: groupId, display_name: name, env_type: "DOCKER", accept_terms: true },
    at("/v1/hybrid-deployment-agents"),
  );
  await ledger.create<Made>(
    "/v1/private-links",
    {
      name,
      region: "AWS_US_EAST_1",
      service: "REDSHIFT_AWS",
      config: { aws_account_id: "123456789012", cluster_identifier: "c" },
    },
    at("/v1/private-links"),
    { name },
  );
  await ledger.create<Made>(
    "/v1/external-secrets-managers",
    { name, type: "HASHICORP_VAULT", config: { vault_url: "https://vault.example.com" } },
    at("/v1/external-secrets-managers"),
    { name },
  );
  await ledger.create<Made>(
    "/v1/external-logging",
    {
      group_id: groupId,
      service: "azure_monitor_log",
      enabled: true,
      config: { workspace_id: "w", primary_key: "k" },
    },
    at("/v1/external-logging"),
    { enabled: true },
  );
}

async function transformations(ledger: Ledger, name: string, groupId: string): Promise<void> {
  const { id: projectId } = await ledger.create<Made>(
    "/v1/transformation-projects",
    {
      group_id: groupId,
      type: "DBT_CORE",
      project_config: { dbt_version: "1.9.0", default_schema: name, git_remote_url: "git@acme" },
    },
    at("/v1/transformation-projects"),
    { group_id: groupId },
  );
  const { id } = await ledger.create<Made>(
    "/v1/transformations",
    {
      type: "DBT_CORE",
      transformation_config: { project_id: projectId, name, steps: [{ name: "all", command: "dbt run" }] },
      schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "14:00", days_of_week: ["MONDAY"] },
    },
    at("/v1/transformations"),
    { paused: false },
  );
  const path = `/v1/transformations/${id}`;
  await ledger.change("PATCH", path, { paused: true }, path, { status: 200, data: { paused: true } });
}

async function packages(ledger: Ledger, name: string): Promise<void> {
  const collection = "/v1/connector-sdk/packages";
  const first = packageOf(name, 1);
  const { id } = await ledger.create<Made>(collection, first.form, at(collection), first.shown);
  const path = `${collection}/${id}`;
  const second = packageOf(name, 2);
  await ledger.change("PATCH", path, second.form, path, { status: 200, data: second.shown });
  const gone = await ledger.create<Made>(collection, packageOf(name, 3).form, at(collection));
  await ledger.change("DELETE", `${collection}/${gone.id}`, undefined, `${collection}/${gone.id}`, GONE);
}

function packageOf(name: string, version: number): { form: FormData; shown: object } {
  const bytes = zipOf({ "connector.py": `# ${name} ${version}\n`.repeat(1_000) });
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)]), "code.zip");
  return { form, shown: { file_sha256_hash: createHash("sha256").update(bytes).digest("hex") } };
}

/** Of things that hold others: these go with them, or not at all. */
async function removals(ledger: Ledger, name: string): Promise<void> {
  const group = await ledger.create<Made>("/v1/groups", { name: `${name}-gone` }, at("/v1/groups"));
  const path = `/v1/groups/${group.id}`;
  await ledger.change("DELETE", path, undefined, path, GONE);
  const team = await ledger.create<Made>(
    "/v1/teams",
    { name: `${name}-gone`, role: "Account Reviewer" },
    at("/v1/teams"),
  );
  await ledger.change("DELETE", `/v1/teams/${team.id}`, undefined, `/v1/teams/${team.id}`, GONE);
}

function at(collection: string): (made: Made) => string {
  return ({ id }) => `${collection}/${id}`;
}
