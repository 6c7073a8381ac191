/**
 * Every resource and component of the package, a line each. A resource's handler is found by its file's name (see `runtime.ts`); a
 * component has none, because it is made of resources.
 */
export * from "./components/pipeline";
export * from "./resources/accountExternalLogging";
export * from "./resources/apiKey";
export * from "./resources/connector";
export * from "./resources/connectorCertificate";
export * from "./resources/connectorFingerprint";
export * from "./resources/connectorSchedule";
export * from "./resources/connectorSdkPackage";
export * from "./resources/destination";
export * from "./resources/destinationCertificate";
export * from "./resources/destinationFingerprint";
export * from "./resources/externalLogging";
export * from "./resources/externalSecretsManager";
export * from "./resources/group";
export * from "./resources/groupUsers";
export * from "./resources/hybridDeploymentAgent";
export * from "./resources/privateLink";
export * from "./resources/proxyAgent";
export * from "./resources/schemaConfig";
export * from "./resources/serviceAccount";
export * from "./resources/systemKey";
export * from "./resources/team";
export * from "./resources/teamConnectorMembership";
export * from "./resources/teamConnectors";
export * from "./resources/teamGroupMembership";
export * from "./resources/teamGroups";
export * from "./resources/teamUserMembership";
export * from "./resources/teamUsers";
export * from "./resources/transformation";
export * from "./resources/transformationProject";
export * from "./resources/user";
export * from "./resources/userConnectorMembership";
export * from "./resources/userConnectors";
export * from "./resources/userGroupMembership";
export * from "./resources/userGroups";
export * from "./resources/webhook";
