import type { ConnectorType, FivetranClient, RequestOptions } from "@pulumi-fivetran/sdk";

/** By client, since the resources of a run share one. */
const known = new WeakMap<FivetranClient, Map<string, Promise<ConnectorType>>>();

/**
 * What the account's metadata says of a kind of source: asked once a run for each, whatever number of connectors is of it. A failed read is
 * not remembered.
 */
export async function connectorTypeOf(
  client: FivetranClient,
  service: string,
  options: RequestOptions,
): Promise<ConnectorType> {
  const ofClient = known.get(client) ?? new Map<string, Promise<ConnectorType>>();
  known.set(client, ofClient);
  const before = ofClient.get(service);
  if (before !== undefined) return before;
  const answer = client.connectorMetadata.retrieve(service, options);
  ofClient.set(service, answer);
  try {
    return await answer;
  } catch (error) {
    ofClient.delete(service);
    throw error;
  }
}
