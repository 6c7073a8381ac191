import type * as pulumi from "@pulumi/pulumi";
import type {
  GetQuickstartPackageArgs,
  GetTransformationArgs,
  GetTransformationProjectArgs,
  GetTransformationProjectsArgs,
} from "@pulumi-fivetran/core/lookups";
import type {
  Transformation,
  TransformationPackageMetadata,
  TransformationProject,
  TransformationProjectSummary,
} from "@pulumi-fivetran/sdk";
import { type Inputs, look, outputOf } from "./lookup";

export type {
  GetQuickstartPackageArgs,
  GetTransformationArgs,
  GetTransformationProjectArgs,
  GetTransformationProjectsArgs,
} from "@pulumi-fivetran/core/lookups";

/** One dbt project. */
export async function getTransformationProject(
  args: GetTransformationProjectArgs,
): Promise<TransformationProject> {
  return look((lookups, client) => lookups.getTransformationProject(client, args));
}

/** `getTransformationProject` for arguments that are Outputs. */
export function getTransformationProjectOutput(
  args: Inputs<GetTransformationProjectArgs>,
): pulumi.Output<TransformationProject> {
  return outputOf(getTransformationProject, args);
}

/** All dbt projects, without their settings. */
export async function getTransformationProjects(
  args: GetTransformationProjectsArgs = {},
): Promise<TransformationProjectSummary[]> {
  return look((lookups, client) => lookups.getTransformationProjects(client, args));
}

/** `getTransformationProjects` for arguments that are Outputs. */
export function getTransformationProjectsOutput(
  args: Inputs<GetTransformationProjectsArgs> = {},
): pulumi.Output<TransformationProjectSummary[]> {
  return outputOf(getTransformationProjects, args);
}

/** One transformation. */
export async function getTransformation(args: GetTransformationArgs): Promise<Transformation> {
  return look((lookups, client) => lookups.getTransformation(client, args));
}

/** `getTransformation` for arguments that are Outputs. */
export function getTransformationOutput(args: Inputs<GetTransformationArgs>): pulumi.Output<Transformation> {
  return outputOf(getTransformation, args);
}

/** All transformations. */
export async function getTransformations(): Promise<Transformation[]> {
  return look((lookups, client) => lookups.getTransformations(client));
}

/** `getTransformations` as an Output. */
export function getTransformationsOutput(): pulumi.Output<Transformation[]> {
  return outputOf(getTransformations, {});
}

/** A package of models that Fivetran maintains. */
export async function getQuickstartPackage(
  args: GetQuickstartPackageArgs,
): Promise<TransformationPackageMetadata> {
  return look((lookups, client) => lookups.getQuickstartPackage(client, args));
}

/** `getQuickstartPackage` for arguments that are Outputs. */
export function getQuickstartPackageOutput(
  args: Inputs<GetQuickstartPackageArgs>,
): pulumi.Output<TransformationPackageMetadata> {
  return outputOf(getQuickstartPackage, args);
}

/** All packages of models that Fivetran maintains. */
export async function getQuickstartPackages(): Promise<TransformationPackageMetadata[]> {
  return look((lookups, client) => lookups.getQuickstartPackages(client));
}

/** `getQuickstartPackages` as an Output. */
export function getQuickstartPackagesOutput(): pulumi.Output<TransformationPackageMetadata[]> {
  return outputOf(getQuickstartPackages, {});
}
