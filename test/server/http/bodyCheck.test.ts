import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { modelOf, namingKeysOf, servicesOf } from "../../../server/src/facts/services";
import { Api, idOf, type Reply } from "../support/api";
import { NEWER, SettingsSweep } from "../support/settingsSweep";

/** A server takes a while to compile what is known of a service: every so many of them is made here, and all are read in the facts. */
const EVERY = 8;

/** Requests are held to what the API's document says of them. */
describe("a request's body", () => {
  let api: Api;
  let group: string;

  beforeEach(async () => {
    api = await Api.start();
    group = await api.destination();
  });
  afterEach(() => api.stop());

  const create = (fields: Record<string, unknown>): Promise<Reply> =>
    api.post("/v1/connections", {
      group_id: group,
      service: "postgres",
      config: { schema_prefix: "shop" },
      run_setup_tests: false,
      ...fields,
    });

  const lastWarnings = (): readonly string[] | undefined => api.control.journal().at(-1)?.warnings;

  it.each([
    ["no service", { service: undefined }, "Field 'service' is required"],
    ["no naming key", { config: { host: "db" } }, "Field 'schema_prefix' is required"],
    [
      "a naming key of the wrong type",
      { config: { schema_prefix: 5 } },
      "Field 'schema_prefix' has an invalid value",
    ],
    ["a config that is none", { config: [1] }, "Invalid 'config' object"],
    [
      "a word that is not among the known",
      { networking_method: "Pigeon" },
      "Field 'networking_method' has an invalid value",
    ],
    ["a wrong type", { paused: "yes" }, "Field 'paused' has an invalid value"],
    ["a frequency that there is not", { sync_frequency: 7 }, "Field 'sync_frequency' has an invalid value"],
    [
      "a setting of the wrong type",
      { config: { schema_prefix: "shop", always_encrypted: "yes" } },
      "Field 'config.always_encrypted' has an invalid value",
    ],
    [
      "a setting of the wrong type that has known values",
      { config: { schema_prefix: "shop", auth_method: 5 } },
      "Field 'config.auth_method' has an invalid value",
    ],
    [
      "a port that is no number",
      { config: { schema_prefix: "shop", port: "five" } },
      "Field 'config.port' has an invalid value",
    ],
  ])("is refused with %s", async (_what, fields, message) => {
    expect(await create(fields)).toMatchObject({ status: 400, code: "InvalidInput", message });
  });

  it("is refused where an update has a wrong setting, by the connection's own service", async () => {
    const id = await api.connection({}, { schema_prefix: "own" });
    const update = (config: unknown): Promise<Reply> =>
      api.patch(`/v1/connections/${id}`, { config, run_setup_tests: false });
    expect(await update({ update_method: 5 })).toMatchObject({
      status: 400,
      message: "Field 'config.update_method' has an invalid value",
    });
    expect(await update({ update_method: "QUERY_BASED" })).toMatchObject({ status: 200 });
    expect(await update({ update_method: null })).toMatchObject({ status: 200 });
  });

  it("is refused where the settings of a destination are wrong", async () => {
    const update = (config: unknown): Promise<Reply> => api.patch(`/v1/destinations/${group}`, { config });
    expect(await update({ auth: 5 })).toMatchObject({
      status: 400,
      message: "Field 'config.auth' has an invalid value",
    });
    expect(await update({ port: 443 })).toMatchObject({ status: 200 });
    expect(await api.patch(`/v1/destinations/${group}`, { region: "MARS" })).toMatchObject({
      status: 400,
      message: "Field 'region' has an invalid value",
    });
  });

  it.each([[5432], ["5432"]])("may have a port as %j", async (port) => {
    expect(await create({ config: { schema_prefix: "shop", port } })).toMatchObject({
      status: 201,
      data: { config: { port: 5432 } },
    });
    expect(lastWarnings()).toBeUndefined();
  });

  it("may have numbers and booleans as text, and the answer has what they say", async () => {
    const text = {
      sync_frequency: "60",
      paused: "true",
      pause_after_trial: "false",
      data_delay_threshold: "5",
      run_setup_tests: "false",
      config: { schema_prefix: "shop", always_encrypted: "true", tunnel_port: "22" },
    };
    const created = await create(text);
    expect(created).toMatchObject({
      status: 201,
      data: {
        sync_frequency: 60,
        paused: true,
        pause_after_trial: false,
        data_delay_threshold: 5,
        status: { setup_state: "incomplete" },
        config: { always_encrypted: true, tunnel_port: 22 },
      },
    });
    expect(created.data).not.toHaveProperty("setup_tests");
    expect(lastWarnings()).toBeUndefined();
    const update = { paused: "false", schedule: { schedule_type: "INTERVAL", interval: "15" } };
    expect(await api.patch(`/v1/connections/${idOf(created)}`, update)).toMatchObject({
      status: 200,
      data: { paused: false, sync_frequency: 15 },
    });
  });

  it("may have a value that no enumeration of its service has, and the journal says so without it", async () => {
    const config = { schema: "docs", file_type: "unstructured" };
    expect(await create({ service: "share_point", config })).toMatchObject({
      status: 201,
      data: { config: { file_type: "unstructured" } },
    });
    expect(lastWarnings()).toEqual(["The value of 'config.file_type' is not known"]);
  });

  it.each(["connection", "destination"] as const)(
    "may have each setting of a %s service as text, and values newer than the document",
    { timeout: 60_000 },
    async (family) => {
      const swept = { services: 0, scalars: 0, words: 0 };
      const isTaken = (_service: string, index: number): boolean => index % EVERY === 0;
      for (const service of servicesOf(family).filter(isTaken)) {
        const sweep = new SettingsSweep(modelOf(family, service)?.config ?? {});
        if (sweep.scalars + sweep.words === 0) continue;
        const reply =
          family === "connection"
            ? await create({ service, config: { ...namesOf(service), ...sweep.sent } })
            : await api.post("/v1/destinations", {
                group_id: await api.group(),
                service,
                time_zone_offset: "0",
                run_setup_tests: "false",
                config: sweep.sent,
              });
        expect(reply, service).toMatchObject({ status: 201, data: { service, config: sweep.answered } });
        expect(lastWarnings()?.length ?? 0, service).toBe(Math.min(sweep.words, 20));
        expect(JSON.stringify(lastWarnings() ?? []), service).not.toContain(NEWER);
        swept.services += 1;
        swept.scalars += sweep.scalars;
        swept.words += sweep.words;
      }
      expect(Math.min(...Object.values(swept))).toBeGreaterThan(family === "connection" ? 20 : 2);
    },
  );

  it("may have what the document does not know, and the journal says so", async () => {
    expect(await create({ config: { schema_prefix: "shop", hots: "db" }, colour: "red" })).toMatchObject({
      status: 201,
    });
    expect(lastWarnings()).toEqual(["'colour' is not known", "'config.hots' is not known"]);
  });

  it.each([["[]"], ['"text"'], ["null"], ["5"]])("is refused when it is %s", async (text) => {
    expect(await api.call("POST", "/v1/groups", text)).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message: "Request body must be a JSON object",
    });
  });

  it("is refused when it breaks off", async () => {
    expect(await api.call("POST", "/v1/groups", '{"name":')).toMatchObject({
      status: 400,
      message: "Request body is not valid JSON",
    });
  });

  it("is held to the document under an older path too", async () => {
    const reply = await api.post("/v1/connectors", { group_id: group, service: "github", config: {} });
    expect(reply).toMatchObject({ status: 400, message: "Field 'schema' is required" });
  });
});

/** The keys that name a connection, for one that is like no other. */
function namesOf(service: string): Record<string, string> {
  return Object.fromEntries((namingKeysOf(service) ?? []).map((key) => [key, service]));
}
