import type * as core from "@pulumi-fivetran/core/lookups";
import type { Certificate, Destination, Fingerprint } from "@pulumi-fivetran/sdk";
import { look, outputOf } from "./lookup";

export type {
  GetDestinationArgs,
  GetDestinationCertificatesArgs,
  GetDestinationFingerprintsArgs,
  GetDestinationsArgs,
} from "@pulumi-fivetran/core/lookups";

/** One destination. Its id is its group's. Secrets in its `config` are `******`. */
export async function getDestination(args: core.GetDestinationArgs): Promise<Destination> {
  return look((lookups, client) => lookups.getDestination(client, args));
}

/** `getDestination` for arguments that are Outputs. */
export const getDestinationOutput = outputOf(getDestination);

/** All destinations. */
export async function getDestinations(args: core.GetDestinationsArgs = {}): Promise<Destination[]> {
  return look((lookups, client) => lookups.getDestinations(client, args));
}

/** `getDestinations` for arguments that are Outputs. */
export const getDestinationsOutput = outputOf(getDestinations);

/** The certificates that are trusted for a destination. */
export async function getDestinationCertificates(
  args: core.GetDestinationCertificatesArgs,
): Promise<Certificate[]> {
  return look((lookups, client) => lookups.getDestinationCertificates(client, args));
}

/** `getDestinationCertificates` for arguments that are Outputs. */
export const getDestinationCertificatesOutput = outputOf(getDestinationCertificates);

/** The fingerprints that are trusted for a destination. */
export async function getDestinationFingerprints(
  args: core.GetDestinationFingerprintsArgs,
): Promise<Fingerprint[]> {
  return look((lookups, client) => lookups.getDestinationFingerprints(client, args));
}

/** `getDestinationFingerprints` for arguments that are Outputs. */
export const getDestinationFingerprintsOutput = outputOf(getDestinationFingerprints);
