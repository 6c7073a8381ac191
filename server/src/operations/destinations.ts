import type { Account } from "../domain/account";
import { putDestination } from "../domain/destinations";
import { testDestinationAndKeep } from "../domain/destinationTests";
import { maskSeals, sealConfig } from "../domain/seal";
import { errors } from "../errors";
import { messages } from "../messages";
import type { DestinationRecord } from "../records/account";
import type { SetupTest } from "../records/setupTests";
import {
  type DestinationUpdate,
  destinationUpdate,
  type NewDestination,
  newDestination,
  trustBody,
} from "./destinationModel";
import { destinationOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";
import { checkService, mergeConfig, mergeNetworking, networkingView, trustedKinds } from "./serviceSettings";

const said = messages.destinations;

export const destinations: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/destinations",
    run: (account) => ({
      message: said.listed,
      pages: pageSource([...account.state.all("destinations")], destinationSummary),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/destinations",
    status: 201,
    body: newDestination,
    prepare: async (account, { body }) => {
      if (body.run_setup_tests === false || !account.state.has("groups", body.group_id)) return undefined;
      return await account.ports.syncs.testDestination(made(account, body));
    },
    run: (account, { body, prepared }) => {
      const { destination, tests } = create(account, body, prepared);
      return { message: said.created, data: destinationView(destination, tests) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/destinations/{destinationId}",
    run: (account, { params }) => ({
      message: said.details,
      data: destinationView(destinationOf(account, params.destinationId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/destinations/{destinationId}",
    serviceOf: (account, { destinationId }) => account.state.get("destinations", destinationId)?.service,
    body: destinationUpdate,
    prepare: async (account, { params, body }) =>
      body.run_setup_tests === false
        ? undefined
        : await account.ports.syncs.testDestination(
            changed(account, destinationOf(account, params.destinationId), body),
          ),
    run: (account, { params, body, prepared }) => {
      const after = changed(account, destinationOf(account, params.destinationId), body);
      const { destination, tests } = keep(account, after, body, prepared);
      return { message: said.updated, data: destinationView(destination, tests) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/destinations/{destinationId}",
    run: (account, { params }) => {
      const { id } = destinationOf(account, params.destinationId);
      if (account.connectionsOf(id).length > 0) throw errors.conflict(said.inUse(id));
      account.state.remove("destinations", id);
      account.state.remove("trust", `destination/${id}`);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/destinations/{destinationId}/test",
    body: trustBody,
    mayOmitBody: true,
    prepare: async (account, { params }) =>
      await account.ports.syncs.testDestination(destinationOf(account, params.destinationId)),
    run: (account, { params, body, prepared }) => {
      const subject = destinationOf(account, params.destinationId);
      const { destination, tests } = testDestinationAndKeep(account, subject, trustedKinds(body), prepared);
      return { message: said.tested, data: destinationView(destination, tests) };
    },
  }),
];

interface TestedDestination {
  readonly destination: DestinationRecord;
  /** Undefined when no tests ran. */
  readonly tests?: readonly SetupTest[] | undefined;
}

function create(
  account: Account,
  body: NewDestination,
  found: readonly SetupTest[] | undefined,
): TestedDestination {
  checkService(account, "destination", body.service);
  // The one place where a missing group is said to be a missing destination, as the document shows it.
  if (!account.state.has("groups", body.group_id)) {
    throw errors.notFound(messages.notFound("Destination", body.group_id));
  }
  // The refusal of a second destination is chosen, UNPROVEN.
  if (account.state.has("destinations", body.group_id)) throw errors.conflict(said.exists(body.group_id));
  return keep(account, made(account, body), body, found);
}

function made(account: Account, body: NewDestination): DestinationRecord {
  return {
    id: body.group_id,
    service: body.service,
    region: body.region ?? "GCP_US_EAST4",
    timeZoneOffset: body.time_zone_offset,
    daylightSavingTimeEnabled: body.daylight_saving_time_enabled ?? false,
    setupStatus: "incomplete",
    ...mergeNetworking({ networkingMethod: "Directly" }, body),
    config: readConfig(account, body.service, {}, body.config),
  };
}

function changed(account: Account, before: DestinationRecord, body: DestinationUpdate): DestinationRecord {
  return {
    ...before,
    region: body.region ?? before.region,
    timeZoneOffset: body.time_zone_offset ?? before.timeZoneOffset,
    daylightSavingTimeEnabled: body.daylight_saving_time_enabled ?? before.daylightSavingTimeEnabled,
    ...mergeNetworking(before, body),
    config: readConfig(account, before.service, before.config, body.config),
  };
}

function keep(
  account: Account,
  destination: DestinationRecord,
  body: NewDestination | DestinationUpdate,
  found: readonly SetupTest[] | undefined,
): TestedDestination {
  return body.run_setup_tests === false
    ? { destination: putDestination(account, destination) }
    : testDestinationAndKeep(account, destination, trustedKinds(body), found);
}

function readConfig(
  account: Account,
  service: string,
  before: DestinationRecord["config"],
  sent: Readonly<Record<string, unknown>> | null | undefined,
): DestinationRecord["config"] {
  return sealConfig(mergeConfig(before, sent), account.settings.sealKey, { family: "destination", service });
}

/** What the list shows: all but the config. */
function destinationSummary(destination: DestinationRecord): Record<string, unknown> {
  return {
    id: destination.id,
    group_id: destination.id,
    service: destination.service,
    region: destination.region,
    time_zone_offset: destination.timeZoneOffset,
    daylight_saving_time_enabled: destination.daylightSavingTimeEnabled,
    // Lower case, as the vendor's own end-to-end tests see it; the document's enumeration is upper case.
    setup_status: destination.setupStatus,
    ...networkingView(destination),
  };
}

function destinationView(destination: DestinationRecord, tests?: readonly SetupTest[]): unknown {
  return {
    ...destinationSummary(destination),
    config: configView(destination.config),
    setup_tests: tests,
  };
}

/** Ports of destinations come back as text, however they were sent. */
function configView(config: DestinationRecord["config"]): Record<string, unknown> {
  const shown = Object.entries(config).map(([key, value]) => {
    const isPort = (key === "port" || key === "tunnel_port") && typeof value === "number";
    return [key, isPort ? digitsOf(value) : maskSeals(value)] as const;
  });
  return Object.fromEntries(shown);
}

/** Without an exponent, which the largest numbers would have. */
function digitsOf(value: number): string {
  return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}
