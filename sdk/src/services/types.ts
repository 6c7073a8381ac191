declare const mark: unique symbol;

/** A service that the types of this version do not know. {@link customService} makes one. */
export type CustomService = string & { readonly [mark]: true };

/** A service with settings in `Configs`, such as `ConnectionConfigs`, or a custom one. */
export type ServiceOf<Configs> = keyof Configs | CustomService;

/**
 * The settings of the service `S`. A custom one may have any, and so may one that Fivetran's document leaves out.
 *
 * @example
 * type Postgres = ConfigOf<ConnectionConfigs, "postgres">;
 */
export type ConfigOf<Configs, S> = KnownConfig<Configs, S, keyof Configs>;

// A compiler looks at all services to find out what an argument may be. With `keyof Configs` in the condition it would
// list them anew for each: 600 000 steps, and half a second of every check of a program.
type KnownConfig<Configs, S, Known extends keyof Configs> = S extends Known
  ? Configs[S]
  : Record<string, unknown>;

/**
 * The settings as a field of what is made. Fivetran takes it without them, so they may be left out where nothing in them is required.
 */
export type ConfigPart<Config> =
  Record<string, never> extends Config
    ? {
        /** The service's own settings, with the keys as Fivetran has them. Sent as they are. */
        config?: Config;
      }
    : {
        /**
         * The service's own settings, with the keys as Fivetran has them. Sent as they are. Only the keys that name what it
         * makes in the destination (`schema`, `table`, `schema_prefix`, `table_group_name`) are required.
         */
        config: Config;
      };

/**
 * What an update may say of the settings of the service `S`: any of them, and null for one that is to be removed.
 *
 * @example
 * type PostgresChanges = ConfigChangesOf<ConnectionConfigs, "postgres">;
 */
export type ConfigChangesOf<Configs, S> = KnownChanges<Configs, S, keyof Configs>;

type KnownChanges<Configs, S, Known extends keyof Configs> = S extends Known
  ? ConfigChanges<Configs[S]>
  : Record<string, unknown>;

/** Of settings, whichever change. What names a connection's schemas and tables never does. */
export type ConfigChanges<Config> = {
  [Key in Exclude<keyof Config, NamingKeyOf<Config>>]?: Config[Key] | null;
};

type NamingKey = "schema" | "schema_prefix" | "table" | "table_group_name";

/** Of the keys that are called so, those that must be given: a service may have a setting `schema` that names nothing of ours. */
type NamingKeyOf<Config> = {
  [Key in Extract<keyof Config, NamingKey>]: undefined extends Config[Key] ? never : Key;
}[Extract<keyof Config, NamingKey>];

/**
 * The way to use a service that the types do not know, because it is newer than this version or chosen at run time. Its
 * `config` is not checked.
 *
 * @example
 * client.connections.create({ groupId, service: customService("new_service"), config: { schema: "new" } });
 */
export function customService(service: string): CustomService {
  // The mark exists for the compiler only.
  return service as CustomService;
}
