import type * as core from "@pulumi-fivetran/core/lookups";
import type {
  Certificate,
  Connection,
  ConnectionSchemaConfig,
  ConnectionSummary,
  ConnectorSdkPackage,
  ConnectorType,
  ConnectorTypeSummary,
  Fingerprint,
  SyncHistoryEntry,
  TableColumns,
  TableWarnings,
} from "@pulumi-fivetran/sdk";
import { look, outputOf } from "./lookup";

export type {
  GetConnectorArgs,
  GetConnectorCertificatesArgs,
  GetConnectorFingerprintsArgs,
  GetConnectorSdkPackageArgs,
  GetConnectorSyncHistoryArgs,
  GetConnectorsArgs,
  GetConnectorTypeArgs,
  GetConnectorWarningsArgs,
  GetSchemaConfigArgs,
  GetTableColumnsArgs,
} from "@pulumi-fivetran/core/lookups";

/** One connector, by its id or by its group and schema. Secrets in its `config` are `******`. @throws Error when there is none */
export async function getConnector(args: core.GetConnectorArgs): Promise<Connection> {
  return look((lookups, client) => lookups.getConnector(client, args));
}

/** `getConnector` for arguments that are Outputs. */
export const getConnectorOutput = outputOf(getConnector);

/** All connectors that match, without their `config`. */
export async function getConnectors(args: core.GetConnectorsArgs = {}): Promise<ConnectionSummary[]> {
  return look((lookups, client) => lookups.getConnectors(client, args));
}

/** `getConnectors` for arguments that are Outputs. */
export const getConnectorsOutput = outputOf(getConnectors);

/** A connector's schemas, tables and columns; of the columns those that somebody has set. @throws NotFoundError before Fivetran has looked at the source */
export async function getSchemaConfig(args: core.GetSchemaConfigArgs): Promise<ConnectionSchemaConfig> {
  return look((lookups, client) => lookups.getSchemaConfig(client, args));
}

/** `getSchemaConfig` for arguments that are Outputs. */
export const getSchemaConfigOutput = outputOf(getSchemaConfig);

/** All columns of one table, asked of the source (one of Fivetran's limited source interactions). */
export async function getTableColumns(args: core.GetTableColumnsArgs): Promise<TableColumns> {
  return look((lookups, client) => lookups.getTableColumns(client, args));
}

/** `getTableColumns` for arguments that are Outputs. */
export const getTableColumnsOutput = outputOf(getTableColumns);

/** The certificates that are trusted for a connector. */
export async function getConnectorCertificates(
  args: core.GetConnectorCertificatesArgs,
): Promise<Certificate[]> {
  return look((lookups, client) => lookups.getConnectorCertificates(client, args));
}

/** `getConnectorCertificates` for arguments that are Outputs. */
export const getConnectorCertificatesOutput = outputOf(getConnectorCertificates);

/** The fingerprints that are trusted for a connector. */
export async function getConnectorFingerprints(
  args: core.GetConnectorFingerprintsArgs,
): Promise<Fingerprint[]> {
  return look((lookups, client) => lookups.getConnectorFingerprints(client, args));
}

/** `getConnectorFingerprints` for arguments that are Outputs. */
export const getConnectorFingerprintsOutput = outputOf(getConnectorFingerprints);

/** A kind of source, with what its settings are made of. */
export async function getConnectorType(args: core.GetConnectorTypeArgs): Promise<ConnectorType> {
  return look((lookups, client) => lookups.getConnectorType(client, args));
}

/** `getConnectorType` for arguments that are Outputs. */
export const getConnectorTypeOutput = outputOf(getConnectorType);

/** All kinds of sources that the account may use. */
export async function getConnectorTypes(): Promise<ConnectorTypeSummary[]> {
  return look((lookups, client) => lookups.getConnectorTypes(client));
}

/** `getConnectorTypes` as an Output. */
export const getConnectorTypesOutput = outputOf(getConnectorTypes);

/** One package of a connector of your own: its hash, and which connector uses it. */
export async function getConnectorSdkPackage(
  args: core.GetConnectorSdkPackageArgs,
): Promise<ConnectorSdkPackage> {
  return look((lookups, client) => lookups.getConnectorSdkPackage(client, args));
}

/** `getConnectorSdkPackage` for arguments that are Outputs. */
export const getConnectorSdkPackageOutput = outputOf(getConnectorSdkPackage);

/** All packages of connectors of your own. */
export async function getConnectorSdkPackages(): Promise<ConnectorSdkPackage[]> {
  return look((lookups, client) => lookups.getConnectorSdkPackages(client));
}

/** `getConnectorSdkPackages` as an Output. */
export const getConnectorSdkPackagesOutput = outputOf(getConnectorSdkPackages);

/** A connector's syncs of the last 7 days at most, and why one did not complete. @throws NotFoundError also where the account does not have the history */
export async function getConnectorSyncHistory(
  args: core.GetConnectorSyncHistoryArgs,
): Promise<SyncHistoryEntry[]> {
  return look((lookups, client) => lookups.getConnectorSyncHistory(client, args));
}

/** `getConnectorSyncHistory` for arguments that are Outputs. */
export const getConnectorSyncHistoryOutput = outputOf(getConnectorSyncHistory);

/** The warnings about a connector and its tables. @throws NotFoundError also where the account does not have them */
export async function getConnectorWarnings(args: core.GetConnectorWarningsArgs): Promise<TableWarnings[]> {
  return look((lookups, client) => lookups.getConnectorWarnings(client, args));
}

/** `getConnectorWarnings` for arguments that are Outputs. */
export const getConnectorWarningsOutput = outputOf(getConnectorWarnings);
