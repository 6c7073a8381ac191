import { destinationFingerprintHandler } from "../../../core/src/handlers/destinationFingerprint";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangeDestination } from "../../support/people";

describeLifecycle(destinationFingerprintHandler, {
  arrange: async (bench) => {
    const destinationId = await arrangeDestination(bench);
    return { destinationId, hash: "aGFzaC1vZi1pdA", publicKey: "cHJvb2Y=" };
  },
  changed: undefined,
  replacements: {
    destinationId: (inputs) => ({ ...inputs, destinationId: "another_one" }),
    hash: (inputs) => ({ ...inputs, hash: "YW5vdGhlcg" }),
    publicKey: (inputs) => ({ ...inputs, publicKey: "bmV3" }),
  },
  recovery: { identity: ["destinationId"], unread: ["publicKey"] },
  outside: undefined,
  deletes: true,
  removeParent: ({ client }, { destinationId }) => client.destinations.delete(String(destinationId)),
});
