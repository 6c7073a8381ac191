/** The code of a connector that was written with Fivetran's Connector SDK, as it lies with Fivetran. */
export interface ConnectorSdkPackage {
  id: string;

  /** The connection whose `config` names the package, if any does; there is one at most. */
  connectionId?: string | null;

  /** All connections whose `config` names the package. */
  connectionIds?: string[];
  createdBy?: string;
  lastUpdatedBy?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;

  /** RFC 3339, in UTC. */
  updatedAt?: string;

  /** SHA-256 of the file, in hexadecimal digits. */
  fileSha256Hash?: string;
}

/**
 * A ZIP file with the connector's code: its path, its bytes, or a stream of them, 200 MB at most. It is read into memory
 * before anything is sent.
 */
export type PackageFile = string | Uint8Array | AsyncIterable<Uint8Array>;
