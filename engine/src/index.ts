/** Moves data by the rules of a Fivetran pipeline. */

export { Connector } from "./connector/connector";
export type { SchemaRecord, SyncRecord } from "./connector/connectorFolder";
export type { ConnectorSchema } from "./connector/connectorSchema";
export type { ConnectorStatus } from "./connector/connectorStatus";
export type { ConnectorEventMap } from "./connector/events";
export type { Machine } from "./connector/machine";
export type { ConnectorOptions, DestinationOptions, SourceOptions } from "./connector/options";
export { connectorOptions, destinationOptions, sourceOptions } from "./connector/options";
export type {
  CodeDestination,
  CodeEnd,
  CodeRequest,
  CodeRunner,
  CodeSetupTest,
  CodeSync,
  CodeTable,
  ConnectorCode,
} from "./connectorCode/contract";
export { EngineError, SchemaChangedError, StateMovedError } from "./errors";
export type { ConnectionToInit, InitStandInsOptions } from "./executor/initStandIns";
export { initStandIns } from "./executor/initStandIns";
export type { StandInsInput } from "./executor/standInsFile";
export type { EngineExecutor, SyncExecutorOptions } from "./executor/syncExecutor";
export { createSyncExecutor } from "./executor/syncExecutor";
export type { FivetranOptions } from "./fivetran";
export { Fivetran } from "./fivetran";
export type { SchemaChange } from "./plan/evolve";
export type { TransformFunction, TransformRow } from "./transform/functionTransform";
export type { RowValue } from "./types/rowValue";
