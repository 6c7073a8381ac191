import { teamConnectorsHandler } from "../../../core/src/handlers/teamConnectors";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(teamConnectorsHandler, {
  arrange: async (bench) => {
    const { teamId, connectorId } = await arrangePeople(bench);
    return { teamId, connectors: [{ connectorId, role: "View Connection" }] };
  },
  changed: (inputs) => ({
    ...inputs,
    connectors: (inputs["connectors"] as object[]).map((entry) => ({ ...entry, role: "Manage Connection" })),
  }),
  replacements: { teamId: (inputs) => ({ ...inputs, teamId: "another_holder" }) },
  outside: {
    change: async ({ client }, id) => {
      for await (const membership of client.teams.listConnectionMemberships(id).strict())
        await client.teams.deleteConnectionMembership(id, membership.id);
    },
    shows: "connectors",
  },
  // What it is a list of goes on to exist.
  deletes: false,
  removeParent: ({ client }, { teamId }) => client.teams.delete(String(teamId)),
});
