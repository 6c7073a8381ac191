import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { connectorsIn } from "pulumi-fivetran";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

describe("connectorsIn", () => {
  const registered: Registered[] = [];
  let folder: string;
  beforeAll(() =>
    pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        const { __provider: _, ...own } = inputs as Record<string, unknown>;
        registered.push({
          type: type.replace(/.*:/, ""),
          name,
          inputs: JSON.parse(JSON.stringify(own)) as Record<string, unknown>,
        });
        return { id: `${name}-id`, state: own };
      },
      call: () => ({}),
    }),
  );
  beforeEach(() => {
    registered.length = 0;
    folder = mkdtempSync(join(tmpdir(), "connectors-"));
    for (const name of ["crm", "ads"]) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "connector.py"), "connector = None\n");
    }
    vi.stubEnv("SFL_CRM_BEARER_TOKEN", "hunter2-hunter2");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  const known = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

  it("declares a package and a connector for each folder, and when it syncs where the table says so", async () => {
    const { crm, ads } = connectorsIn(folder, {
      groupId: "g",
      connectors: {
        crm: { keys: ["bearer_token"], schedule: "every 6 hours", pythonVersion: "3.12" },
        ads: { schema: "ads_eu" },
      },
    });
    await Promise.all([
      known(ads.connector.id),
      crm.schedule === undefined ? undefined : known(crm.schedule.id),
    ]);
    expect(ads.schedule).toBeUndefined();
    const found = registered.map(({ type, name }) => `${type} ${name}`).sort();
    expect(found).toEqual([
      "Connector ads",
      "Connector crm",
      "ConnectorSchedule crm",
      "ConnectorSdkPackage ads",
      "ConnectorSdkPackage crm",
    ]);
    const of = (type: string, name: string): Record<string, unknown> => ({
      ...registered.find((each) => each.type === type && each.name === name)?.inputs,
    });
    expect(of("Connector", "crm")).toMatchObject({
      groupId: "g",
      service: "connector_sdk",
      destinationSchema: { name: "crm" },
      // Pulumi's mocks show a secret anywhere in it as one of the whole.
      config: {
        value: {
          package_id: "crm-id",
          python_version: "3.12",
          secrets_list: [{ key: "bearer_token", value: "hunter2-hunter2" }],
        },
      },
    });
    expect(of("Connector", "ads")).toMatchObject({
      destinationSchema: { name: "ads_eu" },
      config: { package_id: "ads-id" },
    });
    expect(of("ConnectorSchedule", "crm")).toMatchObject({
      connectorId: "crm-id",
      schedule: "every 6 hours",
    });
  });

  it("declares nothing, and lists everything, when folders, names or secrets do not match", () => {
    mkdirSync(join(folder, "extra"));
    writeFileSync(join(folder, "extra", "connector.py"), "");
    const declare = (): unknown =>
      connectorsIn(folder, {
        groupId: "g",
        connectors: { crm: { keys: ["bearer_token", "other"] }, gone: {} },
      });
    expect(declare).toThrow(/ads' is a connector that the table does not name/);
    expect(declare).toThrow(/extra' is a connector/);
    expect(declare).toThrow(/'gone' has no folder/);
    expect(declare).toThrow(/SFL_CRM_OTHER is missing/);
    expect(registered).toEqual([]);
    expect(() => connectorsIn(join(folder, "nowhere"), { groupId: "g", connectors: {} })).toThrow(
      "there is no folder",
    );
  });

  it("leaves out what is named in except, and reads secrets of the stack", async () => {
    pulumi.runtime.setAllConfig({ "team:crm.bearer_token": "hunter2-hunter2" });
    const { crm } = connectorsIn(folder, {
      groupId: "g",
      connectors: { crm: { keys: ["bearer_token"] } },
      except: ["ads"],
      secretsFrom: "config",
      prefix: "team",
    });
    await known(crm.connector.id);
    expect(registered.map(({ name }) => name)).toEqual(["crm", "crm"]);
    pulumi.runtime.setAllConfig({});
  });
});
