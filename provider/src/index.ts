export { customService } from "@pulumi-fivetran/sdk/services";
export * from "./actions/connectCard";
export * from "./catalog";
export * from "./connectors";
export * from "./lookups";
export type {
  ConnectorRoleArgs,
  GroupRoleArgs,
  NetworkingArgs,
  NetworkingMethod,
  RotationArgs,
  ServiceSetting,
  ServiceSettings,
  SetupArgs,
  SetupTests,
  Timeouts,
  UserRoleArgs,
} from "./resources/arguments";
