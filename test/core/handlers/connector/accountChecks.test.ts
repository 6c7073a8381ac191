/** `validate: "account"`: the account's metadata decides, in place of what this version knows. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CheckResult, Properties } from "../../../../core/src/contract";
import { connectorHandler as handler } from "../../../../core/src/handlers/connector";
import { UNKNOWN } from "../../../../core/src/values/unknown";
import { startWorkbench, type Workbench } from "../../../support/context";

const text = { type: "string" };
const NEWER = {
  id: "moon_database",
  name: "Moon",
  config: {
    type: "object",
    properties: {
      schema: { ...text, immutable: true },
      host: text,
      region: { ...text, immutable: true },
      landed_at: { ...text, readonly: true },
      probes: { type: "array", items: { type: "object", properties: { name: text }, required: ["name"] } },
    },
    required: ["schema", "host"],
  },
  auth: { type: "object", properties: { token: text } },
};

describe("validation from the account", () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await startWorkbench({ seed: { connectorTypes: [NEWER] } });
  });
  afterEach(() => bench.stop());

  const moon = (config: Properties | undefined, more: Properties = {}): Properties => ({
    groupId: "g",
    service: "moon_database",
    destinationSchema: { name: "moon" },
    validate: "account",
    ...(config && { config }),
    ...more,
  });
  const checked = async (news: Properties, olds?: Properties): Promise<CheckResult> => {
    const request = { olds, news };
    const further = handler.checkWithAccount;
    if (further === undefined) throw new Error("a Connector has metadata");
    return further(request, handler.check(request), bench.context);
  };
  const failuresOf = async (news: Properties, olds?: Properties): Promise<string[]> =>
    (await checked(news, olds)).failures.map(({ path, reason }) => `${path.join(".")}: ${reason}`);

  it("checks services and settings that are newer than this version, and says nothing of not knowing them", async () => {
    const result = await checked(moon({ host: "h", region: "far", probes: [{ name: "a" }] }));
    expect(result.failures).toEqual([]);
    expect(result.notices).toEqual([]);
    expect(handler.check({ olds: undefined, news: moon({ host: "h" }) }).notices).not.toEqual([]);
  });

  it("refuses what is unknown, what is only returned, and what is missing, at every depth", async () => {
    expect(
      await failuresOf(
        moon({ hots: "h", landed_at: "now", probes: [{ nam: "a" }] }, { auth: { tokn: "t" } }),
      ),
    ).toEqual([
      "config.hots: is no setting of 'moon_database' in the account's metadata; did you mean 'host'?",
      "config.landed_at: is what Fivetran returns for 'moon_database', not a setting; remove it",
      "config.probes.0.nam: is no setting of 'moon_database' in the account's metadata; did you mean 'name'?",
      "config.probes.0.name: is required, as the account's metadata says of 'moon_database'",
      "config.host: is required, as the account's metadata says of 'moon_database'",
      "auth.tokn: is no setting of 'moon_database' in the account's metadata; did you mean 'token'?",
    ]);
  });

  it("refuses another value of what is immutable, but not for a connector that is replaced", async () => {
    const olds = moon({ host: "h", region: "far" });
    expect(await failuresOf(moon({ host: "i", region: "far" }), olds)).toEqual([]);
    expect(await failuresOf(moon({ host: "h", region: "near" }), olds)).toEqual([
      expect.stringContaining("config.region: cannot be changed once the connector exists"),
    ]);
    expect(await failuresOf(moon({ host: "h" }), olds)).toEqual([
      expect.stringContaining("config.region: cannot be removed once the connector exists"),
    ]);
    const other = { destinationSchema: { name: "sun" } };
    expect(await failuresOf(moon({ host: "h", region: "near" }, other), olds)).toEqual([]);
    expect(await failuresOf(moon({ host: "h", region: UNKNOWN }), olds)).toEqual([]);
  });

  it("leaves what a secrets manager may hold, what is not known yet, and names of the destination", async () => {
    expect(await failuresOf(moon({}, { externalSecretsManagerId: "vault" }))).toEqual([]);
    expect(await failuresOf({ ...moon(undefined), config: UNKNOWN })).toEqual([]);
    expect(await failuresOf({ ...moon({ host: "h" }), service: UNKNOWN })).toEqual([]);
    expect(await failuresOf(moon({ host: UNKNOWN }))).toEqual([]);
  });

  it("asks once for all connectors of a service", async () => {
    bench.server.control.clearJournal();
    for (let index = 0; index < 3; index += 1) await checked(moon({ host: "h" }));
    expect(bench.server.control.journal().map(({ path }) => path)).toEqual([
      "/v1/metadata/connector-types/moon_database",
    ]);
  });

  it("refuses a service that the account cannot use", async () => {
    expect(await failuresOf({ ...moon({}), service: "postgrse" })).toEqual([
      "service: 'postgrse' is no service that this account can use; did you mean 'postgres'?",
    ]);
  });

  it("falls back to what this version knows, with a warning, where the account cannot be asked", async () => {
    const path = "/metadata/";
    bench.server.control.faults.add({ path, status: 403, code: "Forbidden", message: "not yours" });
    const news = moon({ hots: "h" });
    const { failures, notices } = await checked(news);
    expect(failures).toEqual([]);
    const plain = handler.check({ olds: undefined, news });
    expect(notices).toEqual([
      ...plain.notices,
      expect.objectContaining({
        severity: "warning",
        path: ["validate"],
        message: expect.stringContaining("the account's metadata could not be asked") as unknown,
      }),
    ]);
  });

  it("never quotes a value", async () => {
    const secret = "hunter2-hunter2";
    const news = moon({ hots: secret, region: secret }, { auth: { tokn: secret } });
    const { failures, notices } = await checked(news, moon({ host: "h", region: "other" }));
    expect(failures.length).toBeGreaterThan(2);
    expect(JSON.stringify([failures, notices])).not.toContain(secret);
  });

  it("holds for all services of the document: what their own examples give is no unknown setting", async () => {
    const news = {
      groupId: "g",
      service: "postgres",
      destinationSchema: { prefix: "p" },
      config: { host: "h", port: 5432, user: "u", password: "p", database: "d", update_method: "XMIN" },
    };
    expect(await failuresOf(news)).toEqual([]);
  });
});
