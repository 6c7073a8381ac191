import type * as pulumi from "@pulumi/pulumi";
import { transformationProjectFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { SetupTests, Timeouts } from "./arguments";

export interface TransformationProjectArgs {
  /** The group into whose destination it writes. Changing this replaces the project. */
  groupId: pulumi.Input<string>;
  /** `"DBT_GIT"`, or `"DBT_CORE"` as the API's document calls it. Changing this replaces the project. */
  type: pulumi.Input<string>;
  /** Such as `"1.9.0"`. Changing this replaces the project. */
  dbtVersion: pulumi.Input<string>;
  /** Schema in the destination for models that name none. Changing this replaces the project. */
  defaultSchema: pulumi.Input<string>;
  /** Changing this replaces the project. */
  gitRemoteUrl: pulumi.Input<string>;
  /** Where in the repository the project lies. */
  folderPath?: pulumi.Input<string | undefined>;
  /** The branch that is run. Changed in place. */
  gitBranch?: pulumi.Input<string | undefined>;
  /** How many models dbt builds at once. */
  threads?: pulumi.Input<number | undefined>;
  /** dbt's target, for models that ask for its name. */
  targetName?: pulumi.Input<string | undefined>;
  /** Each as `DBT_NAME=value`: Fivetran passes on only names that begin so. Secret. */
  environmentVars?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * What a failing setup test means. Default: `"warn"`, because a new project cannot be read before its `publicKey` has been added to
   * the repository.
   */
  setupTests?: pulumi.Input<SetupTests | undefined>;
  /**
   * The id of an existing project to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof transformationProjectFields,
  TransformationProject,
  TransformationProjectArgs
> = {
  kind: "TransformationProject",
  fields: transformationProjectFields,
};

/**
 * A dbt project in a Git repository, from which Fivetran runs transformations.
 *
 * Replaced when `groupId`, `type`, `dbtVersion`, `defaultSchema` or `gitRemoteUrl` changes.
 *
 * @throws Error in the preview, when an environment variable is not written as `DBT_NAME=value`
 * @throws Error when a setup test fails, with `setupTests: "fail"` only; it stays tracked, and the next `up` tests again
 * @example
 * const dbt = new fivetran.TransformationProject("dbt", {
 *   groupId: warehouse.groupId, type: "DBT_GIT", dbtVersion: "1.9.0", defaultSchema: "models", gitRemoteUrl: "git@github.com:acme/dbt.git",
 * });
 * export const deployKey = dbt.publicKey;
 */
export class TransformationProject extends FivetranResource {
  declare readonly groupId: pulumi.Output<string>;
  declare readonly type: pulumi.Output<string>;
  declare readonly gitRemoteUrl: pulumi.Output<string>;
  /** SSH key that Fivetran made: the repository must let it read. */
  declare readonly publicKey: pulumi.Output<string | undefined>;
  /** Titles of the tests that failed in the last apply. */
  declare readonly failedSetupTests: pulumi.Output<string[] | undefined>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: TransformationProjectArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
