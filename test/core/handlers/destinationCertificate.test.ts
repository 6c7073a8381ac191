import { destinationCertificateHandler } from "../../../core/src/handlers/destinationCertificate";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangeDestination } from "../../support/people";

describeLifecycle(destinationCertificateHandler, {
  arrange: async (bench) => {
    const destinationId = await arrangeDestination(bench);
    return { destinationId, hash: "aGFzaC1vZi1pdA", encodedCert: "cHJvb2Y=" };
  },
  changed: undefined,
  replacements: {
    destinationId: (inputs) => ({ ...inputs, destinationId: "another_one" }),
    hash: (inputs) => ({ ...inputs, hash: "YW5vdGhlcg" }),
    encodedCert: (inputs) => ({ ...inputs, encodedCert: "bmV3" }),
  },
  recovery: { identity: ["destinationId"], unread: ["encodedCert"] },
  outside: undefined,
  deletes: true,
  removeParent: ({ client }, { destinationId }) => client.destinations.delete(String(destinationId)),
});
