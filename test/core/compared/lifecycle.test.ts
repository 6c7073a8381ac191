/** Replacing, changing and asking, where terraform-provider-fivetran replaces too much, changes nothing, or cannot. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectorHandler } from "../../../core/src/handlers/connector";
import { destinationHandler } from "../../../core/src/handlers/destination";
import { hybridDeploymentAgentHandler } from "../../../core/src/handlers/hybridDeploymentAgent";
import { privateLinkHandler } from "../../../core/src/handlers/privateLink";
import { proxyAgentHandler } from "../../../core/src/handlers/proxyAgent";
import { webhookHandler } from "../../../core/src/handlers/webhook";
import { startWorkbench, type Workbench } from "../../support/context";
import { bodies, calls, declaredConnector } from "./situations";

let bench: Workbench;
beforeEach(async () => {
  bench = await startWorkbench({ seed: { privateLinkChangeMs: 0 } });
});
afterEach(() => bench.stop());

describe("compared: what replaces", () => {
  it("[6 Replacement] goes first where both would hold the same name, and last where the new one has another", async () => {
    const inputs = await declaredConnector(bench);
    const { id, outputs } = await connectorHandler.create({ inputs }, bench.context);
    const replacing = async (news: typeof inputs) => {
      const found = await connectorHandler.diff({ id, olds: outputs, news }, bench.context);
      return [found.changes.some(({ replaces }) => replaces), found.deleteBeforeReplace];
    };
    expect(await replacing({ ...inputs, service: "mysql" })).toEqual([true, true]);
    expect(await replacing({ ...inputs, destinationSchema: { prefix: "sales" } })).toEqual([true, false]);
    expect(await replacing({ ...inputs, config: { ...inputs.config, host: "other" } })).toEqual([
      false,
      expect.anything(),
    ]);
  });

  it("[6 Replacement] says what becomes of a setting of a destination: all but group and service change in place", async () => {
    const { id: groupId } = await bench.client.groups.create({ name: "g" });
    const config = { host: "w", password: "hunter2-hunter2" };
    const inputs = { groupId, service: "snowflake", region: "GCP_US_EAST4", timeZoneOffset: "0", config };
    const { id, outputs } = await destinationHandler.create({ inputs }, bench.context);
    const news = {
      ...inputs,
      region: "AWS_EU_WEST_1",
      timeZoneOffset: "+1",
      config: { ...config, host: "x" },
    };
    const { changes } = await destinationHandler.diff({ id, olds: outputs, news }, bench.context);
    expect(changes.map(({ replaces }) => replaces)).toEqual([false, false, false]);
    await destinationHandler.update({ id, olds: outputs, news }, bench.context);
    expect(await bench.client.destinations.retrieve(id)).toMatchObject({ region: "AWS_EU_WEST_1" });
  });
});

describe("compared: changes that the peer cannot make", () => {
  it("[6 private_link config, HDA env, webhook tests] a private link's settings change in place", async () => {
    const inputs = {
      name: "warehouse",
      region: "AWS_US_EAST_1",
      service: "SOURCE_AWS",
      config: { connection_service_name: "com.amazonaws.vpce.a" },
    };
    const { id, outputs } = await privateLinkHandler.create({ inputs }, bench.context);
    const news = { ...inputs, config: { connection_service_name: "com.amazonaws.vpce.b" } };
    const { changes } = await privateLinkHandler.diff({ id, olds: outputs, news }, bench.context);
    expect(changes.some(({ replaces }) => replaces)).toBe(false);
    await privateLinkHandler.update({ id, olds: outputs, news }, bench.context);
    expect(bodies(bench, "PATCH")).toEqual([{ config: news.config }]);
    expect((await bench.client.privateLinks.retrieve(id)).config).toMatchObject(news.config);
  });

  it("[6 private_link config, HDA env, webhook tests] an agent's environment replaces it; only a trigger renews secrets, in the form that is declared then", async () => {
    const { id: groupId } = await bench.client.groups.create({ name: "g" });
    const inputs = {
      groupId,
      displayName: "cellar",
      envType: "DOCKER",
      acceptTerms: true,
      authType: "AUTO",
    };
    const { id, outputs } = await hybridDeploymentAgentHandler.create({ inputs }, bench.context);
    const elsewhere = { ...inputs, envType: "PODMAN" };
    const { changes } = await hybridDeploymentAgentHandler.diff(
      { id, olds: outputs, news: elsewhere },
      bench.context,
    );
    expect(changes).toEqual([{ path: ["envType"], kind: "update", replaces: true }]);

    bench.server.control.clearJournal();
    const manual = { ...inputs, authType: "MANUAL" };
    const without = await hybridDeploymentAgentHandler.update(
      { id, olds: outputs, news: manual },
      bench.context,
    );
    expect(calls(bench).filter((call) => !call.startsWith("GET"))).toEqual([]);
    const news = { ...manual, rotationTrigger: "2026-11" };
    await hybridDeploymentAgentHandler.update({ id, olds: without, news }, bench.context);
    expect(bodies(bench, "PATCH")).toEqual([{ auth_type: "MANUAL" }]);
  });

  it("[6 private_link config, HDA env, webhook tests] a webhook tells of each event by its bare name, and needs no test call of ours", async () => {
    const inputs = { url: "https://hooks.acme.invalid/f", events: ["sync_end"], active: false };
    const { outputs, id } = await webhookHandler.create({ inputs }, bench.context);
    expect(bodies(bench, "POST")).toEqual([{ url: inputs.url, events: ["sync_end"], active: false }]);
    expect(calls(bench).some((call) => call.endsWith("/test"))).toBe(false);
    expect((await bench.client.webhooks.retrieve(id)).events).toEqual(outputs.events);
  });

  it("[6 private_link config, HDA env, webhook tests] a proxy agent keeps its secrets through every update but a rotation", async () => {
    const inputs = { displayName: "office" };
    const { id, outputs } = await proxyAgentHandler.create({ inputs }, bench.context);
    bench.server.control.clearJournal();
    const news = { ...inputs, timeouts: { update: "5m" } };
    const updated = await proxyAgentHandler.update({ id, olds: outputs, news }, bench.context);
    expect(calls(bench)).toEqual([`GET /proxy/${id}`]);
    expect(updated).toMatchObject({ authToken: (outputs as Record<string, unknown>)["authToken"] });
  });
});

describe("compared: destroying", () => {
  it("[3.15] a destination goes although Fivetran has put a connection of its own into it, and a connection of somebody else's is named instead", async () => {
    await bench.server.control.configure({ addMetadataConnections: true });
    const { id: groupId } = await bench.client.groups.create({ name: "g" });
    const inputs = { groupId, service: "snowflake", timeZoneOffset: "0", config: { host: "w" } };
    const { id, outputs } = await destinationHandler.create({ inputs }, bench.context);
    const config = { schema_prefix: "orders", host: "h" };
    const other = await bench.client.connections.create({ groupId, service: "postgres", config });
    await expect(destinationHandler.delete({ id, olds: outputs }, bench.context)).rejects.toThrow(other.id);
    expect(await bench.client.connections.list().all()).toHaveLength(2);
    await bench.client.connections.delete(other.id);
    await destinationHandler.delete({ id, olds: outputs }, bench.context);
    expect(await bench.client.connections.list().all()).toEqual([]);
    expect(await bench.client.destinations.list().all()).toEqual([]);
  });
});
