import type { StoredBytes } from "../store/blobs";

/** An uploaded Connector SDK package. Its bytes are with the store, under their SHA-256. */
export interface ConnectorSdkPackageRecord extends StoredBytes {
  readonly id: string;
  readonly createdBy: string;
  readonly lastUpdatedBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
