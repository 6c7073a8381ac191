/**
 * What is known of Fivetran's services: which settings each has, and which of them are secrets. Reads nothing until it
 * is asked.
 */
export type {
  ConnectionAuths,
  ConnectionConfigs,
  ConnectionReadOnlyConfigs,
} from "../generated/connectionTypes";
export type { DestinationConfigs } from "../generated/destinationTypes";
export type { LogConfigs } from "../generated/logTypes";
export type { PrivateLinkConfigs } from "../generated/privateLinkTypes";
export type { ServiceFamily } from "./generated";
export type { ServiceMetadata, ServiceNaming } from "./metadata";
export { serviceIds, serviceMetadata } from "./metadata";
export type { ServiceField, ServiceModel } from "./model";
export { knownKeys, serviceModel } from "./model";
export { nearest } from "./nearest";
export { isSecretName, isSecretPath, isSecretSetting } from "./secrets";
export type { ConfigChanges, ConfigChangesOf, ConfigOf, CustomService, ServiceOf } from "./types";
export { customService } from "./types";
export type { UnknownSetting } from "./unknownSettings";
export { unknownSettings } from "./unknownSettings";
