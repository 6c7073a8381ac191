import type { CustomService as Custom, NewConnection } from "@pulumi-fivetran/sdk";
import type {
  ConfigOf,
  ConnectionAuths,
  ConnectionConfigs,
  ConnectionReadOnlyConfigs,
  CustomService,
  DestinationConfigs,
  LogConfigs,
  PrivateLinkConfigs,
  ServiceOf,
} from "@pulumi-fivetran/sdk/services";
import { describe, expectTypeOf, it } from "vitest";

/** Checked by tsc, not when run. */
describe("the settings of a service", () => {
  it("of a connection need the naming keys, and nothing else", () => {
    type Postgres = ConnectionConfigs["postgres"];
    expectTypeOf<{ schema_prefix: string }>().toExtend<Postgres>();
    expectTypeOf<{ host: string }>().not.toExtend<Postgres>();
    expectTypeOf<{ schema: string; table: string }>().toExtend<ConnectionConfigs["google_sheets"]>();
    expectTypeOf<{ schema: string }>().not.toExtend<ConnectionConfigs["google_sheets"]>();
    expectTypeOf<Postgres["port"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<{ public_key: string }>().toExtend<ConnectionReadOnlyConfigs["postgres"]>();
  });

  it("may be left out of a new connection where nothing in them is required", () => {
    type New<S extends "postgres" | Custom> = Pick<NewConnection<S>, "config">;
    expectTypeOf<Record<never, never>>().toExtend<New<Custom>>();
    expectTypeOf<Record<never, never>>().not.toExtend<New<"postgres">>();
    expectTypeOf<{ config: { schema_prefix: string } }>().toExtend<New<"postgres">>();
  });

  it("of a destination, a log and a private link are their own", () => {
    expectTypeOf<DestinationConfigs["snowflake"]["port"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<DestinationConfigs["clickhouse"]>().toEqualTypeOf<Record<string, unknown>>();
    expectTypeOf<LogConfigs["splunkLog"]["host"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<{ private_connection_service_id: string }>().toExtend<PrivateLinkConfigs["SOURCE_GCP"]>();
    expectTypeOf<Record<never, never>>().not.toExtend<PrivateLinkConfigs["SOURCE_GCP"]>();
  });

  it("have open enums", () => {
    type Method = NonNullable<ConnectionConfigs["postgres"]["update_method"]>;
    expectTypeOf<"QUERY_BASED">().toExtend<Method>();
    expectTypeOf<"A_NEW_ONE">().toExtend<Method>();
    expectTypeOf<number>().not.toExtend<Method>();
  });

  it("may be anything for a custom service, which no plain string is", () => {
    expectTypeOf<ConfigOf<ConnectionConfigs, CustomService>>().toEqualTypeOf<Record<string, unknown>>();
    expectTypeOf<ConfigOf<ConnectionAuths, "postgres">>().toEqualTypeOf<Record<string, unknown>>();
    expectTypeOf<ConfigOf<ConnectionConfigs, "mysql">>().toEqualTypeOf<ConnectionConfigs["mysql"]>();
    expectTypeOf<"new_service">().not.toExtend<ServiceOf<ConnectionConfigs>>();
    expectTypeOf<string>().not.toExtend<ServiceOf<DestinationConfigs>>();
  });
});
