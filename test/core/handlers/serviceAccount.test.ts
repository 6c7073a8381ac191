import { serviceAccountHandler } from "../../../core/src/handlers/serviceAccount";
import { describeLifecycle } from "../../support/lifecycle";

const ROBOT = { givenName: "Pipeline", familyName: "Robot", email: "robot@acme.com" };

describeLifecycle(serviceAccountHandler, {
  arrange: () => Promise.resolve({ ...ROBOT, role: "Account Reviewer" }),
  listedAs: ({ givenName, familyName }) => `${String(givenName)} ${String(familyName)}`,
  changed: (inputs) => ({ ...inputs, givenName: "Nightly" }),
  replacements: { email: (inputs) => ({ ...inputs, email: "machine@acme.com" }) },
  outside: {
    change: async ({ client }, id) => void (await client.users.update(id, { familyName: "Machine" })),
    shows: "familyName",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.users.delete(id),
});
