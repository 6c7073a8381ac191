export * from "./catalog";
export type {
  NetworkingArgs,
  NetworkingMethod,
  SetupArgs,
  SetupTests,
  Timeouts,
} from "./resources/arguments";
