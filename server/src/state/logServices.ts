import { isSecretPath, secretPathsOf } from "../facts/services";
import type { Account } from "./account";
import type { ServiceConfig } from "./records";
import { sealAll, sealConfig } from "./seal";

/** Seals what is secret in a log service's config: the values that are marked so, and those that are called like a secret. */
export function sealLogConfig(account: Account, service: string, config: ServiceConfig): ServiceConfig {
  const { sealKey } = account.settings;
  const secretPaths = secretPathsOf("log", service);
  const sealed = Object.entries(sealConfig(config, sealKey)).map(([key, value]) => [
    key,
    isSecretPath(secretPaths, `config.${key}`) ? sealAll(value, sealKey) : value,
  ]);
  // The entries of a config are one.
  return Object.fromEntries(sealed) as ServiceConfig;
}
