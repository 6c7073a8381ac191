import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { leavingScript } from "../../../cli/src/import/bridged/leave";
import { readStackExport } from "../../../cli/src/import/bridged/stackExport";
import { inventoryOf, TYPES } from "../../../cli/src/import/foreign/inventory";
import { leavingTerraform } from "../../../cli/src/import/terraform/leave";
import { readTerraformState } from "../../../cli/src/import/terraform/state";
import { bridgedExport, ENTRIES, STATE_SECRETS, terraformState } from "../../support/terraformState";

describe("what another tool manages", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fivetranctl-import-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const written = (text: string): string => {
    const file = join(folder, "state.tfstate");
    writeFileSync(file, text);
    return file;
  };

  it("is converted for each type that there is", () => {
    expect([...new Set(ENTRIES.map(({ type }) => type))].sort()).toEqual([...TYPES].sort());
    const { found, skipped } = inventoryOf(readTerraformState(written(terraformState(ENTRIES))));
    expect(skipped.map(({ kind }) => kind).sort()).toEqual(["aws_s3_bucket", "fivetran_newer_thing"]);
    const kinds = new Set(found.map(({ kind }) => kind));
    for (const kind of [
      "Connector",
      "ConnectorSchedule",
      "SchemaConfig",
      "TeamUsers",
      "GroupUsers",
      "Transformation",
    ])
      expect([...kinds]).toContain(kind);
  });

  it("keeps no secret, and knows where each is", () => {
    const { found } = inventoryOf(readTerraformState(written(terraformState(ENTRIES))));
    const text = JSON.stringify(found.map(({ inputs, outputs }) => ({ inputs, outputs })));
    expect(STATE_SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
    const of = (id: string): string[] | undefined =>
      found
        .find((each) => each.kind === "Connector" && each.id === id)
        ?.secrets.map((path) => path.join("."));
    expect(of("crisp_falcon")).toEqual(["config.host", "config.password"]);
    expect(of("brave_otter")).toContain("auth.client_access.client_secret");
    expect(of("quiet_lynx")).toEqual(["config.password"]);
    expect(of("shy_mole")).toEqual(["config.password"]);
  });

  it("reads schedules, schema configs and settings in their forms", () => {
    const { found } = inventoryOf(readTerraformState(written(terraformState(ENTRIES))));
    const inputs = (kind: string, id: string) =>
      found.find((each) => each.kind === kind && each.id === id)?.inputs;
    expect(inputs("ConnectorSchedule", "crisp_falcon")).toEqual({
      connectorId: "crisp_falcon",
      syncFrequencyMinutes: 60,
      scheduleType: "auto",
      paused: false,
    });
    expect(inputs("ConnectorSchedule", "quiet_lynx")).toEqual({
      connectorId: "quiet_lynx",
      schedule: "cron 0 6 * * 1",
      paused: true,
    });
    expect(inputs("ConnectorSchedule", "shy_mole")).toEqual({ connectorId: "shy_mole", paused: false });
    expect(inputs("SchemaConfig", "quiet_lynx")?.["schemas"]).toEqual({
      shop: {
        enabled: true,
        tables: { customers: { enabled: true, columns: { phone: { enabled: false } } } },
      },
    });
    expect(inputs("Connector", "shy_mole")).toMatchObject({
      destinationSchema: { prefix: "billing" },
      destinationSchemaNames: "SOURCE_NAMING",
      config: { host: "billing.acme.com" },
    });
  });

  it("is the same by the bridge, but for what only its state knows", () => {
    const stack = written(bridgedExport(ENTRIES));
    const bridged = inventoryOf(readStackExport(stack));
    const terraform = inventoryOf(readTerraformState(written(terraformState(ENTRIES))));
    const declared = ({ found }: typeof bridged) =>
      found.map(({ kind, id, inputs }) => ({ kind, id, inputs }));
    expect(declared(bridged)).toEqual(declared(terraform));
  });

  it("leaves without a command that deletes", () => {
    const records = readTerraformState(written(terraformState(ENTRIES)));
    expect(leavingTerraform(records)).not.toMatch(/destroy|aws_/);
    const script = leavingScript(readStackExport(written(bridgedExport(ENTRIES))));
    const lines = script.split("\n");
    const first = (text: string): number => lines.findIndex((line) => line.startsWith(text));
    expect(first("pulumi stack export")).toBeLessThan(first("pulumi state protect"));
    expect(lines.findLastIndex((line) => line.startsWith("pulumi state protect"))).toBeLessThan(
      first("pulumi state delete"),
    );
    expect(script).not.toMatch(/pulumi (destroy|up)/);
  });

  it("says what is wrong with a state, and quotes nothing of it", () => {
    const file = written('{"password": "hush"');
    expect(() => readTerraformState(file)).toThrow(/no JSON object/);
    expect(() => readTerraformState(written('{"password": "hush"}'))).toThrow(/^(?!.*hush)/);
    expect(() => readTerraformState(join(folder, "nowhere"))).toThrow(/no file/);
    expect(() => readStackExport(file)).toThrow(/no export of a stack/);
  });
});
