/** A kind of source, as lists show it. */
export interface ConnectorTypeSummary {
  /** What `service` of a connection is, such as `postgres`. */
  id: string;

  /** What people call it. */
  name?: string;

  /** The family that Fivetran counts it to, such as `Database`. */
  type?: string;
  description?: string;
  icons?: string[];
  iconUrl?: string;
  linkToDocs?: string;
  linkToErd?: string;
  connectorClass?: ConnectorClass;
  supportedFeatures?: ConnectorFeature[];
  serviceStatus?: ServiceStatus;

  /** Whether the schema of a connection can be read again by itself. */
  supportsSchemaReload?: boolean;

  /** RFC 3339, in UTC. */
  serviceStatusUpdatedAt?: string;
}

/** A kind of source, with what its settings are made of. */
export interface ConnectorType extends ConnectorTypeSummary {
  /** The fields of a connection's `config`, in a form close to JSON Schema, as Fivetran sends it. */
  config?: Record<string, unknown>;

  /** The fields of a connection's `auth`, in the same form. */
  auth?: Record<string, unknown>;

  /** The fields of a connection's `externalSecretsKeysConfig`, in the same form. */
  externalSecretsKeysConfig?: Record<string, unknown>;
}

/** Something that a connector can do. */
export interface ConnectorFeature {
  /** Such as `COLUMN_HASHING` or `CAPTURE_DELETES`. */
  id?: string;
  notes?: string;
}

/** Classes known today; Fivetran may add others. */
export type ConnectorClass = "standard" | "lite" | (string & {});

/** States known today; Fivetran may add others. */
export type ServiceStatus =
  | "general_availability"
  | "beta"
  | "private_preview"
  | "sunset"
  | "development"
  | (string & {});
