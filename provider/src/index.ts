export { customService } from "@pulumi-fivetran/sdk/services";
export * from "./catalog";
export type {
  NetworkingArgs,
  NetworkingMethod,
  ServiceSetting,
  ServiceSettings,
  SetupArgs,
  SetupTests,
  Timeouts,
} from "./resources/arguments";
