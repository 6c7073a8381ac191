import { systemKeyHandler } from "../../../core/src/handlers/systemKey";
import { describeHandedOut } from "../../support/handedOut";
import { describeLifecycle } from "../../support/lifecycle";

const HANDED_OUT = ["secret"];

const arrange = () =>
  Promise.resolve({ name: "ci", permissions: [{ resourceType: "CONNECTOR", accessLevel: "READ" }] });

describeLifecycle(systemKeyHandler, {
  arrange,
  handedOut: HANDED_OUT,
  listedAs: ({ name }) => name,
  changed: (inputs) => ({ ...inputs, name: "deploy" }),
  replacements: {},
  outside: {
    change: async ({ client }, id) => void (await client.systemKeys.update(id, { name: "renamed" })),
    shows: "name",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.systemKeys.delete(id),
});

describeHandedOut(systemKeyHandler, HANDED_OUT, arrange);
