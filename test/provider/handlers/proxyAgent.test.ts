import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { proxyAgentHandler } from "../../../provider/src/handlers/proxyAgent";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

const arrange = () => Promise.resolve({ displayName: "office" });

describeLifecycle(proxyAgentHandler, {
  arrange,
  handedOut: ["authToken", "clientCert", "clientPrivateKey"],
  listedAs: ({ displayName }) => displayName,
  changed: (inputs) => ({ ...inputs, rotationTrigger: "2026-11" }),
  replacements: {
    displayName: (inputs) => ({ ...inputs, displayName: "shop" }),
    groupRegion: (inputs) => ({ ...inputs, groupRegion: "GCP_EUROPE_WEST3" }),
  },
  outside: undefined,
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.proxyAgents.delete(id),
});

describe("ProxyAgent: what is handed out once", () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  const handedOut = (outputs: Record<string, unknown>) => [
    outputs["authToken"],
    outputs["clientCert"],
    outputs["clientPrivateKey"],
  ];

  it("is kept by refreshes and updates, and renewed by another trigger only", async () => {
    const inputs = await arrange();
    const { id, outputs } = await proxyAgentHandler.create({ inputs }, bench.context);
    const first = handedOut(outputs);
    expect(first.every((value) => typeof value === "string" || typeof value === "object")).toBe(true);
    const read = await proxyAgentHandler.read({ id, olds: outputs }, bench.freshContext());
    expect(handedOut(read?.outputs ?? {})).toEqual(first);

    const triggered = { ...inputs, rotationTrigger: "2026-11" };
    const rotated = await proxyAgentHandler.update({ id, olds: outputs, news: triggered }, bench.context);
    expect(handedOut(rotated)).not.toEqual(first);
    const { changes } = await proxyAgentHandler.diff({ id, olds: rotated, news: inputs }, bench.context);
    expect(changes).toMatchObject([{ path: ["rotationTrigger"], kind: "delete" }]);
    const without = await proxyAgentHandler.update({ id, olds: rotated, news: inputs }, bench.context);
    expect(handedOut(without)).toEqual(handedOut(rotated));
  });

  it("is not known of an adopted one, which is said, with the remedy", async () => {
    const inputs = await arrange();
    const { id } = await proxyAgentHandler.create({ inputs }, bench.context);
    const { outputs } = await proxyAgentHandler.create(
      { inputs: { ...inputs, adopt: id } },
      bench.freshContext(),
    );
    expect(handedOut(outputs).every((value) => value === undefined)).toBe(true);
    expect(bench.notices.map(({ message }) => message)).toEqual([
      "authToken, clientCert, clientPrivateKey of " +
        id +
        " were handed out when it was made, and cannot be read; a `rotationTrigger` hands out new ones",
    ]);
  });

  it("is tried again when a rotation fails", async () => {
    const inputs = await arrange();
    const { id, outputs } = await proxyAgentHandler.create({ inputs }, bench.context);
    const news = { ...inputs, rotationTrigger: "2026-11" };
    bench.server.control.faults.add({
      path: "rotate|regenerate|re-auth",
      status: 400,
      code: "InvalidInput",
      times: 1,
    });
    const failure: unknown = await proxyAgentHandler
      .update({ id, olds: outputs, news }, bench.context)
      .catch((error: unknown) => error);
    const olds = (failure as { outputs: typeof outputs }).outputs;
    const { changes } = await proxyAgentHandler.diff({ id, olds, news }, bench.context);
    expect(changes.map(({ path }) => path)).toContainEqual(["rotationTrigger"]);
    const rotated = await proxyAgentHandler.update({ id, olds, news }, bench.context);
    expect(handedOut(rotated)).not.toEqual(handedOut(outputs));
  });
});
