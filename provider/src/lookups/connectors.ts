import type * as pulumi from "@pulumi/pulumi";
import type {
  Certificate,
  Connection,
  ConnectionSchemaConfig,
  ConnectionSummary,
  ConnectorSdkPackage,
  ConnectorType,
  ConnectorTypeSummary,
  Fingerprint,
  TableColumns,
} from "@pulumi-fivetran/sdk";
import { type Inputs, lookupClient, onlyOne, outputOf } from "./lookup";

export interface GetConnectorArgs {
  /** The connector's id. */
  id?: string | undefined;
  /** The group it is in, with `schema`. Give these or `id`. */
  groupId?: string | undefined;
  /** The name that Fivetran derived from its `destinationSchema`: `orders`, or `sheets.budget`. */
  schema?: string | undefined;
}

/** One connector, by its id or by its group and schema. Secrets in its `config` are `******`. @throws Error when there is none */
export async function getConnector(args: GetConnectorArgs): Promise<Connection> {
  const { id, groupId, schema } = args;
  if (id !== undefined && groupId === undefined && schema === undefined)
    return (await lookupClient()).connections.retrieve(id);
  if (id !== undefined || groupId === undefined || schema === undefined) {
    throw new Error("getConnector: give it `id`, or `groupId` and `schema`.");
  }
  const client = await lookupClient();
  const found = await onlyOne(client.connections.list({ groupId }).strict({ required: ["schema"] }), {
    lookup: "getConnector",
    thing: "connector",
    asked: `the schema '${schema}' in group '${groupId}'`,
    matches: (item) => item.schema === schema,
    nameOf: (item) => item.schema,
    idOf: (item) => item.id,
    name: schema,
  });
  return client.connections.retrieve(found.id);
}

/** `getConnector` for arguments that are Outputs. */
export function getConnectorOutput(args: Inputs<GetConnectorArgs>): pulumi.Output<Connection> {
  return outputOf(getConnector, args);
}

export interface GetConnectorsArgs {
  /** Only those of this group. */
  groupId?: string | undefined;
  /** Only the one of this schema. */
  schema?: string | undefined;
  /** Only those of this service, such as `"postgres"`. */
  service?: string | undefined;
  /** Only those whose setup is `connected`, `incomplete` or `broken`. */
  setupState?: string | undefined;
  /** Only those that are `scheduled`, `syncing`, `paused` or `rescheduled`. */
  syncState?: string | undefined;
}

/** All connectors that match, without their `config`. */
export async function getConnectors(args: GetConnectorsArgs = {}): Promise<ConnectionSummary[]> {
  const isByState = args.setupState !== undefined || args.syncState !== undefined;
  return (await lookupClient()).connections
    .list(filterOf(args))
    .strict({
      required: [
        ...(args.service === undefined ? [] : (["service"] as const)),
        ...(isByState ? (["status"] as const) : []),
      ],
    })
    .filter(
      ({ service, status }) =>
        (args.service === undefined || service === args.service) &&
        (args.setupState === undefined || status.setupState?.toLowerCase() === args.setupState) &&
        (args.syncState === undefined || status.syncState?.toLowerCase() === args.syncState),
    )
    .toArray();
}

/** `getConnectors` for arguments that are Outputs. */
export function getConnectorsOutput(
  args: Inputs<GetConnectorsArgs> = {},
): pulumi.Output<ConnectionSummary[]> {
  return outputOf(getConnectors, args);
}

function filterOf({ groupId, schema }: GetConnectorsArgs): { groupId?: string; schema?: string } {
  return { ...(groupId === undefined ? {} : { groupId }), ...(schema === undefined ? {} : { schema }) };
}

export interface GetSchemaConfigArgs {
  /** The connector's id. */
  connectorId: string;
}

/** A connector's schemas, tables and columns; of the columns those that somebody has set. @throws NotFoundError before Fivetran has looked at the source */
export async function getSchemaConfig(args: GetSchemaConfigArgs): Promise<ConnectionSchemaConfig> {
  return (await lookupClient()).connectionSchemas.retrieve(args.connectorId);
}

/** `getSchemaConfig` for arguments that are Outputs. */
export function getSchemaConfigOutput(
  args: Inputs<GetSchemaConfigArgs>,
): pulumi.Output<ConnectionSchemaConfig> {
  return outputOf(getSchemaConfig, args);
}

export interface GetTableColumnsArgs {
  /** The connector's id. */
  connectorId: string;
  /** The schema's name in the source. */
  schema: string;
  /** The table's name in the source. */
  table: string;
}

/** All columns of one table, asked of the source (one of Fivetran's limited source interactions). */
export async function getTableColumns(args: GetTableColumnsArgs): Promise<TableColumns> {
  return (await lookupClient()).connectionSchemas.retrieveColumns(args.connectorId, args.schema, args.table);
}

/** `getTableColumns` for arguments that are Outputs. */
export function getTableColumnsOutput(args: Inputs<GetTableColumnsArgs>): pulumi.Output<TableColumns> {
  return outputOf(getTableColumns, args);
}

export interface GetConnectorCertificatesArgs {
  /** The connector's id. */
  connectorId: string;
}

/** The certificates that are trusted for a connector. */
export async function getConnectorCertificates(args: GetConnectorCertificatesArgs): Promise<Certificate[]> {
  return (await lookupClient()).certificates.listConnectionCertificates(args.connectorId).strict().toArray();
}

/** `getConnectorCertificates` for arguments that are Outputs. */
export function getConnectorCertificatesOutput(
  args: Inputs<GetConnectorCertificatesArgs>,
): pulumi.Output<Certificate[]> {
  return outputOf(getConnectorCertificates, args);
}

export interface GetConnectorFingerprintsArgs {
  /** The connector's id. */
  connectorId: string;
}

/** The fingerprints that are trusted for a connector. */
export async function getConnectorFingerprints(args: GetConnectorFingerprintsArgs): Promise<Fingerprint[]> {
  return (await lookupClient()).certificates.listConnectionFingerprints(args.connectorId).strict().toArray();
}

/** `getConnectorFingerprints` for arguments that are Outputs. */
export function getConnectorFingerprintsOutput(
  args: Inputs<GetConnectorFingerprintsArgs>,
): pulumi.Output<Fingerprint[]> {
  return outputOf(getConnectorFingerprints, args);
}

export interface GetConnectorTypeArgs {
  /** Fivetran's id of it, such as `"postgres"`. */
  service: string;
}

/** A kind of source, with what its settings are made of. */
export async function getConnectorType(args: GetConnectorTypeArgs): Promise<ConnectorType> {
  return (await lookupClient()).connectorMetadata.retrieve(args.service);
}

/** `getConnectorType` for arguments that are Outputs. */
export function getConnectorTypeOutput(args: Inputs<GetConnectorTypeArgs>): pulumi.Output<ConnectorType> {
  return outputOf(getConnectorType, args);
}

/** All kinds of sources that the account may use. */
export async function getConnectorTypes(): Promise<ConnectorTypeSummary[]> {
  return (await lookupClient()).connectorMetadata.list().strict().toArray();
}

/** `getConnectorTypes` as an Output. */
export function getConnectorTypesOutput(): pulumi.Output<ConnectorTypeSummary[]> {
  return outputOf(getConnectorTypes, {});
}

export interface GetConnectorSdkPackageArgs {
  /** The package's id. */
  id: string;
}

/** One package of a connector of your own: its hash, and which connector uses it. */
export async function getConnectorSdkPackage(args: GetConnectorSdkPackageArgs): Promise<ConnectorSdkPackage> {
  return (await lookupClient()).connectorSdkPackages.retrieve(args.id);
}

/** `getConnectorSdkPackage` for arguments that are Outputs. */
export function getConnectorSdkPackageOutput(
  args: Inputs<GetConnectorSdkPackageArgs>,
): pulumi.Output<ConnectorSdkPackage> {
  return outputOf(getConnectorSdkPackage, args);
}

/** All packages of connectors of your own. */
export async function getConnectorSdkPackages(): Promise<ConnectorSdkPackage[]> {
  return (await lookupClient()).connectorSdkPackages.list().strict().toArray();
}

/** `getConnectorSdkPackages` as an Output. */
export function getConnectorSdkPackagesOutput(): pulumi.Output<ConnectorSdkPackage[]> {
  return outputOf(getConnectorSdkPackages, {});
}
