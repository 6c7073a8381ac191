import { z } from "zod";
import type { Account } from "../domain/account";
import { given } from "../domain/given";
import { publicKeyOf } from "../domain/infrastructure/publicKey";
import {
  projectRuleModel,
  quickstartPackageModel,
  transformationRuleModel,
} from "../domain/transformations/inputModels";
import { newTransformationFields } from "../domain/transformations/newTransformation";
import { packageNamed } from "../domain/transformations/packages";
import { addProjectRule, addRunRule } from "../domain/transformations/rules";
import { putScheduled } from "../domain/transformations/runs";
import { scheduleModel } from "../domain/transformations/scheduleModel";
import { connections, groups, seedId } from "./core";
import { type Complain, seedArea, seedCheck, uniqueIds } from "./seedArea";

const projects = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      groupId: seedId,
      type: z.enum(["DBT_CORE", "DBT_GIT"]).default("DBT_CORE"),
      status: z.enum(["NOT_READY", "READY", "ERROR"]).default("READY"),
      errors: z.array(z.string()).default([]),
      gitRemoteUrl: z.string().min(1),
      dbtVersion: z.string().default("1.9.0"),
      defaultSchema: z.string().default("dbt"),
      folderPath: z.string().optional(),
      gitBranch: z.string().optional(),
      threads: z.int().positive().optional(),
      targetName: z.string().optional(),
      environmentVars: z.array(z.string()).optional(),
    }),
  )
  .default([]);

const common = {
  id: seedId.optional(),
  paused: z.boolean().default(false),
  /** In the API's own keys. */
  schedule: scheduleModel.optional(),
};

const dbt = z.strictObject({
  ...common,
  type: z.literal("DBT_CORE"),
  /** Id of a seeded project. */
  projectId: seedId,
  name: z.string().min(1),
  steps: z.array(z.strictObject({ name: z.string(), command: z.string() })).min(1),
});

const quickstart = z.strictObject({
  ...common,
  type: z.literal("QUICKSTART"),
  packageName: z.string().min(1),
  /** Of another version than the package has, so that it can be upgraded. */
  packageVersion: z.string().optional(),
  /** Ids of seeded connections of one group. */
  connectionIds: z.array(seedId).min(1),
  excludedModels: z.array(z.string()).default([]),
});

const transformationSeeds = z.array(z.discriminatedUnion("type", [dbt, quickstart])).default([]);
const packages = z.array(quickstartPackageModel).default([]);

type ProjectSeed = z.output<typeof projects>[number];
type DbtSeed = z.output<typeof dbt>;
type QuickstartSeed = z.output<typeof quickstart>;

/** dbt projects, transformations, and how their runs and set-ups end. */
export const transformations = seedArea({
  fields: {
    transformationProjects: projects,
    transformations: transformationSeeds,
    transformationRules: z.array(transformationRuleModel).default([]),
    projectRules: z.array(projectRuleModel).default([]),
    quickstartPackages: packages,
  },
  checks: [
    uniqueIds("transformationProjects", projects),
    uniqueIds("transformations", transformationSeeds),
    uniqueIds("quickstartPackages", packages),
    seedCheck({ groups, transformationProjects: projects }, (seed, complain) => {
      const known = new Set(seed.groups.map(({ id }) => id));
      for (const [index, { groupId }] of seed.transformationProjects.entries()) {
        if (known.has(groupId)) continue;
        complain(["transformationProjects", index, "groupId"], `no seeded group has the id '${groupId}'`);
      }
    }),
    seedCheck(
      { connections, transformationProjects: projects, transformations: transformationSeeds },
      (seed, complain) => {
        const projectIds = new Set(seed.transformationProjects.map(({ id }) => id));
        const groupOf = new Map(seed.connections.map(({ id, groupId }) => [id, groupId]));
        for (const [index, item] of seed.transformations.entries()) {
          const at = ["transformations", index];
          if (item.type === "QUICKSTART") checkConnections(item, groupOf, at, complain);
          else if (!projectIds.has(item.projectId)) {
            complain([...at, "projectId"], `no seeded project has the id '${item.projectId}'`);
          }
        }
      },
    ),
  ],
  plant: (account, seed) => {
    for (const rule of seed.transformationRules) addRunRule(account, rule);
    for (const rule of seed.projectRules) addProjectRule(account, rule);
    for (const item of seed.quickstartPackages) account.state.put("quickstartPackages", item.id, item);
    for (const item of seed.transformationProjects) plantProject(account, item);
    for (const item of seed.transformations) {
      if (item.type === "DBT_CORE") plantDbt(account, item);
      else plantQuickstart(account, item);
    }
  },
});

function checkConnections(
  { connectionIds }: QuickstartSeed,
  groupOf: ReadonlyMap<string | undefined, string>,
  at: readonly PropertyKey[],
  complain: Complain,
): void {
  const found = new Set<string>();
  for (const [index, id] of connectionIds.entries()) {
    const groupId = groupOf.get(id);
    if (groupId === undefined) {
      complain([...at, "connectionIds", index], `no seeded connection has the id '${id}'`);
    } else found.add(groupId);
  }
  if (found.size > 1) complain([...at, "connectionIds"], "the connections must belong to one group");
}

function plantProject(account: Account, item: ProjectSeed): void {
  const id = item.id ?? account.newId();
  const config = {
    dbt_version: item.dbtVersion,
    default_schema: item.defaultSchema,
    git_remote_url: item.gitRemoteUrl,
    folder_path: item.folderPath,
    git_branch: item.gitBranch,
    threads: item.threads,
    target_name: item.targetName,
    environment_vars: item.environmentVars,
  };
  account.state.put("transformationProjects", id, {
    id,
    groupId: item.groupId,
    type: item.type,
    status: item.status,
    errors: item.errors,
    config: { ...given(config), public_key: publicKeyOf(id) },
    createdAt: account.clock.timestamp(),
    createdById: account.settings.ownerId,
  });
}

function plantDbt(account: Account, { projectId, name, steps, ...item }: DbtSeed): void {
  const groupId = account.state.get("transformationProjects", projectId)?.groupId ?? "";
  putScheduled(account, {
    ...newTransformationFields(account, groupId, item),
    type: "DBT_CORE",
    config: { project_id: projectId, name, steps },
  });
}

function plantQuickstart(account: Account, seed: QuickstartSeed): void {
  const { packageName, packageVersion, connectionIds, excludedModels, ...item } = seed;
  const [first = ""] = connectionIds;
  const groupId = account.state.get("connections", first)?.groupId ?? "";
  putScheduled(account, {
    ...newTransformationFields(account, groupId, item, connectionIds),
    type: "QUICKSTART",
    packageVersion: packageVersion ?? packageNamed(account, packageName)?.version ?? "1.0.0",
    config: { package_name: packageName, connection_ids: connectionIds, excluded_models: excludedModels },
  });
}
