import type * as core from "@pulumi-fivetran/core/lookups";
import type {
  Transformation,
  TransformationPackageMetadata,
  TransformationProject,
  TransformationProjectSummary,
} from "@pulumi-fivetran/sdk";
import { look, outputOf } from "./lookup";

export type {
  GetQuickstartPackageArgs,
  GetTransformationArgs,
  GetTransformationProjectArgs,
  GetTransformationProjectsArgs,
} from "@pulumi-fivetran/core/lookups";

/** One dbt project. */
export async function getTransformationProject(
  args: core.GetTransformationProjectArgs,
): Promise<TransformationProject> {
  return look((lookups, client) => lookups.getTransformationProject(client, args));
}

/** `getTransformationProject` for arguments that are Outputs. */
export const getTransformationProjectOutput = outputOf(getTransformationProject);

/** All dbt projects, without their settings. */
export async function getTransformationProjects(
  args: core.GetTransformationProjectsArgs = {},
): Promise<TransformationProjectSummary[]> {
  return look((lookups, client) => lookups.getTransformationProjects(client, args));
}

/** `getTransformationProjects` for arguments that are Outputs. */
export const getTransformationProjectsOutput = outputOf(getTransformationProjects);

/** One transformation. */
export async function getTransformation(args: core.GetTransformationArgs): Promise<Transformation> {
  return look((lookups, client) => lookups.getTransformation(client, args));
}

/** `getTransformation` for arguments that are Outputs. */
export const getTransformationOutput = outputOf(getTransformation);

/** All transformations. */
export async function getTransformations(): Promise<Transformation[]> {
  return look((lookups, client) => lookups.getTransformations(client));
}

/** `getTransformations` as an Output. */
export const getTransformationsOutput = outputOf(getTransformations);

/** A package of models that Fivetran maintains. */
export async function getQuickstartPackage(
  args: core.GetQuickstartPackageArgs,
): Promise<TransformationPackageMetadata> {
  return look((lookups, client) => lookups.getQuickstartPackage(client, args));
}

/** `getQuickstartPackage` for arguments that are Outputs. */
export const getQuickstartPackageOutput = outputOf(getQuickstartPackage);

/** All packages of models that Fivetran maintains. */
export async function getQuickstartPackages(): Promise<TransformationPackageMetadata[]> {
  return look((lookups, client) => lookups.getQuickstartPackages(client));
}

/** `getQuickstartPackages` as an Output. */
export const getQuickstartPackagesOutput = outputOf(getQuickstartPackages);
