// What a list of sources consists of. The settings of each are checked against its service where they stand.
import * as fivetran from "pulumi-fivetran";

/** What a source may say besides its settings. */
interface SourceOptions {
  /** In plain words. Default: `"every hour"`. */
  readonly schedule?: string;
  /** How Fivetran reaches it. Default: directly. */
  readonly networking?: fivetran.NetworkingArgs;
  /** Rules of its own, which win over those of the company. */
  readonly rules?: readonly fivetran.SchemaRule[];
  /** The certificate that comes after the one in use, trusted before it is shown, so that its change stops no sync. */
  readonly nextCertificate?: { readonly hash: string; readonly encodedCert: string };
}

export interface Source extends SourceOptions {
  /** Of the connector, and of its data in the warehouse. */
  readonly name: string;
  readonly connect: (
    args: { groupId: fivetran.Destination["groupId"] } & fivetran.NetworkingArgs,
  ) => fivetran.Connector;
}

/** A database: each of its schemas arrives as `<name>_<schema>`. */
export function database<S extends fivetran.ConnectorService>(
  name: string,
  service: S,
  config: fivetran.ConnectorConfig<S>,
  options: SourceOptions = {},
): Source {
  return source(name, { service, config, destinationSchema: { prefix: name } }, options);
}

/** An application: its tables arrive in the schema `<name>`. */
export function application<S extends fivetran.ConnectorService>(
  name: string,
  service: S,
  config: fivetran.ConnectorConfig<S>,
  options: SourceOptions & { readonly auth?: fivetran.ConnectorAuth<S> } = {},
): Source {
  const { auth, ...rest } = options;
  const login = auth === undefined ? {} : { auth };
  return source(name, { service, config, destinationSchema: { name }, ...login }, rest);
}

/** Files: each pattern of names arrives as a table of the schema `<name>`. */
export function files<S extends fivetran.ConnectorService>(
  name: string,
  service: S,
  config: fivetran.ConnectorConfig<S>,
  options: SourceOptions = {},
): Source {
  const destinationSchema = { name, tableGroupName: "files" };
  return source(name, { service, config, destinationSchema }, options);
}

function source<S extends fivetran.ConnectorService>(
  name: string,
  args: Omit<fivetran.ConnectorArgs<S>, "groupId">,
  options: SourceOptions,
): Source {
  return {
    name,
    ...options,
    connect: (place) => new fivetran.Connector<S>(name, { ...args, ...place, ...options.networking }),
  };
}
