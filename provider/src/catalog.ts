/** Every resource of the package, a line each. Its handler is found by its file's name (see `runtime.ts`). */
export * from "./resources/connector";
export * from "./resources/connectorSchedule";
export * from "./resources/destination";
export * from "./resources/group";
export * from "./resources/hybridDeploymentAgent";
export * from "./resources/proxyAgent";
export * from "./resources/schemaConfig";
export * from "./resources/systemKey";
export * from "./resources/team";
export * from "./resources/teamConnectorMembership";
export * from "./resources/teamGroupMembership";
export * from "./resources/teamUserMembership";
export * from "./resources/user";
export * from "./resources/userConnectorMembership";
export * from "./resources/userGroupMembership";
export * from "./resources/webhook";
