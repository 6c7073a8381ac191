import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, type Reply } from "../support/api";

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
      "a setting with an unknown word",
      { config: { schema_prefix: "shop", auth_method: "MAGIC" } },
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
    expect(await update({ update_method: "GUESS" })).toMatchObject({
      status: 400,
      message: "Field 'config.update_method' has an invalid value",
    });
    expect(await update({ update_method: "QUERY_BASED" })).toMatchObject({ status: 200 });
    expect(await update({ update_method: null })).toMatchObject({ status: 200 });
  });

  it("is refused where the settings of a destination are wrong", async () => {
    const update = (config: unknown): Promise<Reply> => api.patch(`/v1/destinations/${group}`, { config });
    expect(await update({ auth: "SMILE" })).toMatchObject({
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
    expect(await create({ config: { schema_prefix: "shop", port } })).toMatchObject({ status: 201 });
    expect(lastWarnings()).toBeUndefined();
  });

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
