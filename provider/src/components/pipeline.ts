import * as pulumi from "@pulumi/pulumi";
import type { CustomService } from "@pulumi-fivetran/sdk/services";
import { warnOfOptions } from "../dynamic/options";
import { assertDeclarable } from "../dynamic/resource";
import { Connector, type ConnectorArgs, type ConnectorService } from "../resources/connector";
import { ConnectorSchedule, type ConnectorScheduleArgs } from "../resources/connectorSchedule";
import { SchemaConfig, type SchemaConfigArgs } from "../resources/schemaConfig";

/** How long a pipeline waits for a person when the program does not say. */
const AWAIT_AUTHORIZATION = "15m";

/** When a pipeline syncs: an argument of the ConnectorSchedule, and so not of the Connector. */
type ScheduleArgument = "schedule" | "syncFrequencyMinutes" | "dailySyncTime" | "scheduleType" | "paused";

/** What is synced, and how: the arguments of the SchemaConfig. */
type SchemaArgument = Exclude<keyof SchemaConfigArgs, "connectorId" | "timeouts">;

/** Their names, all of them: the compiler misses one that is not here. */
const SCHEMA_ARGUMENTS: Readonly<Record<SchemaArgument, true>> = {
  schemaChangeHandling: true,
  schemas: true,
  rules: true,
  undeclared: true,
  missing: true,
  precreate: true,
};
const SCHEDULE_ARGUMENTS: Readonly<Record<ScheduleArgument, true>> = {
  schedule: true,
  syncFrequencyMinutes: true,
  dailySyncTime: true,
  scheduleType: true,
  paused: true,
};

/**
 * The arguments of a Connector (all but when it syncs), of a SchemaConfig and of a ConnectorSchedule, side by side. `timeouts` is for
 * each of the three.
 */
export interface PipelineArgs<S extends ConnectorService = CustomService>
  extends Omit<ConnectorArgs<S>, ScheduleArgument | "awaitAuthorization">,
    Pick<SchemaConfigArgs, SchemaArgument>,
    Pick<ConnectorScheduleArgs, Exclude<ScheduleArgument, "paused">> {
  /**
   * Whether it stands still. Default: `false`, it runs, once it is connected and its schema is applied. Under the defaults of Fivetran
   * where no schedule is given: every 6 hours.
   */
  paused?: pulumi.Input<boolean | undefined>;
  /**
   * How long creating and updating wait for a person to authorize the connector in a browser, where that is all that its setup
   * lacks: a duration, at most `"24h"`, on top of `timeouts`. Default: `"15m"`; `"0s"` fails at once, and so does a setup whose tests
   * fail. Without an authorization by then the deployment fails; the connector stays tracked, and the next `pulumi up` waits again.
   */
  awaitAuthorization?: pulumi.Input<string | undefined>;
}

/**
 * A running pipeline in one declaration, in the order that protects data: a paused Connector, its tests and authorization, a
 * SchemaConfig (where the program declares a schema), and a ConnectorSchedule that starts it. A failure leaves everything tracked and
 * nothing synced; the next `pulumi up` goes on. `adopt` does not stop a connection that runs already.
 *
 * Replaced when `groupId`, `service`, `destinationSchema` or `destinationSchemaNames` changes; with `moveOnGroupChange`, another `groupId`
 * moves it, and schema and schedule stay as they are.
 *
 * @example
 * const orders = new fivetran.Pipeline("orders", {
 *   groupId: warehouse.groupId,
 *   service: "postgres",
 *   destinationSchema: { prefix: "orders" },
 *   config: { host: "db.acme.com", port: 5432, database: "shop", user: "fivetran", password, update_method: "XMIN" },
 *   rules: [{ match: { column: "email" }, hashed: true }],
 *   schedule: "every hour",
 * });
 */
export class Pipeline<S extends ConnectorService = ConnectorService> extends pulumi.ComponentResource {
  /** The connector's id. Known before the pipeline runs; `dependsOn: pipeline` waits until it does. */
  readonly connectorId: pulumi.Output<string>;
  readonly groupId: pulumi.Output<string>;
  /** The name that Fivetran derives from `destinationSchema`: `orders`, or `sheets.budget`. */
  readonly schema: pulumi.Output<string>;
  /** `connected`, `incomplete` or `broken`. */
  readonly setupState: pulumi.Output<string>;
  readonly connector: Connector<S>;
  /** Undefined where the program says nothing of the schema. It does nothing where all that is said turns out to be undefined. */
  readonly schemaConfig: SchemaConfig | undefined;
  readonly schedule: ConnectorSchedule;

  constructor(name: string, args: PipelineArgs<S>, options: pulumi.ComponentResourceOptions = {}) {
    assertDeclarable("Pipeline", name, args, options);
    super("fivetran:index:Pipeline", name, {}, options);
    warnOfOptions(this, options);
    const { schema, schedule, connector } = split(args);
    const { retainOnDelete, dependsOn } = options;
    const child = { parent: this, ...(retainOnDelete === undefined ? {} : { retainOnDelete }) };
    this.connector = new Connector<S>(name, withPatience(stayingPaused(connector, schedule.paused)), {
      ...child,
      ...(dependsOn === undefined ? {} : { dependsOn }),
    });
    const { timeouts } = args;
    const common = timeouts === undefined ? {} : { timeouts };
    const { id } = this.connector;
    this.schemaConfig = schema && new SchemaConfig(name, { ...schema, ...common, connectorId: id }, child);
    // The schema's connectorId is the connector's; taking it from there is what makes the schema come first.
    const connectorId = this.schemaConfig?.connectorId ?? id;
    this.schedule = new ConnectorSchedule(
      name,
      { ...schedule, paused: runningUnless(schedule.paused), ...common, connectorId },
      child,
    );

    this.connectorId = id;
    this.groupId = this.connector.groupId;
    this.schema = this.connector.schema;
    this.setupState = this.connector.setupState;
    const outputs = {
      connectorId: id,
      groupId: this.groupId,
      schema: this.schema,
      setupState: this.setupState,
    };
    this.registerOutputs(outputs);
  }
}

interface Parts<S extends ConnectorService> {
  readonly connector: ConnectorArgs<S>;
  readonly schema: Pick<SchemaConfigArgs, SchemaArgument> | undefined;
  readonly schedule: Pick<ConnectorScheduleArgs, ScheduleArgument>;
}

/** Whose arguments are whose. One that nobody knows is the connector's to name. */
function split<S extends ConnectorService>(args: PipelineArgs<S>): Parts<S> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  const of = (names: object): [string, unknown][] => given.filter(([key]) => Object.hasOwn(names, key));
  const schema = of(SCHEMA_ARGUMENTS);
  const others = given.filter(
    ([key]) => !Object.hasOwn(SCHEMA_ARGUMENTS, key) && !Object.hasOwn(SCHEDULE_ARGUMENTS, key),
  );
  return {
    connector: Object.fromEntries(others) as unknown as ConnectorArgs<S>, // What `PipelineArgs` has of them.
    schema: schema.length === 0 ? undefined : Object.fromEntries(schema),
    schedule: Object.fromEntries(of(SCHEDULE_ARGUMENTS)),
  };
}

/** A move ends before the schedule's turn comes, and must not let run what the schedule declares to stand still. */
function stayingPaused<S extends ConnectorService>(
  args: ConnectorArgs<S>,
  paused: pulumi.Input<boolean | undefined>,
): ConnectorArgs<S> {
  if (args.moveOnGroupChange === undefined || paused === undefined || paused === false) return args;
  return { ...args, paused: pulumi.output(paused).apply((given) => (given === true ? true : undefined)) };
}

/** Without setup tests nobody can tell what a setup lacks, so there is nothing to wait for. */
function withPatience<S extends ConnectorService>(args: ConnectorArgs<S>): ConnectorArgs<S> {
  const { awaitAuthorization, setupTests } = args;
  if (typeof awaitAuthorization === "string") return args;
  const patience = pulumi
    .all([awaitAuthorization, setupTests])
    .apply(([given, mode]) => given ?? (mode === "off" ? "0s" : AWAIT_AUTHORIZATION));
  return { ...args, awaitAuthorization: patience };
}

/** A pipeline runs unless it is told not to. */
function runningUnless(paused: pulumi.Input<boolean | undefined>): pulumi.Input<boolean> {
  return typeof paused === "boolean" ? paused : pulumi.output(paused).apply((given) => given ?? false);
}
