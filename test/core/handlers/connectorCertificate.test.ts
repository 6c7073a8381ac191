import { connectorCertificateHandler } from "../../../core/src/handlers/connectorCertificate";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(connectorCertificateHandler, {
  arrange: async (bench) => {
    const { connectorId } = await arrangePeople(bench);
    return { connectorId, hash: "aGFzaC1vZi1pdA", encodedCert: "cHJvb2Y=" };
  },
  changed: undefined,
  replacements: {
    connectorId: (inputs) => ({ ...inputs, connectorId: "another_one" }),
    hash: (inputs) => ({ ...inputs, hash: "YW5vdGhlcg" }),
    encodedCert: (inputs) => ({ ...inputs, encodedCert: "bmV3" }),
  },
  recovery: { identity: ["connectorId"], unread: ["encodedCert"] },
  outside: undefined,
  deletes: true,
  removeParent: ({ client }, { connectorId }) => client.connections.delete(String(connectorId)),
});
