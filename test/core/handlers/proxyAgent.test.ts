import { proxyAgentHandler } from "../../../core/src/handlers/proxyAgent";
import { describeHandedOut } from "../../support/handedOut";
import { describeLifecycle } from "../../support/lifecycle";

const HANDED_OUT = ["authToken", "clientCert", "clientPrivateKey"];

const arrange = () => Promise.resolve({ displayName: "office" });

describeLifecycle(proxyAgentHandler, {
  arrange,
  handedOut: HANDED_OUT,
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

describeHandedOut(proxyAgentHandler, HANDED_OUT, arrange);
