import { z } from "zod";
import type { Account } from "../domain/account";
import { putLogService, sealLogConfig, testAndKeepLogService } from "../domain/infrastructure/logServices";
import { maskSeals } from "../domain/seal";
import { type ApiError, errors } from "../errors";
import { isKnownService } from "../facts/services";
import { messages } from "../messages";
import type { LogServiceRecord } from "../records/infrastructure";
import type { Alert } from "../records/syncs";
import { serviceConfig } from "./destinationModel";
import { groupOf } from "./find";
import { type Answer, type Operation, operation, pageSource } from "./operation";
import { mergeConfig } from "./serviceSettings";

const said = messages.logServices;
const saidOfAccount = messages.accountLogService;

const settings = {
  enabled: z.boolean().nullish(),
  config: serviceConfig.nullish(),
  run_setup_tests: z.boolean().nullish(),
};
const newAccountService = z.looseObject({ service: z.string().min(1), ...settings });
const newService = z.looseObject({ group_id: z.string().min(1), service: z.string().min(1), ...settings });
const serviceUpdate = z.looseObject(settings);

/** That of the account, which stands first: its path could be that of a group. */
const ofAccount: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/external-logging/account",
    run: (account) => ({ message: saidOfAccount.details, data: serviceView(accountService(account)) }),
  }),
  operation({
    method: "POST",
    path: "/v1/external-logging/account",
    status: 201,
    body: newAccountService,
    run: (account, { body }) => ({
      message: saidOfAccount.created,
      data: serviceView(add(account, account.id, body, saidOfAccount.exists)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/external-logging/account",
    body: serviceUpdate,
    serviceOf: (account) => account.state.get("logServices", account.id)?.service,
    run: (account, { body }) => ({
      message: saidOfAccount.updated,
      data: serviceView(update(account, accountService(account), body)),
    }),
  }),
  operation({
    method: "DELETE",
    path: "/v1/external-logging/account",
    run: (account) => {
      account.state.remove("logServices", accountService(account).id);
      return { message: saidOfAccount.deleted };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/external-logging/account/test",
    run: (account) => testAnswer(account, accountService(account), saidOfAccount.tested),
  }),
];

const ofGroups: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/external-logging",
    run: (account) => {
      // That the account's own is not among them is chosen, UNPROVEN.
      const found = [...account.state.all("logServices")].filter(({ id }) => id !== account.id);
      return { message: said.listed, pages: pageSource(found, serviceSummary) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/external-logging",
    status: 201,
    body: newService,
    run: (account, { body }) => {
      const { id } = groupOf(account, body.group_id);
      return { message: said.created, data: serviceView(add(account, id, body, said.exists(id))) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/external-logging/{logId}",
    run: (account, { params }) => ({
      message: said.details,
      data: serviceView(groupService(account, params.logId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/external-logging/{logId}",
    body: serviceUpdate,
    serviceOf: (account, params) => account.state.get("logServices", params.logId)?.service,
    run: (account, { params, body }) => ({
      message: said.updated,
      data: serviceView(update(account, groupService(account, params.logId), body)),
    }),
  }),
  operation({
    method: "DELETE",
    path: "/v1/external-logging/{logId}",
    run: (account, { params }) => {
      const { id } = groupService(account, params.logId);
      account.state.remove("logServices", id);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/external-logging/{logId}/test",
    run: (account, { params }) => testAnswer(account, groupService(account, params.logId), said.tested),
  }),
];

export const externalLogging: readonly Operation[] = [...ofAccount, ...ofGroups];

function accountService(account: Account): LogServiceRecord {
  return serviceOf(account, account.id, errors.noLogService(saidOfAccount.missing));
}

function groupService(account: Account, id: string): LogServiceRecord {
  const missing = errors.noLogService(said.missing(id));
  if (id === account.id) throw missing;
  return serviceOf(account, id, missing);
}

function serviceOf(account: Account, id: string, missing: ApiError): LogServiceRecord {
  const service = account.state.get("logServices", id);
  if (service === undefined) throw missing;
  return service;
}

function testAnswer(account: Account, service: LogServiceRecord, message: string): Answer {
  return { message, data: { setup_tests: testAndKeepLogService(account, service).tests } };
}

/** @param exists what is said when there is one already (the refusal is chosen, UNPROVEN; that there is one only is documented) */
function add(
  account: Account,
  id: string,
  body: z.infer<typeof newAccountService>,
  exists: string,
): LogServiceRecord {
  if (!isKnownService("log", body.service)) {
    throw errors.invalidInput(messages.unsupportedService(body.service));
  }
  if (account.state.has("logServices", id)) throw errors.conflict(exists);
  const service: LogServiceRecord = {
    id,
    service: body.service,
    enabled: body.enabled ?? true,
    config: sealLogConfig(account, body.service, mergeConfig({}, body.config)),
  };
  return keep(account, service, body);
}

function update(
  account: Account,
  before: LogServiceRecord,
  body: z.infer<typeof serviceUpdate>,
): LogServiceRecord {
  const updated: LogServiceRecord = {
    ...before,
    enabled: body.enabled ?? before.enabled,
    config: sealLogConfig(account, before.service, mergeConfig(before.config, body.config)),
  };
  return keep(account, updated, body);
}

/** Tests run only where that is asked for. */
function keep(
  account: Account,
  service: LogServiceRecord,
  { run_setup_tests: isTested }: z.infer<typeof serviceUpdate>,
): LogServiceRecord {
  return isTested === true
    ? testAndKeepLogService(account, service).service
    : putLogService(account, service);
}

function serviceSummary(service: LogServiceRecord): Record<string, unknown> {
  return {
    id: service.id,
    service: service.service,
    enabled: service.enabled,
    status: service.setupState && {
      setup_state: service.setupState,
      tasks: service.setupState === "connected" ? [] : [reconnectTask(service)],
    },
  };
}

/** What has to be done for logs to arrive (its words are chosen, UNPROVEN). */
function reconnectTask({ setupTests = [] }: LogServiceRecord): Alert {
  const failed = setupTests.filter(({ status }) => status === "FAILED" || status === "JOB_FAILED");
  return {
    code: "reconnect_log",
    message: "The log service must be connected again",
    details: failed.map(({ title, message }) => (message ? `${title}: ${message}` : title)).join("; "),
  };
}

function serviceView(service: LogServiceRecord): unknown {
  return {
    ...serviceSummary(service),
    config: maskSeals(service.config),
    setup_tests: service.setupTests,
  };
}
