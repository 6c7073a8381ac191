import type { ServiceConfig } from "../../records/account";
import type { LogServiceRecord } from "../../records/infrastructure";
import type { SetupTest } from "../../records/setupTests";
import type { Account } from "../account";
import { sealConfig } from "../seal";
import { setupStateAfter, testLogService } from "../trust/setupTests";

/** Seals what is secret in a log service's config. */
export function sealLogConfig(account: Account, service: string, config: ServiceConfig): ServiceConfig {
  return sealConfig(config, account.settings.sealKey, { family: "log", service });
}

/** Keeps a log service, new or changed. */
export function putLogService(account: Account, service: LogServiceRecord): LogServiceRecord {
  account.state.put("logServices", service.id, service);
  return service;
}

/** Runs the setup tests of a log service, and keeps it with what they came to. */
export function testAndKeepLogService(
  account: Account,
  service: LogServiceRecord,
): { readonly service: LogServiceRecord; readonly tests: readonly SetupTest[] } {
  const tests = testLogService(account, service);
  const setupState = setupStateAfter(tests, service.setupState ?? "incomplete");
  return { service: putLogService(account, { ...service, setupState, setupTests: tests }), tests };
}
