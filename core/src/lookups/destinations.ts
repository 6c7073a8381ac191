import type { Certificate, Destination, Fingerprint, FivetranClient } from "@pulumi-fivetran/sdk";

export interface GetDestinationArgs {
  /** The destination's id. */
  id: string;
}

export async function getDestination(client: FivetranClient, args: GetDestinationArgs): Promise<Destination> {
  return client.destinations.retrieve(args.id);
}

export interface GetDestinationsArgs {
  /** Only those of this service, such as `"snowflake"`. */
  service?: string | undefined;
}

export async function getDestinations(
  client: FivetranClient,
  args: GetDestinationsArgs = {},
): Promise<Destination[]> {
  return client.destinations
    .list()
    .strict(args.service === undefined ? {} : { required: ["service"] })
    .filter(({ service }) => args.service === undefined || service === args.service)
    .toArray();
}

export interface GetDestinationCertificatesArgs {
  /** The destination's id. */
  destinationId: string;
}

export async function getDestinationCertificates(
  client: FivetranClient,
  args: GetDestinationCertificatesArgs,
): Promise<Certificate[]> {
  return client.certificates.listDestinationCertificates(args.destinationId).strict().toArray();
}

export interface GetDestinationFingerprintsArgs {
  /** The destination's id. */
  destinationId: string;
}

export async function getDestinationFingerprints(
  client: FivetranClient,
  args: GetDestinationFingerprintsArgs,
): Promise<Fingerprint[]> {
  return client.certificates.listDestinationFingerprints(args.destinationId).strict().toArray();
}
