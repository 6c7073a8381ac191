import { userConnectorsHandler } from "../../../core/src/handlers/userConnectors";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(userConnectorsHandler, {
  arrange: async (bench) => {
    const { userId, connectorId } = await arrangePeople(bench);
    return { userId, connectors: [{ connectorId, role: "View Connection" }] };
  },
  changed: (inputs) => ({
    ...inputs,
    connectors: (inputs["connectors"] as object[]).map((entry) => ({ ...entry, role: "Manage Connection" })),
  }),
  replacements: { userId: (inputs) => ({ ...inputs, userId: "another_holder" }) },
  outside: {
    change: async ({ client }, id) => {
      for await (const membership of client.users.listConnectionMemberships(id).strict())
        await client.users.updateConnectionMembership(id, membership.id, { role: "Edit Connection" });
    },
    shows: "connectors",
  },
  // What it is a list of goes on to exist.
  deletes: false,
  removeParent: ({ client }, { userId }) => client.users.delete(String(userId)),
});
