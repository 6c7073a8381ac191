import type * as pulumi from "@pulumi/pulumi";
import type { Certificate, Destination, Fingerprint } from "@pulumi-fivetran/sdk";
import { type Inputs, lookupClient, outputOf } from "./lookup";

export interface GetDestinationArgs {
  /** The destination's id. */
  id: string;
}

/** One destination. Its id is its group's. Secrets in its `config` are `******`. */
export async function getDestination(args: GetDestinationArgs): Promise<Destination> {
  return (await lookupClient()).destinations.retrieve(args.id);
}

/** `getDestination` for arguments that are Outputs. */
export function getDestinationOutput(args: Inputs<GetDestinationArgs>): pulumi.Output<Destination> {
  return outputOf(getDestination, args);
}

export interface GetDestinationsArgs {
  /** Only those of this service, such as `"snowflake"`. */
  service?: string | undefined;
}

/** All destinations. */
export async function getDestinations(args: GetDestinationsArgs = {}): Promise<Destination[]> {
  return (await lookupClient()).destinations
    .list()
    .strict(args.service === undefined ? {} : { required: ["service"] })
    .filter(({ service }) => args.service === undefined || service === args.service)
    .toArray();
}

/** `getDestinations` for arguments that are Outputs. */
export function getDestinationsOutput(args: Inputs<GetDestinationsArgs> = {}): pulumi.Output<Destination[]> {
  return outputOf(getDestinations, args);
}

export interface GetDestinationCertificatesArgs {
  /** The destination's id. */
  destinationId: string;
}

/** The certificates that are trusted for a destination. */
export async function getDestinationCertificates(
  args: GetDestinationCertificatesArgs,
): Promise<Certificate[]> {
  return (await lookupClient()).certificates
    .listDestinationCertificates(args.destinationId)
    .strict()
    .toArray();
}

/** `getDestinationCertificates` for arguments that are Outputs. */
export function getDestinationCertificatesOutput(
  args: Inputs<GetDestinationCertificatesArgs>,
): pulumi.Output<Certificate[]> {
  return outputOf(getDestinationCertificates, args);
}

export interface GetDestinationFingerprintsArgs {
  /** The destination's id. */
  destinationId: string;
}

/** The fingerprints that are trusted for a destination. */
export async function getDestinationFingerprints(
  args: GetDestinationFingerprintsArgs,
): Promise<Fingerprint[]> {
  return (await lookupClient()).certificates
    .listDestinationFingerprints(args.destinationId)
    .strict()
    .toArray();
}

/** `getDestinationFingerprints` for arguments that are Outputs. */
export function getDestinationFingerprintsOutput(
  args: Inputs<GetDestinationFingerprintsArgs>,
): pulumi.Output<Fingerprint[]> {
  return outputOf(getDestinationFingerprints, args);
}
