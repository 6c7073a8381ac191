/** The API's messages about transformations. Those of errors that no source shows are chosen, UNPROVEN. */
export const transformationMessages = {
  transformations: {
    listed: "Transformations list retrieved successfully",
    created: "Transformation created successfully",
    details: "Transformation details retrieved successfully",
    updated: "Transformation updated successfully",
    deleted: (id: string) => `Transformation with id '${id}' has been deleted`,
    started: (id: string) => `Transformation with id '${id}' has been started`,
    canceled: (id: string) => `Transformation with id '${id}' has been canceled`,
    upgraded: "Transformation package has been upgraded",
    packagesListed: "Transformation package metadata list retrieved successfully",
    packageDetails: "Transformation package metadata details retrieved successfully",
    noPackageFor: (service: string) => `There is no Quickstart package for the service '${service}'`,
    noPackageNamed: (name: string) => `Quickstart package '${name}' not found`,
    severalGroups: "The connections of a transformation must belong to one group",
    waitsForItself: (id: string) => `Transformation with id '${id}' would wait for itself`,
  },
  transformationProjects: {
    listed: "Transformation projects retrieved successfully",
    created: "Transformation project created successfully",
    details: "Transformation project details retrieved successfully",
    updated: "Transformation project updated successfully",
    deleted: (id: string) => `Transformation project with id '${id}' has been deleted`,
    tested: "Transformation project test completed successfully",
    inUse: (id: string) => `Transformation project with id '${id}' has transformations. Delete them first`,
  },
};
