import type {
  Certificate,
  Connection,
  ConnectionSchemaConfig,
  ConnectionSummary,
  ConnectorSdkPackage,
  ConnectorType,
  ConnectorTypeSummary,
  Fingerprint,
  FivetranClient,
  SyncHistoryEntry,
  TableColumns,
  TableWarnings,
} from "@pulumi-fivetran/sdk";
import { isUnreadable } from "@pulumi-fivetran/sdk";
import { HandlerError } from "../errors/problem";
import { onlyOne } from "./lookup";

export interface GetConnectorArgs {
  /** The connector's id. */
  id?: string | undefined;
  /** The group it is in, with `schema`. Give these or `id`. */
  groupId?: string | undefined;
  /** The name that Fivetran derived from its `destinationSchema`: `orders`, or `sheets.budget`. */
  schema?: string | undefined;
}

export async function getConnector(client: FivetranClient, args: GetConnectorArgs): Promise<Connection> {
  const { id, groupId, schema } = args;
  if (id !== undefined && groupId === undefined && schema === undefined)
    return client.connections.retrieve(id);
  if (id !== undefined || groupId === undefined || schema === undefined) {
    throw new HandlerError({ summary: "getConnector: give it `id`, or `groupId` and `schema`." });
  }
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

export async function getConnectors(
  client: FivetranClient,
  args: GetConnectorsArgs = {},
): Promise<ConnectionSummary[]> {
  const isByState = args.setupState !== undefined || args.syncState !== undefined;
  return client.connections
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

function filterOf({ groupId, schema }: GetConnectorsArgs): { groupId?: string; schema?: string } {
  return { ...(groupId === undefined ? {} : { groupId }), ...(schema === undefined ? {} : { schema }) };
}

export interface GetSchemaConfigArgs {
  /** The connector's id. */
  connectorId: string;
}

export async function getSchemaConfig(
  client: FivetranClient,
  args: GetSchemaConfigArgs,
): Promise<ConnectionSchemaConfig> {
  return client.connectionSchemas.retrieve(args.connectorId);
}

export interface GetTableColumnsArgs {
  /** The connector's id. */
  connectorId: string;
  /** The schema's name in the source. */
  schema: string;
  /** The table's name in the source. */
  table: string;
}

export async function getTableColumns(
  client: FivetranClient,
  args: GetTableColumnsArgs,
): Promise<TableColumns> {
  return client.connectionSchemas.retrieveColumns(args.connectorId, args.schema, args.table);
}

export interface GetConnectorCertificatesArgs {
  /** The connector's id. */
  connectorId: string;
}

export async function getConnectorCertificates(
  client: FivetranClient,
  args: GetConnectorCertificatesArgs,
): Promise<Certificate[]> {
  return client.certificates.listConnectionCertificates(args.connectorId).strict().toArray();
}

export interface GetConnectorFingerprintsArgs {
  /** The connector's id. */
  connectorId: string;
}

export async function getConnectorFingerprints(
  client: FivetranClient,
  args: GetConnectorFingerprintsArgs,
): Promise<Fingerprint[]> {
  return client.certificates.listConnectionFingerprints(args.connectorId).strict().toArray();
}

export interface GetConnectorSyncHistoryArgs {
  /** The connector's id. */
  connectorId: string;
  /** Where the window begins, ISO 8601 such as `2026-11-01T00:00:00Z`; at most 7 days ago. Default: an hour before `endTime`. */
  startTime?: string | undefined;
  /** Where it ends, at most 7 days later. Default: an hour after `startTime`; without both, now. */
  endTime?: string | undefined;
}

export async function getConnectorSyncHistory(
  client: FivetranClient,
  { connectorId, startTime, endTime }: GetConnectorSyncHistoryArgs,
): Promise<SyncHistoryEntry[]> {
  const window = { ...(startTime !== undefined && { startTime }), ...(endTime !== undefined && { endTime }) };
  return client.connectionHistory.listSyncs(connectorId, window).strict().toArray();
}

export interface GetConnectorWarningsArgs {
  /** The connector's id. */
  connectorId: string;
}

export async function getConnectorWarnings(
  client: FivetranClient,
  args: GetConnectorWarningsArgs,
): Promise<TableWarnings[]> {
  const { items } = await client.connectionHistory.listWarnings(args.connectorId);
  if (items.some(isUnreadable))
    throw new HandlerError({
      summary: "getConnectorWarnings: Fivetran's answer has warnings that cannot be read.",
      advice: [{ kind: "updateClient" }],
    });
  return items.filter((item): item is typeof item & TableWarnings => !isUnreadable(item));
}

export interface GetConnectorTypeArgs {
  /** Fivetran's id of it, such as `"postgres"`. */
  service: string;
}

export async function getConnectorType(
  client: FivetranClient,
  args: GetConnectorTypeArgs,
): Promise<ConnectorType> {
  return client.connectorMetadata.retrieve(args.service);
}

export async function getConnectorTypes(client: FivetranClient): Promise<ConnectorTypeSummary[]> {
  return client.connectorMetadata.list().strict().toArray();
}

export interface GetConnectorSdkPackageArgs {
  /** The package's id. */
  id: string;
}

export async function getConnectorSdkPackage(
  client: FivetranClient,
  args: GetConnectorSdkPackageArgs,
): Promise<ConnectorSdkPackage> {
  return client.connectorSdkPackages.retrieve(args.id);
}

export async function getConnectorSdkPackages(client: FivetranClient): Promise<ConnectorSdkPackage[]> {
  return client.connectorSdkPackages.list().strict().toArray();
}
