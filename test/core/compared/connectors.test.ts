/** One connector, where terraform-provider-fivetran breaks off, shouts, forgets or guesses. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectorHandler as handler } from "../../../core/src/handlers/connector";
import type { ConnectorInputs } from "../../../core/src/handlers/connector/inputs";
import { connectorFingerprintHandler } from "../../../core/src/handlers/connectorFingerprint";
import { connectorScheduleHandler } from "../../../core/src/handlers/connectorSchedule";
import { schemaConfigHandler } from "../../../core/src/handlers/schemaConfig";
import { formatPath } from "../../../core/src/values/propertyPath";
import { startWorkbench, type Workbench } from "../../support/context";
import { bodies, calls, declaredConnector } from "./situations";

let bench: Workbench;
let inputs: ConnectorInputs;
beforeEach(async () => {
  bench = await startWorkbench();
  inputs = await declaredConnector(bench);
});
afterEach(() => bench.stop());

async function changedPaths(id: string, olds: ConnectorInputs, news: ConnectorInputs): Promise<string[]> {
  const { changes } = await handler.diff({ id, olds: olds as never, news }, bench.freshContext());
  return changes.map(({ path }) => formatPath(path)).sort();
}

/** A connection as the API writes it, to be answered otherwise. */
async function written(
  id: string,
): Promise<{ data: Record<string, unknown> & { config: Record<string, unknown> } }> {
  const { url, apiKey, apiSecret } = bench.server;
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
  const answer = await fetch(`${url}/v1/connections/${id}`, { headers: { authorization } });
  return (await answer.json()) as Awaited<ReturnType<typeof written>>;
}

describe("compared: what Fivetran answers otherwise than it was told", () => {
  it("[3.1] is no error and no difference: another form, another order, a setting that is not answered", async () => {
    const { id, outputs } = await handler.create({ inputs }, bench.context);
    const further = { port: 5433, update_method: "XMIN", always_encrypted: ["b", "a"] };
    const news: ConnectorInputs = { ...inputs, config: { ...inputs.config, ...further } };
    const answer = await written(id);
    Object.assign(answer.data.config, { port: "5433", always_encrypted: ["a", "b"] });
    const path = `/connections/${id}$`;
    bench.server.control.faults.add({ path, status: 200, body: JSON.stringify(answer) });

    const updated = await handler.update({ id, olds: outputs, news }, bench.freshContext());
    expect(await changedPaths(id, updated, news)).toEqual([]);
    const refreshed = await handler.read({ id, olds: updated }, bench.freshContext());
    expect(refreshed).toEqual({ id, outputs: updated, inputs: undefined });
  });
});

describe("compared: what a preview shows of a change", () => {
  it("[3.5] one setting that differs is one difference, and every fact stays as it was", async () => {
    const { id, outputs } = await handler.create({ inputs }, bench.context);
    const news = { ...inputs, config: { ...inputs.config, database: "store" } };
    expect(await changedPaths(id, outputs, news)).toEqual(["config.database"]);
    const updated = await handler.update({ id, olds: outputs, news }, bench.context);
    for (const fact of ["schema", "createdAt", "setupState"] as const)
      expect(updated[fact]).toBe(outputs[fact]);
  });

  it("[6 Config diff] lists are sets, masks are not compared, and only the key that differs is sent, whole", async () => {
    const nested = { files: { pattern: "a", archive: "zip" }, tables: ["a", "b"] };
    const declared = { ...inputs, config: { ...inputs.config, ...nested } };
    const { id, outputs } = await handler.create({ inputs: declared }, bench.context);
    const reordered = { ...declared, config: { ...declared.config, tables: ["b", "a"], port: "5432" } };
    expect(await changedPaths(id, outputs, reordered)).toEqual([]);
    const refreshed = await handler.read({ id, olds: outputs }, bench.freshContext());
    expect(refreshed?.outputs.config?.["password"]).toBe("hunter2-hunter2");

    const files = { pattern: "b", archive: "zip" };
    const news = { ...reordered, config: { ...reordered.config, files } };
    expect(await changedPaths(id, outputs, news)).toEqual(["config.files.pattern"]);
    await handler.update({ id, olds: outputs, news }, bench.context);
    expect(bodies(bench, "PATCH")).toEqual([{ config: { files }, run_setup_tests: true }]);
  });
});

describe("compared: a service that is newer than this package", () => {
  it("[3.6] is sent as it is and tracked, with a warning that it is not known", async () => {
    const { id } = await handler.create({ inputs }, bench.context);
    const config = { shiny: { new: true } };
    const newer: ConnectorInputs = {
      ...inputs,
      service: "born_yesterday",
      destinationSchema: { name: "fresh" },
      config,
    };
    const { failures, notices } = handler.check({ olds: undefined, news: { ...newer } });
    expect(failures).toEqual([]);
    expect(notices.map(({ path }) => formatPath(path))).toEqual(["service"]);
    // The local server knows no newer service either, so what Fivetran would answer is told to it.
    const answer = await written(id);
    Object.assign(answer.data, { service: newer.service, schema: "fresh", config });
    const path = "/connections(/[^/]+)?$";
    bench.server.control.faults.add({ path, status: 200, body: JSON.stringify(answer) });

    const created = await handler.create({ inputs: newer }, bench.freshContext());
    expect(bodies(bench, "POST").at(-1)).toMatchObject({
      service: "born_yesterday",
      config: { shiny: { new: true }, schema: "fresh" },
    });
    expect(created.id).toBe(id);
    expect(await changedPaths(id, created.outputs, newer)).toEqual([]);
    const refreshed = await handler.read({ id, olds: created.outputs }, bench.freshContext());
    expect(refreshed).toEqual({ id, outputs: created.outputs, inputs: undefined });
  });
});

describe("compared: how a connector reaches its source", () => {
  it("[3.20] an agent is set and taken away in place, and the method is left to Fivetran where nobody declares it", async () => {
    const agent = await bench.client.proxyAgents.create({ displayName: "cellar" });
    const proxied = { ...inputs, networkingMethod: "ProxyAgent", proxyAgentId: agent.agentId };
    const { id, outputs } = await handler.create({ inputs: proxied }, bench.context);
    expect(bodies(bench, "POST").at(-1)).toMatchObject({
      networking_method: "ProxyAgent",
      proxy_agent_id: agent.agentId,
    });
    const { changes, notices } = await handler.diff({ id, olds: outputs, news: inputs }, bench.context);
    expect(changes.some(({ replaces }) => replaces)).toBe(false);
    expect(notices.map(({ path }) => formatPath(path)).sort()).toEqual(["networkingMethod", "proxyAgentId"]);
    const updated = await handler.update({ id, olds: outputs, news: inputs }, bench.context);
    const live = await bench.client.connections.retrieve(id);
    expect([live.networkingMethod, live.proxyAgentId ?? null]).toEqual(["Directly", null]);

    await bench.client.connections.update(id, { networkingMethod: "SshTunnel", runSetupTests: false });
    const refreshed = await handler.read({ id, olds: updated }, bench.freshContext());
    expect(refreshed).toEqual({ id, outputs: updated, inputs: undefined });
  });

  it("[6 Trust] an approved fingerprint is a resource of its own: others are not its business, and stay", async () => {
    const { id: connectorId } = await handler.create({ inputs }, bench.context);
    const approve = (hash: string) => ({ connectorId, hash, publicKey: "cHVibGlj" });
    const { certificates } = bench.client;
    const elsewhere = { hash: "elsewhere", publicKey: "cHVibGlj" };
    await certificates.approveConnectionFingerprint(connectorId, elsewhere);
    const ours = await connectorFingerprintHandler.create({ inputs: approve("ours") }, bench.context);
    const olds = ours.outputs;
    const refreshed = await connectorFingerprintHandler.read({ id: ours.id, olds }, bench.freshContext());
    expect(refreshed).toEqual({ id: ours.id, outputs: olds, inputs: undefined });
    await connectorFingerprintHandler.delete({ id: ours.id, olds }, bench.context);
    const left = await certificates.listConnectionFingerprints(connectorId).all();
    expect(left.map(({ hash }) => hash)).toEqual(["elsewhere"]);
  });
});

describe("compared: a secret", () => {
  it("[3.11] [6 Secret drift/rotation] that vanished upstream is a difference, and the next apply sends and tests it again", async () => {
    const { id, outputs } = await handler.create({ inputs }, bench.context);
    await bench.client.connections.update(id, { config: { password: null }, runSetupTests: false });
    const refreshed = await handler.read({ id, olds: outputs }, bench.freshContext());
    if (refreshed === undefined) throw new Error("it is gone");
    expect(await changedPaths(id, refreshed.outputs, inputs)).toEqual(["config.password"]);
    bench.server.control.clearJournal();
    await handler.update({ id, olds: refreshed.outputs, news: inputs }, bench.freshContext());
    expect(bodies(bench, "PATCH")).toEqual([{ config: { password: "******" }, run_setup_tests: true }]);
  });
});

describe("compared: the schedule", () => {
  it("[3.18] is numbers and booleans, and its change sends the schedule alone", async () => {
    const { id } = await handler.create(
      { inputs: { ...inputs, networkingMethod: "SshTunnel" } },
      bench.context,
    );
    const texts = { connectorId: id, syncFrequencyMinutes: "60", paused: "false" };
    expect(connectorScheduleHandler.check({ olds: undefined, news: texts }).failures).toHaveLength(2);
    bench.server.control.clearJournal();
    const first = { connectorId: id, syncFrequencyMinutes: 60, paused: false };
    const { outputs } = await connectorScheduleHandler.create({ inputs: first }, bench.context);
    const news = { ...first, syncFrequencyMinutes: 1440, dailySyncTime: "09:00" };
    await connectorScheduleHandler.update({ id, olds: outputs, news }, bench.context);
    expect(bodies(bench, "PATCH")).toEqual([
      { sync_frequency: 60, paused: false, run_setup_tests: false },
      { sync_frequency: 1440, daily_sync_time: "09:00", run_setup_tests: false },
    ]);
  });

  it("[3.18] of another connector replaces it, and does not change the old connector's", async () => {
    const { id } = await handler.create({ inputs }, bench.context);
    const first = { connectorId: id, paused: true };
    const { outputs } = await connectorScheduleHandler.create({ inputs: first }, bench.context);
    const news = { connectorId: "another_one", paused: true };
    const { changes } = await connectorScheduleHandler.diff({ id, olds: outputs, news }, bench.context);
    expect(changes).toEqual([{ path: ["connectorId"], kind: "update", replaces: true }]);
    bench.server.control.clearJournal();
    await connectorScheduleHandler.delete({ id, olds: outputs }, bench.context);
    expect(calls(bench)).toEqual([]);
  });
});

describe("compared: a refresh", () => {
  it("[6 Refresh cost] of a connector, its schema config and its schedule is two calls", async () => {
    const connector = await handler.create({ inputs }, bench.context);
    const schemas = { public: { tables: { customers: { columns: { email: { hashed: true } } } } } };
    const schemaInputs = { connectorId: connector.id, schemas };
    const schema = await schemaConfigHandler.create({ inputs: schemaInputs }, bench.context);
    const scheduleInputs = { connectorId: connector.id, syncFrequencyMinutes: 60, paused: false } as const;
    const schedule = await connectorScheduleHandler.create({ inputs: scheduleInputs }, bench.context);
    bench.server.control.clearJournal();
    const context = bench.freshContext();
    await Promise.all([
      handler.read({ id: connector.id, olds: connector.outputs }, context),
      schemaConfigHandler.read({ id: schema.id, olds: schema.outputs }, context),
      connectorScheduleHandler.read({ id: schedule.id, olds: schedule.outputs }, context),
    ]);
    const path = `GET /connections/${connector.id}`;
    expect(calls(bench).sort()).toEqual([path, `${path}/schemas`]);
  });
});
