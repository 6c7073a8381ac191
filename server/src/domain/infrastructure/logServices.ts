import type { ServiceConfig } from "../../records/account";
import type { Account } from "../account";
import { sealConfig } from "../seal";

/** Seals what is secret in a log service's config. */
export function sealLogConfig(account: Account, service: string, config: ServiceConfig): ServiceConfig {
  return sealConfig(config, account.settings.sealKey, { family: "log", service });
}
