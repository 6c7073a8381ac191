/** What runs connectors of Fivetran's Connector SDK: for `fivetranctl`, and for programs that bring a destination of their own. */
export { type AskOptions, askSchema, runSetupTests } from "./ask";
export { discard } from "./discard";
export { type DuckDbOptions, openDuckDb } from "./duckdb/destination";
export type { Mode } from "./duckdb/merge";
export { type EnvironmentOptions, environmentOf } from "./environment";
export { type GrpcConnectorOptions, grpcConnector } from "./grpc/grpcConnector";
export { type Naming, nameFor } from "./names";
export {
  type PackagedCode,
  type PackageEnd,
  type PackageRequest,
  type PackageRunner,
  type PackageRunnerOptions,
  type PackageSync,
  type PackageTest,
  packageRunner,
} from "./packages";
export * from "./port";
export { type PythonConnectorOptions, plainEnvironment, pythonConnector } from "./pythonConnector";
export { chooseState, readStateFile, writeStateFile } from "./stateFile";
export { ConnectorFailedError, runSync, type SyncOptions, type SyncResult } from "./sync";
