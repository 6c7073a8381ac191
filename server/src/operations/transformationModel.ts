import { z } from "zod";
import { scheduleModel } from "../domain/transformations/scheduleModel";

const ids = z.array(z.string().min(1));
const steps = z.array(z.object({ name: z.string().optional(), command: z.string().optional() })).min(1);
const models = z.array(z.string());
const variables = z.record(z.string(), z.unknown());

const common = { schedule: scheduleModel.nullish(), paused: z.boolean().nullish() };

const newDbt = z.looseObject({
  ...common,
  type: z.literal("DBT_CORE"),
  transformation_config: z.looseObject({ project_id: z.string().min(1), name: z.string().min(1), steps }),
});

const newQuickstart = z.looseObject({
  ...common,
  type: z.literal("QUICKSTART"),
  transformation_config: z.looseObject({
    package_name: z.string().min(1).nullish(),
    connection_ids: ids.nullish(),
    excluded_models: models.nullish(),
    configurable_variables: variables.nullish(),
    group_id: z.string().min(1).nullish(),
  }),
});

export const newTransformation = z.discriminatedUnion("type", [newDbt, newQuickstart]);

export const transformationUpdate = z.looseObject({
  ...common,
  transformation_config: z
    .looseObject({
      project_id: z.string().min(1).nullish(),
      name: z.string().min(1).nullish(),
      steps: steps.nullish(),
      excluded_models: models.nullish(),
      configurable_variables: variables.nullish(),
      group_id: z.string().min(1).nullish(),
    })
    .nullish(),
});

export const runBody = z.looseObject({ full_refresh: z.boolean().nullish() });

/** Older clients say `DBT_GIT`. */
const projectType = z.enum(["DBT_CORE", "DBT_GIT"]);

const changeable = {
  folder_path: z.string().nullish(),
  git_branch: z.string().nullish(),
  threads: z.int().positive().nullish(),
  target_name: z.string().nullish(),
  environment_vars: z.array(z.string().regex(/^DBT_[A-Z0-9_.-]*=/)).nullish(),
};

export const newProject = z.looseObject({
  group_id: z.string().min(1),
  type: projectType,
  run_tests: z.boolean().nullish(),
  project_config: z.looseObject({
    dbt_version: z.string().min(1),
    default_schema: z.string().min(1),
    git_remote_url: z.string().min(1),
    ...changeable,
  }),
});

export const projectUpdate = z.looseObject({
  run_tests: z.boolean().nullish(),
  project_config: z.object(changeable).nullish(),
});

export type NewTransformation = z.infer<typeof newTransformation>;
export type NewDbt = z.infer<typeof newDbt>;
export type NewQuickstart = z.infer<typeof newQuickstart>;
export type TransformationUpdate = z.infer<typeof transformationUpdate>;
export type NewProject = z.infer<typeof newProject>;
export type ProjectUpdate = z.infer<typeof projectUpdate>;
