import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { packSource } from "../../../core/src/connectorSdk/package";
import * as lookups from "../../../provider/src/lookups";
import { startWorkbench, type Workbench } from "../../support/context";
import { arrangePeople, type People } from "../../support/people";

let bench: Workbench;
let people: People;

beforeAll(async () => {
  bench = await startWorkbench();
  people = await arrangePeople(bench);
  await bench.client.connectionSchemas.reload(people.connectorId);
  vi.stubEnv("FIVETRAN_API_URL", bench.server.url);
  vi.stubEnv("FIVETRAN_API_KEY", bench.server.apiKey);
  vi.stubEnv("FIVETRAN_API_SECRET", bench.server.apiSecret);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await bench.stop();
});

function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

describe("a lookup of one thing", () => {
  it("[3.23] finds it by its id, and by its name", async () => {
    const group = await lookups.getGroup({ id: people.groupId });
    expect(group.name).toBe("g");
    expect(await lookups.getGroup({ name: "g" })).toEqual(group);
    expect((await lookups.getUser({ email: "ann@acme.com" })).id).toBe(people.userId);
    expect((await lookups.getTeam({ name: "analysts" })).id).toBe(people.teamId);
  });

  it("finds a connector by its group and schema, whole", async () => {
    const { groupId, connectorId } = people;
    const found = await lookups.getConnector({ groupId, schema: "orders" });
    expect(found).toMatchObject({ id: connectorId, service: "postgres", config: { host: "h" } });
    expect(await lookups.getConnector({ id: connectorId })).toEqual(found);
  });

  it("finds a role by its name, or names a near one", async () => {
    expect(await lookups.getRole({ name: "Account Reviewer" })).toMatchObject({ name: "Account Reviewer" });
    await expect(lookups.getRole({ name: "Account Reviewr" })).rejects.toThrow(
      "getRole: there is no role with the name 'Account Reviewr'; did you mean 'Account Reviewer'?",
    );
  });

  it("finds a system key and a secrets manager by id and by name, the key without its secret", async () => {
    const made = await bench.client.systemKeys.create({ name: "ci" });
    const key = await lookups.getSystemKey({ name: "ci" });
    expect(key).toEqual(await lookups.getSystemKey({ id: made.id }));
    expect(key).not.toHaveProperty("secret");
    expect(await lookups.getSystemKeys()).toEqual([key]);
    const { id } = await bench.client.externalSecretsManagers.create({
      name: "vault",
      type: "HASHICORP_VAULT",
      config: { url: "https://vault.acme.com", token: "hunter2-hunter2" },
    });
    const manager = await lookups.getExternalSecretsManager({ name: "vault" });
    expect(manager.id).toBe(id);
    expect(await lookups.getExternalSecretsManager({ id })).toEqual(manager);
    expect((await lookups.getExternalSecretsManagers()).map((each) => each.id)).toEqual([id]);
  });

  it("finds the account's logging, whose secrets are masked", async () => {
    await expect(lookups.getAccountExternalLogging()).rejects.toMatchObject({ code: "NotFound_LogService" });
    const config = { region: "EU", api_key: "hunter2-log" };
    await bench.client.externalLogging.createForAccount({ service: "datadog_log", config });
    const found = await lookups.getAccountExternalLogging();
    expect(found).toMatchObject({ service: "datadog_log", config: { region: "EU", api_key: "******" } });
  });

  it("finds a package of a connector of one's own", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-fivetran-lookup-"));
    writeFileSync(join(folder, "connector.py"), "one");
    const { id } = await bench.client.connectorSdkPackages.create(packSource(folder).bytes);
    rmSync(folder, { recursive: true });
    expect(await lookups.getConnectorSdkPackage({ id })).toMatchObject({ id });
    expect((await lookups.getConnectorSdkPackages()).map((each) => each.id)).toEqual([id]);
  });

  it("says what there is when there is none of the name", async () => {
    await expect(lookups.getTeam({ name: "analyst" })).rejects.toThrow(
      "getTeam: there is no team with the name 'analyst'; did you mean 'analysts'?",
    );
    await expect(lookups.getGroup({ name: "warehouse" })).rejects.toThrow(/there are '\w+'/);
    await expect(lookups.getPrivateLink({ name: "x" })).rejects.toThrow("there is none at all");
  });

  it("lists the ids when several have the name", async () => {
    const twins = [
      await bench.client.groups.create({ name: "twin" }),
      await bench.client.groups.create({ name: "twin" }),
    ];
    await expect(lookups.getGroup({ name: "twin" })).rejects.toThrow(
      `getGroup: 2 groups have the name 'twin'.\nAsk for one by its id: ${twins.map(({ id }) => `'${id}'`).join(", ")}.`,
    );
  });

  it("wants its id or its name, and says so", async () => {
    await expect(lookups.getGroup({})).rejects.toThrow("getGroup: give it `id` or `name`.");
    await expect(lookups.getGroup({ id: "a", name: "b" })).rejects.toThrow("not both");
    await expect(lookups.getConnector({ groupId: "g" })).rejects.toThrow("`groupId` and `schema`");
  });

  it("takes Outputs, and stays secret where one of them is", async () => {
    const output = lookups.getGroupOutput({ id: pulumi.secret(people.groupId) });
    expect((await resolved(output)).name).toBe("g");
    expect(await pulumi.isSecret(output)).toBe(true);
  });
});

describe("a lookup of several", () => {
  it("filters connectors by group, schema, service and status", async () => {
    const { groupId, connectorId } = people;
    const ids = async (args: lookups.GetConnectorsArgs) =>
      (await lookups.getConnectors(args)).map(({ id }) => id);
    expect(await ids({ groupId })).toEqual([connectorId]);
    expect(await ids({ groupId, schema: "orders", service: "postgres", setupState: "connected" })).toEqual([
      connectorId,
    ]);
    expect(await ids({ syncState: "paused" })).toEqual([connectorId]);
    for (const none of [
      { groupId: "other" },
      { schema: "other" },
      { service: "mysql" },
      { setupState: "broken" },
      { syncState: "syncing" },
    ]) {
      expect(await ids(none)).toEqual([]);
    }
  });

  it("[6 Gaps] reads a schema config, which the Terraform provider cannot", async () => {
    const { schemas } = await lookups.getSchemaConfig({ connectorId: people.connectorId });
    expect(Object.keys(schemas["public"]?.tables ?? {})).toContain("customers");
  });

  /** Every lookup with what it needs: none may fail on an account that has these things. */
  it("[6 Gaps] works for every lookup that there is", async () => {
    const { groupId, userId, teamId, connectorId } = people;
    const args: Record<string, object> = {
      getGroup: { id: groupId },
      getDestination: { id: groupId },
      getConnector: { id: connectorId },
      getUser: { id: userId },
      getTeam: { id: teamId },
      getConnectorType: { service: "postgres" },
      getRole: { name: "Account Reviewer" },
      getTableColumns: { connectorId, schema: "public", table: "customers" },
    };
    const ends = { groupId, destinationId: groupId, connectorId, userId, teamId };
    const absent = new Set([
      "getPrivateLink",
      "getProxyAgent",
      "getHybridDeploymentAgent",
      "getWebhook",
      "getExternalLogging",
      "getTransformationProject",
      "getTransformation",
      "getQuickstartPackage",
      "getSystemKey",
      "getExternalSecretsManager",
      "getAccountExternalLogging",
      "getConnectorSdkPackage",
    ]);
    const tried: string[] = [];
    for (const [name, lookup] of Object.entries(lookups)) {
      if (name.endsWith("Output") || absent.has(name)) continue;
      const found = await (lookup as (args: object) => Promise<unknown>)(args[name] ?? ends);
      expect(found, name).toBeDefined();
      tried.push(name);
    }
    expect(tried.length + absent.size).toBe(Object.keys(lookups).length / 2);
  });
});

describe("the package", () => {
  it("has each lookup in both forms", () => {
    for (const name of Object.keys(lookups)) {
      expect(fivetran).toHaveProperty(name);
      expect(lookups).toHaveProperty(
        name.endsWith("Output") ? name.slice(0, -"Output".length) : `${name}Output`,
      );
    }
  });
});
