import type * as pulumi from "@pulumi/pulumi";
import type {
  Transformation,
  TransformationPackageMetadata,
  TransformationProject,
  TransformationProjectSummary,
} from "@pulumi-fivetran/sdk";
import { type Inputs, lookupClient, outputOf } from "./lookup";

export interface GetTransformationProjectArgs {
  /** The project's id. */
  id: string;
}

/** One dbt project. */
export async function getTransformationProject(
  args: GetTransformationProjectArgs,
): Promise<TransformationProject> {
  return (await lookupClient()).transformationProjects.retrieve(args.id);
}

/** `getTransformationProject` for arguments that are Outputs. */
export function getTransformationProjectOutput(
  args: Inputs<GetTransformationProjectArgs>,
): pulumi.Output<TransformationProject> {
  return outputOf(getTransformationProject, args);
}

export interface GetTransformationProjectsArgs {
  /** Only those of this group. */
  groupId?: string | undefined;
}

/** All dbt projects, without their settings. */
export async function getTransformationProjects(
  args: GetTransformationProjectsArgs = {},
): Promise<TransformationProjectSummary[]> {
  return (await lookupClient()).transformationProjects
    .list()
    .strict(args.groupId === undefined ? {} : { required: ["groupId"] })
    .filter(({ groupId }) => args.groupId === undefined || groupId === args.groupId)
    .toArray();
}

/** `getTransformationProjects` for arguments that are Outputs. */
export function getTransformationProjectsOutput(
  args: Inputs<GetTransformationProjectsArgs> = {},
): pulumi.Output<TransformationProjectSummary[]> {
  return outputOf(getTransformationProjects, args);
}

export interface GetTransformationArgs {
  /** The transformation's id. */
  id: string;
}

/** One transformation. */
export async function getTransformation(args: GetTransformationArgs): Promise<Transformation> {
  return (await lookupClient()).transformations.retrieve(args.id);
}

/** `getTransformation` for arguments that are Outputs. */
export function getTransformationOutput(args: Inputs<GetTransformationArgs>): pulumi.Output<Transformation> {
  return outputOf(getTransformation, args);
}

/** All transformations. */
export async function getTransformations(): Promise<Transformation[]> {
  return (await lookupClient()).transformations.list().strict().toArray();
}

/** `getTransformations` as an Output. */
export function getTransformationsOutput(): pulumi.Output<Transformation[]> {
  return outputOf(getTransformations, {});
}

export interface GetQuickstartPackageArgs {
  /** The package's id. */
  id: string;
}

/** A package of models that Fivetran maintains. */
export async function getQuickstartPackage(
  args: GetQuickstartPackageArgs,
): Promise<TransformationPackageMetadata> {
  return (await lookupClient()).transformations.retrievePackageMetadata(args.id);
}

/** `getQuickstartPackage` for arguments that are Outputs. */
export function getQuickstartPackageOutput(
  args: Inputs<GetQuickstartPackageArgs>,
): pulumi.Output<TransformationPackageMetadata> {
  return outputOf(getQuickstartPackage, args);
}

/** All packages of models that Fivetran maintains. */
export async function getQuickstartPackages(): Promise<TransformationPackageMetadata[]> {
  return (await lookupClient()).transformations.listPackageMetadata().strict().toArray();
}

/** `getQuickstartPackages` as an Output. */
export function getQuickstartPackagesOutput(): pulumi.Output<TransformationPackageMetadata[]> {
  return outputOf(getQuickstartPackages, {});
}
