import { Caller } from "./calls/caller";
import type { FivetranClientOptions } from "./options";
import { Account } from "./resources/account";
import { ApiKeys } from "./resources/apiKeys";
import { Certificates } from "./resources/certificates";
import { ConnectionHistory } from "./resources/connectionHistory";
import { ConnectionMoves } from "./resources/connectionMoves";
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
  /** Groups: what holds a destination and the connections that load into it. */
  readonly groups: Groups;

  /** Where data goes, one a group. */
  readonly destinations: Destinations;

  /** What is loaded, and its syncs. */
  readonly connections: Connections;

  /** What the syncs of connections came to, and what Fivetran warns of. */
  readonly connectionHistory: ConnectionHistory;

  /** Moves of connections to another group. */
  readonly connectionMoves: ConnectionMoves;

  /** Which schemas, tables and columns of a connection are synced, and how. */
  readonly connectionSchemas: ConnectionSchemas;

  /** The account that the key belongs to. */
  readonly account: Account;

  /** API keys of users and service accounts. */
  readonly apiKeys: ApiKeys;

  /** Which TLS certificates and SSH fingerprints Fivetran trusts. */
  readonly certificates: Certificates;

  /** What kinds of sources there are. */
  readonly connectorMetadata: ConnectorMetadata;

  /** Code of connectors of your own. */
  readonly connectorSdkPackages: ConnectorSdkPackages;

  /** Where Fivetran sends its logs. */
  readonly externalLogging: ExternalLogging;

  /** Where Fivetran takes secrets from. */
  readonly externalSecretsManagers: ExternalSecretsManagers;

  /** Hubs of HVR. */
  readonly hvr: Hvr;

  /** Agents that process data in a network of yours. */
  readonly hybridDeploymentAgents: HybridDeploymentAgents;

  /** Private ways to sources and destinations in a cloud. */
  readonly privateLinks: PrivateLinks;

  /** Agents that let Fivetran into a network of yours. */
  readonly proxyAgents: ProxyAgents;

  /** What Fivetran tells everybody, without credentials. */
  readonly publicEndpoints: PublicEndpoints;

  /** The roles that users and teams can have. */
  readonly roles: Roles;

  /** API keys that belong to no user. */
  readonly systemKeys: SystemKeys;

  /** Teams, their roles and their members. */
  readonly teams: Teams;

  /** Repositories of transformations. */
  readonly transformationProjects: TransformationProjects;

  /** Changes of data in a destination after it was loaded. */
  readonly transformations: Transformations;

  /** Users and their roles. */
  readonly users: Users;

  /** Addresses to which Fivetran sends events. */
  readonly webhooks: Webhooks;

  /** Sends nothing. @throws {ClientOptionsError} that names every option that is missing, unknown or not usable; no value is repeated */
  constructor(options: FivetranClientOptions) {
    const caller = new Caller(options);
    this.groups = new Groups(caller);
    this.destinations = new Destinations(caller);
    this.connections = new Connections(caller);
    this.connectionHistory = new ConnectionHistory(caller);
    this.connectionMoves = new ConnectionMoves(caller);
    this.connectionSchemas = new ConnectionSchemas(caller);
    this.account = new Account(caller);
    this.apiKeys = new ApiKeys(caller);
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
