import type {
  FivetranClient,
  Transformation,
  TransformationPackageMetadata,
  TransformationProject,
  TransformationProjectSummary,
} from "@pulumi-fivetran/sdk";

export interface GetTransformationProjectArgs {
  /** The project's id. */
  id: string;
}

export async function getTransformationProject(
  client: FivetranClient,
  args: GetTransformationProjectArgs,
): Promise<TransformationProject> {
  return client.transformationProjects.retrieve(args.id);
}

export interface GetTransformationProjectsArgs {
  /** Only those of this group. */
  groupId?: string | undefined;
}

export async function getTransformationProjects(
  client: FivetranClient,
  args: GetTransformationProjectsArgs = {},
): Promise<TransformationProjectSummary[]> {
  return client.transformationProjects
    .list()
    .strict(args.groupId === undefined ? {} : { required: ["groupId"] })
    .filter(({ groupId }) => args.groupId === undefined || groupId === args.groupId)
    .toArray();
}

export interface GetTransformationArgs {
  /** The transformation's id. */
  id: string;
}

export async function getTransformation(
  client: FivetranClient,
  args: GetTransformationArgs,
): Promise<Transformation> {
  return client.transformations.retrieve(args.id);
}

export async function getTransformations(client: FivetranClient): Promise<Transformation[]> {
  return client.transformations.list().strict().toArray();
}

export interface GetQuickstartPackageArgs {
  /** The package's id. */
  id: string;
}

export async function getQuickstartPackage(
  client: FivetranClient,
  args: GetQuickstartPackageArgs,
): Promise<TransformationPackageMetadata> {
  return client.transformations.retrievePackageMetadata(args.id);
}

export async function getQuickstartPackages(
  client: FivetranClient,
): Promise<TransformationPackageMetadata[]> {
  return client.transformations.listPackageMetadata().strict().toArray();
}
