import { expect, it } from "vitest";
import { hybridDeploymentAgentHandler } from "../../../core/src/handlers/hybridDeploymentAgent";
import type { Workbench } from "../../support/context";
import { describeHandedOut } from "../../support/handedOut";
import { describeLifecycle } from "../../support/lifecycle";

const HANDED_OUT = ["token", "files"];

const arrange = async ({ client }: Workbench) => {
  const { id: groupId } = await client.groups.create({ name: "g" });
  return { groupId, displayName: "cellar", envType: "DOCKER", acceptTerms: true, authType: "AUTO" };
};

describeLifecycle(hybridDeploymentAgentHandler, {
  arrange,
  handedOut: HANDED_OUT,
  listedAs: ({ displayName }) => displayName,
  changed: (inputs) => ({ ...inputs, rotationTrigger: "2026-11" }),
  replacements: {
    groupId: (inputs) => ({ ...inputs, groupId: "another_group" }),
    displayName: (inputs) => ({ ...inputs, displayName: "attic" }),
    envType: (inputs) => ({ ...inputs, envType: "PODMAN" }),
  },
  outside: undefined,
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.hybridDeploymentAgents.delete(id),
});

describeHandedOut(hybridDeploymentAgentHandler, HANDED_OUT, arrange);

it.each([undefined, false, "yes"])("says why the terms must be accepted: %s", (acceptTerms) => {
  const news = { groupId: "g", displayName: "cellar", envType: "DOCKER", acceptTerms };
  const { failures } = hybridDeploymentAgentHandler.check({ olds: undefined, news });
  const reason = "must be true: Fivetran makes no agent unless its terms are accepted";
  expect(failures).toEqual([{ path: ["acceptTerms"], reason }]);
});
