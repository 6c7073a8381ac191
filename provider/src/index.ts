export * from "./catalog";
export type { NetworkingMethod, SetupTests, Timeouts } from "./resources/arguments";
