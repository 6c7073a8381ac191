/** Every resource of the package, a line each. Its handler is found by its file's name (see `runtime.ts`). */
export * from "./resources/connector";
export * from "./resources/connectorSchedule";
export * from "./resources/destination";
export * from "./resources/group";
export * from "./resources/schemaConfig";
