// What every domain of the company gets: a warehouse, its sources with the company's rules for personal data, and who is told of them.
import * as fivetran from "pulumi-fivetran";
import { credential } from "./credentials";
import type { Source } from "./source";
import type { Warehouse } from "./warehouses";

/** Whatever source it is in: personal data arrives as a hash, and logs of who did what do not arrive. */
const RULES: readonly fivetran.SchemaRule[] = [
  { match: { column: "email" }, hashed: true },
  { match: { column: "phone" }, hashed: true },
  { match: { column: "card_number" }, enabled: false },
  { match: { table: "audit_log" }, enabled: false },
];

export interface Domain {
  /** What people call it. */
  readonly title: string;
  readonly warehouse: Warehouse;
  readonly sources: readonly Source[];
  /** Its data is moved by an agent of the company's own, and never through Fivetran's network. */
  readonly ownAgent?: boolean;
  /** Models of Fivetran's, by the sources that each is made from. */
  readonly packages?: Readonly<Record<string, string>>;
}

export interface DeployedDomain {
  readonly group: fivetran.Group;
  readonly connectors: ReadonlyMap<string, fivetran.Connector>;
}

export function deployDomain(name: string, domain: Domain, alerts: string): DeployedDomain {
  const group = new fivetran.Group(name, { name: domain.title });
  const agent = domain.ownAgent ? ownAgent(name, group) : {};
  const warehouse = domain.warehouse(name, { groupId: group.id, ...agent });
  const connectors = new Map(
    domain.sources.map((source) => [source.name, load(source, { groupId: warehouse.groupId, ...agent })]),
  );
  new fivetran.ExternalLogging(name, {
    groupId: warehouse.groupId,
    service: "datadog_log",
    config: { region: "EU", api_key: credential("datadog") },
  });
  new fivetran.Webhook(name, {
    url: alerts,
    groupId: warehouse.groupId,
    events: ["sync_end", "connection_failure"],
    secret: credential("webhook"),
  });
  transform(name, domain, warehouse, connectors);
  return { group, connectors };
}

function ownAgent(name: string, group: fivetran.Group): fivetran.NetworkingArgs {
  const agent = new fivetran.HybridDeploymentAgent(name, {
    groupId: group.id,
    displayName: name,
    envType: "KUBERNETES",
    authType: "AUTO",
    acceptTerms: true,
  });
  return { hybridDeploymentAgentId: agent.id };
}

/** First the connector, paused; then what may be loaded of it; then its schedule, which starts it. */
function load(source: Source, place: Parameters<Source["connect"]>[0]): fivetran.Connector {
  const { name, rules = [], schedule = "every hour", nextCertificate } = source;
  const connector = source.connect(place);
  const schema = new fivetran.SchemaConfig(name, {
    connectorId: connector.id,
    schemaChangeHandling: "ALLOW_COLUMNS",
    rules: [...RULES, ...rules],
  });
  new fivetran.ConnectorSchedule(name, { connectorId: schema.connectorId, schedule, paused: false });
  if (nextCertificate !== undefined) {
    new fivetran.ConnectorCertificate(name, { connectorId: connector.id, ...nextCertificate });
  }
  return connector;
}

/** The domain's own models, and those of Fivetran's packages. */
function transform(
  name: string,
  { packages = {} }: Domain,
  warehouse: fivetran.Destination,
  connectors: DeployedDomain["connectors"],
): void {
  const project = new fivetran.TransformationProject(name, {
    groupId: warehouse.groupId,
    type: "DBT_GIT",
    dbtVersion: "1.9.0",
    defaultSchema: "models",
    gitRemoteUrl: `git@github.com:acme/dbt-${name}.git`,
    environmentVars: [credential("dbt").apply((token) => `DBT_ACCESS_TOKEN=${token}`)],
  });
  new fivetran.Transformation(name, {
    type: "DBT_CORE",
    projectId: project.id,
    name: `${name} models`,
    steps: [{ name: "build", command: "dbt build" }],
    schedule: "daily at 06:30",
  });
  for (const [source, packageName] of Object.entries(packages)) {
    const connector = connectors.get(source);
    if (connector === undefined) throw new Error(`The domain '${name}' has no source '${source}'.`);
    const schedule = { scheduleType: "INTEGRATED" };
    const connectionIds = [connector.id];
    new fivetran.Transformation(source, { type: "QUICKSTART", packageName, connectionIds, schedule });
  }
}
