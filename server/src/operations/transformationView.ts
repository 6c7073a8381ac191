import type { Account } from "../domain/account";
import { packageNamed } from "../domain/transformations/packages";
import { errors } from "../errors";
import type { TransformationRecord } from "../records/transformations";

export function transformationOf(account: Account, id: string): TransformationRecord {
  const transformation = account.state.get("transformations", id);
  if (transformation === undefined) throw errors.noTransformation(id);
  return transformation;
}

export function transformationView(account: Account, transformation: TransformationRecord): unknown {
  return {
    id: transformation.id,
    status: transformation.status,
    schedule: transformation.schedule,
    type: transformation.type,
    paused: transformation.paused,
    created_at: transformation.createdAt,
    created_by_id: transformation.createdById,
    last_started_at: transformation.lastStartedAt,
    last_ended_at: transformation.lastEndedAt,
    ...configView(account, transformation),
  };
}

/** The models of a dbt project are not known here, as nobody reads its repository. */
function configView(account: Account, transformation: TransformationRecord): object {
  if (transformation.type === "DBT_CORE") {
    return { output_model_names: [], transformation_config: transformation.config };
  }
  const { config, packageVersion } = transformation;
  const found = packageNamed(account, config.package_name);
  const models = found?.outputModelNames ?? [];
  return {
    output_model_names: models.filter((model) => !config.excluded_models.includes(model)),
    transformation_config: {
      ...config,
      upgrade_available: found !== undefined && found.version !== packageVersion,
    },
  };
}
