import { describe, expect, it } from "vitest";
import { proxyAgentHandler } from "../../../core/src/handlers/proxyAgent";
import { startWorkbench } from "../../support/context";
import { describeHandedOut } from "../../support/handedOut";
import { describeLifecycle } from "../../support/lifecycle";

const HANDED_OUT = ["authToken", "clientCert", "clientPrivateKey"];

const arrange = () => Promise.resolve({ displayName: "office" });

describeLifecycle(proxyAgentHandler, {
  arrange,
  handedOut: HANDED_OUT,
  moving: ["orchestratorHost", "orchestratorPort"],
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

describe("ProxyAgent", () => {
  it("keeps what the agent connects to, which only a creation and a rotation return", async () => {
    const bench = await startWorkbench();
    try {
      const inputs = await arrange();
      const { id, outputs } = await proxyAgentHandler.create({ inputs }, bench.context);
      const address = { orchestratorHost: "orchestrator.fivetran-local.test", orchestratorPort: 443 };
      expect(outputs).toMatchObject(address);
      const read = await proxyAgentHandler.read({ id, olds: outputs }, bench.freshContext());
      expect(read?.outputs).toMatchObject(address);
      const news = { ...inputs, rotationTrigger: "2026-12" };
      expect(await proxyAgentHandler.update({ id, olds: outputs, news }, bench.context)).toMatchObject(
        address,
      );
      expect(proxyAgentHandler.secretPaths({ ...outputs }).flat()).not.toContain("orchestratorHost");
    } finally {
      await bench.stop();
    }
  });
});

describeHandedOut(proxyAgentHandler, HANDED_OUT, arrange);
