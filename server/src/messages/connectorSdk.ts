/** The API's messages about Connector SDK packages. Those of errors that no source shows are chosen, UNPROVEN. */
export const connectorSdkMessages = {
  connectorSdkPackages: {
    listed: "Connector SDK packages retrieved successfully",
    created: "Package created successfully",
    details: "Connector SDK package details retrieved successfully",
    updated: "Package updated successfully",
    deleted: "Package deleted successfully",
    notZip: "Invalid package file: it is not a ZIP file",
    noEntryPoint: (name: string) => `Invalid package file: it holds no '${name}'`,
    inUse: (id: string, connection: string) =>
      `Package with id '${id}' is associated with the connection '${connection}' and cannot be deleted`,
  },
};
