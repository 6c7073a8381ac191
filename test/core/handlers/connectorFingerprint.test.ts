import { connectorFingerprintHandler } from "../../../core/src/handlers/connectorFingerprint";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(connectorFingerprintHandler, {
  arrange: async (bench) => {
    const { connectorId } = await arrangePeople(bench);
    return { connectorId, hash: "aGFzaC1vZi1pdA", publicKey: "cHJvb2Y=" };
  },
  changed: undefined,
  replacements: {
    connectorId: (inputs) => ({ ...inputs, connectorId: "another_one" }),
    hash: (inputs) => ({ ...inputs, hash: "YW5vdGhlcg" }),
    publicKey: (inputs) => ({ ...inputs, publicKey: "bmV3" }),
  },
  recovery: { identity: ["connectorId"], unread: ["publicKey"] },
  outside: undefined,
  deletes: true,
  removeParent: ({ client }, { connectorId }) => client.connections.delete(String(connectorId)),
});
