export * from "./connectorSecrets";
export * from "./connectorsIn";
