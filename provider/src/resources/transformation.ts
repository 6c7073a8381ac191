import type * as pulumi from "@pulumi/pulumi";
import { transformationFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

/** One command that a dbt transformation runs. */
export interface TransformationStepArgs {
  /** A name that the dashboard shows for the step. */
  name?: pulumi.Input<string | undefined>;
  /** Such as `"dbt run --select orders"`. */
  command?: pulumi.Input<string | undefined>;
}

/** When a transformation runs. Which fields count depends on `scheduleType`. */
export interface TransformationScheduleArgs {
  /** `"INTEGRATED"` (after syncs), `"TIME_OF_DAY"`, `"INTERVAL"` or `"CRON"`. */
  scheduleType: pulumi.Input<string>;
  /** For `CRON`: expressions of five fields, any of which may fire. */
  cron?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** For `INTERVAL`, in minutes. */
  interval?: pulumi.Input<number | undefined>;
  /** For `TIME_OF_DAY` and `INTERVAL`, such as `"MONDAY"`. None means every day. */
  daysOfWeek?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** For `TIME_OF_DAY`: a full or half hour, such as `"13:30"` (UTC). */
  timeOfDay?: pulumi.Input<string | undefined>;
  /** For dbt: connectors of the project's group whose syncs it waits for. */
  connectionIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Transformations that it waits for. */
  transformationIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Whether a schedule of times waits for syncs too. */
  smartSyncing?: pulumi.Input<boolean | undefined>;
}

export interface TransformationArgs {
  /** `"DBT_CORE"`, or `"QUICKSTART"` for a package of Fivetran's. Changing this replaces the transformation. */
  type: pulumi.Input<string>;
  /** For dbt. Changing this replaces the transformation. */
  projectId?: pulumi.Input<string | undefined>;
  /** For dbt. */
  name?: pulumi.Input<string | undefined>;
  /** For dbt. */
  steps?: pulumi.Input<pulumi.Input<TransformationStepArgs>[] | undefined>;
  /** For a package; found out by the services of `connectionIds` when it is not given. Changing this replaces the transformation. */
  packageName?: pulumi.Input<string | undefined>;
  /** For a package: the connectors whose data it transforms. Changing this replaces the transformation. */
  connectionIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** For a package: names of models that are left out. */
  excludedModels?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** For a package: values of its variables, with its own keys. */
  configurableVariables?: pulumi.Input<Record<string, unknown> | undefined>;
  /**
   * When it runs: settings, or plain words, `"every 30 minutes"`, `"daily at 09:30"` (UTC, a full or half hour), or a cron expression of
   * five fields. The state keeps the settings.
   */
  schedule?: pulumi.Input<string | TransformationScheduleArgs | undefined>;
  /** Default: `false`. */
  paused?: pulumi.Input<boolean | undefined>;
  /**
   * The id of an existing transformation to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof transformationFields, Transformation, TransformationArgs> = {
  kind: "Transformation",
  fields: transformationFields,
};

/**
 * Models that Fivetran runs in a destination: of a dbt project, or of a package.
 *
 * Replaced when `type`, `projectId`, `packageName` or `connectionIds` changes.
 *
 * @throws Error in the preview, when an argument that the `type` needs is missing, or one has no meaning with it
 * @throws Error in the preview, for a `schedule` in words that Fivetran cannot do
 * @example
 * new fivetran.Transformation("orders", {
 *   type: "DBT_CORE", projectId: dbt.id, name: "orders", steps: [{ name: "run", command: "dbt run --select orders" }], schedule: "daily at 06:30",
 * });
 */
export class Transformation extends FivetranResource {
  declare readonly type: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string | undefined>;
  declare readonly packageName: pulumi.Output<string | undefined>;
  declare readonly paused: pulumi.Output<boolean | undefined>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: TransformationArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
