export { customService } from "@pulumi-fivetran/sdk/services";
export * from "./catalog";
export * from "./lookups";
export type {
  NetworkingArgs,
  NetworkingMethod,
  RotationArgs,
  ServiceSetting,
  ServiceSettings,
  SetupArgs,
  SetupTests,
  Timeouts,
} from "./resources/arguments";
