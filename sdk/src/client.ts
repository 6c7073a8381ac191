import { Caller } from "./internal/caller";
import type { FivetranClientOptions } from "./options";
import { Account } from "./resources/account";
import { Certificates } from "./resources/certificates";
import { ConnectionSchemas } from "./resources/connectionSchemas";
import { Connections } from "./resources/connections";
import { ConnectorMetadata } from "./resources/connectorMetadata";
import { ConnectorSdkPackages } from "./resources/connectorSdkPackages";
import { Destinations } from "./resources/destinations";
import { ExternalLogging } from "./resources/externalLogging";
import { ExternalSecretsManagers } from "./resources/externalSecretsManagers";
import { Groups } from "./resources/groups";
import { Hvr } from "./resources/hvr";
import { HybridDeploymentAgents } from "./resources/hybridDeploymentAgents";
import { PrivateLinks } from "./resources/privateLinks";
import { ProxyAgents } from "./resources/proxyAgents";
import { PublicEndpoints } from "./resources/publicEndpoints";
import { Roles } from "./resources/roles";
import { SystemKeys } from "./resources/systemKeys";
import { Teams } from "./resources/teams";
import { TransformationProjects } from "./resources/transformationProjects";
import { Transformations } from "./resources/transformations";
import { Users } from "./resources/users";
import { Webhooks } from "./resources/webhooks";

/**
 * A client of Fivetran's REST API, with one property an area. It holds no connection of its own: making one is cheap,
 * and clients with the same key share their limits.
 *
 * @example
 * const client = new FivetranClient({ apiKey, apiSecret });
 * const group = await client.groups.create({ name: "analytics" });
 */
export class FivetranClient {
  readonly groups: Groups;
  readonly destinations: Destinations;
  readonly connections: Connections;
  readonly connectionSchemas: ConnectionSchemas;
  readonly account: Account;
  readonly certificates: Certificates;
  readonly connectorMetadata: ConnectorMetadata;
  readonly connectorSdkPackages: ConnectorSdkPackages;
  readonly externalLogging: ExternalLogging;
  readonly externalSecretsManagers: ExternalSecretsManagers;
  readonly hvr: Hvr;
  readonly hybridDeploymentAgents: HybridDeploymentAgents;
  readonly privateLinks: PrivateLinks;
  readonly proxyAgents: ProxyAgents;
  readonly publicEndpoints: PublicEndpoints;
  readonly roles: Roles;
  readonly systemKeys: SystemKeys;
  readonly teams: Teams;
  readonly transformationProjects: TransformationProjects;
  readonly transformations: Transformations;
  readonly users: Users;
  readonly webhooks: Webhooks;

  /** Sends nothing. @throws {TypeError} that names every option that is missing, unknown or not usable; no value is repeated */
  constructor(options: FivetranClientOptions) {
    const caller = new Caller(options);
    this.groups = new Groups(caller);
    this.destinations = new Destinations(caller);
    this.connections = new Connections(caller);
    this.connectionSchemas = new ConnectionSchemas(caller);
    this.account = new Account(caller);
    this.certificates = new Certificates(caller);
    this.connectorMetadata = new ConnectorMetadata(caller);
    this.connectorSdkPackages = new ConnectorSdkPackages(caller);
    this.externalLogging = new ExternalLogging(caller);
    this.externalSecretsManagers = new ExternalSecretsManagers(caller);
    this.hvr = new Hvr(caller);
    this.hybridDeploymentAgents = new HybridDeploymentAgents(caller);
    this.privateLinks = new PrivateLinks(caller);
    this.proxyAgents = new ProxyAgents(caller);
    this.publicEndpoints = new PublicEndpoints(caller);
    this.roles = new Roles(caller);
    this.systemKeys = new SystemKeys(caller);
    this.teams = new Teams(caller);
    this.transformationProjects = new TransformationProjects(caller);
    this.transformations = new Transformations(caller);
    this.users = new Users(caller);
    this.webhooks = new Webhooks(caller);
  }
}
