import type * as pulumi from "@pulumi/pulumi";
import { connectorFields } from "@pulumi-fivetran/core/fields";
import type {
  ConfigOf,
  ConnectionAuths,
  ConnectionConfigs,
  CustomService,
  ServiceOf,
} from "@pulumi-fivetran/sdk/services";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type {
  NetworkingArgs,
  RotationArgs,
  ServiceSettings,
  SettingsBesideExtraConfig,
  SetupArgs,
  Timeouts,
} from "./arguments";

/** A kind of source that the types know, or what `customService` makes. */
export type ConnectorService = ServiceOf<ConnectionConfigs>;

// Inferred under a name, because a compiler that does not know `S` yet would look through the settings of all services: 53,000
// instantiations for a program of ten lines, in place of 1,000.
/** The settings of the service `S`, less the keys that `destinationSchema` stands for. */
export type ConnectorConfig<S> =
  ConfigOf<ConnectionConfigs, S> extends infer Config ? ServiceSettings<WithoutNaming<Config>> : never;

/** The credentials of the service `S`. */
export type ConnectorAuth<S> =
  ConfigOf<ConnectionAuths, S> extends infer Auth ? ServiceSettings<Auth> : never;

/** A service that is named by a prefix may have a setting `schema` besides (`db2luw` has). */
type WithoutNaming<Config> = Config extends { schema_prefix: string }
  ? Omit<Config, "schema_prefix">
  : Config extends { schema: string }
    ? Omit<Config, "schema" | "table" | "table_group_name">
    : Config;

/**
 * Where a connector's data goes in the destination. A service uses one of four forms, and the preview says which: `name`; `name` and
 * `table`; `name` and `tableGroupName`; or `prefix` (the schemas of the source, each with this prefix).
 */
export interface DestinationSchemaArgs {
  /** The schema in the destination. `{ name: "stripe" }`: rows arrive in `stripe.charge`. */
  name?: pulumi.Input<string | undefined>;
  /** The table, for a service that loads one. `{ name: "sheets", table: "budget" }`: rows arrive in `sheets.budget`. */
  table?: pulumi.Input<string | undefined>;
  /** The name of a group of tables within the schema, for services that load files into several tables. */
  tableGroupName?: pulumi.Input<string | undefined>;
  /** The beginning of the schemas' names, for databases. `{ prefix: "orders" }`: the source's `public.customers` arrives in `orders_public.customers`. */
  prefix?: pulumi.Input<string | undefined>;
}

export interface ConnectorArgs<S extends ConnectorService = CustomService>
  extends NetworkingArgs,
    SetupArgs,
    RotationArgs {
  /**
   * The group whose destination the connector loads into: `destination.groupId`, so that it is made after the destination. Changing
   * this replaces the connector, unless `moveOnGroupChange` says how it is moved.
   */
  groupId: pulumi.Input<string>;
  /**
   * Fivetran's id of the kind of source: `postgres`, `google_ads`, `s3`. It decides what `config` and `auth` may hold. One that the
   * types do not know, or that is chosen at run time, is `customService(id)`; an Output is `id.apply(customService)`. Changing this
   * replaces the connector.
   */
  service: pulumi.Input<S>;
  /** Where its data goes in the destination. Changing this replaces the connector. */
  destinationSchema: pulumi.Input<DestinationSchemaArgs>;
  /** How names are written in the destination: `"FIVETRAN_NAMING"` (Fivetran's default) or `"SOURCE_NAMING"`. Changing this replaces the connector. */
  destinationSchemaNames?: pulumi.Input<"FIVETRAN_NAMING" | "SOURCE_NAMING" | undefined>;
  /**
   * The service's own settings, with Fivetran's own names (`snake_case`), passed on as they are. What Fivetran marks as a secret, or
   * what is named like one, is stored as a Pulumi secret. A key that is removed is cleared. A secret that Fivetran has no more is
   * drift, though its value is never read. The names in the destination stand in `destinationSchema`, not here.
   */
  config?: pulumi.Input<SettingsBesideExtraConfig<ConnectorConfig<S>> | undefined>;
  /** Settings that `config` has no type for yet. Part of it in every way, and stronger than what it says. */
  extraConfig?: pulumi.Input<Record<string, unknown> | undefined>;
  /**
   * The service's credentials for OAuth and the like; all of it is stored as secrets. Fivetran never returns it, so drift in it cannot
   * be seen: a `rotationTrigger` sends it again.
   */
  auth?: pulumi.Input<ConnectorAuth<S> | undefined>;
  /**
   * When it syncs, in plain words, as on a ConnectorSchedule: `"every 15 minutes"`, `"every hour on weekdays"`, `"manual"`. Instead of
   * `syncFrequencyMinutes`, `dailySyncTime` and `scheduleType`. Not managed unless set here; better set on a ConnectorSchedule.
   */
  schedule?: pulumi.Input<string | undefined>;
  /** Minutes between syncs: 1, 5, 15, 30, 60, 120, 180, 360, 480, 720 or 1440; others are sent with a warning. Not managed unless set here; better set on a ConnectorSchedule. */
  syncFrequencyMinutes?: pulumi.Input<number | undefined>;
  /** A full hour such as `"14:00"` (UTC), with `syncFrequencyMinutes: 1440`; other times are sent with a warning. */
  dailySyncTime?: pulumi.Input<string | undefined>;
  /** `"manual"`: Fivetran syncs only when it is told to. */
  scheduleType?: pulumi.Input<"auto" | "manual" | undefined>;
  /**
   * A connector is made paused, so that no column arrives in the clear before its SchemaConfig is applied. `false` unpauses it at
   * the end of its own creation, **before** any SchemaConfig; set it on a ConnectorSchedule that comes after the SchemaConfig
   * instead. Not managed unless set. Do not set the same property here and on a ConnectorSchedule: each would undo the other.
   */
  paused?: pulumi.Input<boolean | undefined>;
  /** Default: `false`. */
  pauseAfterTrial?: pulumi.Input<boolean | undefined>;
  /** When Fivetran warns of late data. Default: `"NORMAL"`. */
  dataDelaySensitivity?: pulumi.Input<"LOW" | "NORMAL" | "HIGH" | "CUSTOM" | "SYNC_FREQUENCY" | undefined>;
  /** Minutes, with `dataDelaySensitivity: "CUSTOM"`. Default: 0. */
  dataDelayThresholdMinutes?: pulumi.Input<number | undefined>;
  /**
   * How this connector uses its destination: `virtualWarehouse` is the Snowflake warehouse that does the loading. Not managed unless set;
   * no longer declared, it stays as it is.
   */
  destinationConfiguration?: pulumi.Input<{ virtualWarehouse: pulumi.Input<string> } | undefined>;
  /**
   * Whether Fivetran compares what it loaded with the source. Known from the Terraform provider alone. Not managed unless set; no longer
   * declared, it stays as it is.
   */
  dataChecks?: pulumi.Input<boolean | undefined>;
  /**
   * `"account"`: the preview asks the account's own metadata which settings there are, which are required and which cannot be changed, so
   * that services and settings newer than this package are checked too. It costs one call for each service in each preview and each
   * update. Left out, what this package knows decides; `fivetran:validate` sets it for a stack.
   */
  validate?: pulumi.Input<"account" | undefined>;
  /**
   * How long creating and updating wait for a person to authorize the connector, where its setup lacks only that: a duration such as
   * `"15m"`, at most `"24h"`, on top of `timeouts`. The log says how (`connectCard`). Without an authorization the deployment fails; the
   * connector stays tracked, and the next `pulumi up` waits again. Default: `"0s"`. Changing this alone is no change.
   */
  awaitAuthorization?: pulumi.Input<string | undefined>;
  /**
   * Moves the connector when `groupId` changes, in place of replacing it: paused, moved, and resumed if it ran. What is loaded stays in
   * the old destination. `"continue"`: the new one gets what changes from then on; `"backfill"`: it gets all history again. Acts then only.
   */
  moveOnGroupChange?: pulumi.Input<"continue" | "backfill" | undefined>;
  /**
   * Says that the new group was prepared for credentials that belong to a group: an AWS external id, Google's service account of the
   * group. Fivetran refuses to move such a connector without it. Acts only when it is moved.
   */
  forceMove?: pulumi.Input<boolean | undefined>;
  /**
   * The id of an existing connection to take over instead of making one. Acts at creation only. A difference in what cannot be
   * changed is an error, other differences are updated, and declared secrets are always sent.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

/** How a connector is doing. Fivetran may add states. */
export interface ConnectorStatus {
  /** `connected`, `incomplete` or `broken`. */
  setupState: string;
  /** `scheduled`, `syncing`, `paused` or `rescheduled`. */
  syncState: string;
  /** `on_schedule` or `delayed`. */
  updateState: string;
  /** Whether all historical data is being, or will be, loaded anew. */
  isHistoricalSync: boolean;
  /** End of the last sync that succeeded, RFC 3339; undefined when none has. */
  succeededAt?: string;
  /** End of the last sync that failed, RFC 3339; undefined when none has. */
  failedAt?: string;
  /**
   * Why the last sync failed, where it did so in the last 7 days and the account has Fivetran's sync history. It costs one call for such a
   * connector, none for others, and one in a run where the account has no history.
   */
  failureReason?: string;
  /** When the next sync is tried, RFC 3339; in the sync state `rescheduled` only. */
  rescheduledFor?: string;
  /** When it syncs, in the words that `schedule` takes, whoever has set it: `every hour on weekdays`. Absent where Fivetran does not say. */
  schedule?: string;
  /** What a person must do for it to work. */
  tasks: ConnectorAlert[];
  /** What is worth knowing although it works. */
  warnings: ConnectorAlert[];
}

/** A task or a warning. A declared secret that Fivetran quotes in it is blanked out. */
export interface ConnectorAlert {
  /** Fivetran's name of the kind of task or warning: `reconnect`. */
  code?: string;
  /** Fivetran's own words. */
  message?: string;
}

const description: ResourceDescription<typeof connectorFields, Connector, ConnectorArgs> = {
  kind: "Connector",
  fields: connectorFields,
};

/**
 * A connector: one source that Fivetran loads into the group's destination. Fivetran's API calls it a connection.
 *
 * Replaced when `groupId`, `service`, `destinationSchema` or `destinationSchemaNames` changes; with `moveOnGroupChange`, another `groupId`
 * moves it. Made paused.
 *
 * @throws Error in the preview, when `destinationSchema` has another form than the service takes, or a part of it stands in `config`
 * @throws Error when it cannot be moved: the group has a connection of its name, or Fivetran refuses; it runs on where it was
 * @throws Error when the group has no destination yet: give `groupId: destination.groupId`
 * @throws Error when a setup test fails or a person has to sign in first, unless `setupTests` says otherwise; it stays tracked, and the
 *   next `up` tests again
 * @example
 * const orders = new fivetran.Connector("orders", {
 *   groupId: warehouse.groupId,
 *   service: "postgres",
 *   destinationSchema: { prefix: "orders" },
 *   config: { host: "db.acme.com", port: 5432, database: "shop", user: "fivetran", password, update_method: "XMIN" },
 * });
 */
export class Connector<S extends ConnectorService = ConnectorService> extends FivetranResource {
  declare readonly groupId: pulumi.Output<string>;
  declare readonly service: pulumi.Output<string>;
  /** The declared settings as they are upstream; secrets as they were declared. */
  declare readonly config: pulumi.Output<Record<string, unknown> | undefined>;
  /** The name that Fivetran derives from `destinationSchema`: `orders`, or `sheets.budget`. */
  declare readonly schema: pulumi.Output<string>;
  /** When the connection was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;
  /** Id of the user who made it; absent for one that no user made. */
  declare readonly connectedBy: pulumi.Output<string | undefined>;
  /** Version of Fivetran's connector for the service. */
  declare readonly serviceVersion: pulumi.Output<number | undefined>;
  /** `connected`, `incomplete` or `broken`. */
  declare readonly setupState: pulumi.Output<string>;
  /** How it is doing, as of the last `pulumi up` that changed it or the last `pulumi refresh`. Never a reason for a change. */
  declare readonly status: pulumi.Output<ConnectorStatus>;

  constructor(name: string, args: ConnectorArgs<S>, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
