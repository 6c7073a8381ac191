import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hybridDeploymentAgentHandler } from "../../../provider/src/handlers/hybridDeploymentAgent";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

const arrange = async ({ client }: Workbench) => {
  const { id: groupId } = await client.groups.create({ name: "g" });
  return { groupId, displayName: "cellar", envType: "DOCKER", acceptTerms: true, authType: "AUTO" };
};

describeLifecycle(hybridDeploymentAgentHandler, {
  arrange,
  handedOut: ["token", "files"],
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

describe("HybridDeploymentAgent: what is handed out once", () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  const handedOut = (outputs: Record<string, unknown>) => [outputs["token"], outputs["files"]];

  it("is kept by refreshes and updates, and renewed by another trigger only", async () => {
    const inputs = await arrange(bench);
    const { id, outputs } = await hybridDeploymentAgentHandler.create({ inputs }, bench.context);
    const first = handedOut(outputs);
    expect(first.every((value) => typeof value === "string" || typeof value === "object")).toBe(true);
    const read = await hybridDeploymentAgentHandler.read({ id, olds: outputs }, bench.freshContext());
    expect(handedOut(read?.outputs ?? {})).toEqual(first);

    const triggered = { ...inputs, rotationTrigger: "2026-11" };
    const rotated = await hybridDeploymentAgentHandler.update(
      { id, olds: outputs, news: triggered },
      bench.context,
    );
    expect(handedOut(rotated)).not.toEqual(first);
    const { changes } = await hybridDeploymentAgentHandler.diff(
      { id, olds: rotated, news: inputs },
      bench.context,
    );
    expect(changes).toMatchObject([{ path: ["rotationTrigger"], kind: "delete" }]);
    const without = await hybridDeploymentAgentHandler.update(
      { id, olds: rotated, news: inputs },
      bench.context,
    );
    expect(handedOut(without)).toEqual(handedOut(rotated));
  });

  it("is not known of an adopted one, which is said, with the remedy", async () => {
    const inputs = await arrange(bench);
    const { id } = await hybridDeploymentAgentHandler.create({ inputs }, bench.context);
    const { outputs } = await hybridDeploymentAgentHandler.create(
      { inputs: { ...inputs, adopt: id } },
      bench.freshContext(),
    );
    expect(handedOut(outputs).every((value) => value === undefined)).toBe(true);
    expect(bench.notices.map(({ message }) => message)).toEqual([
      "token, files of " +
        id +
        " were handed out when it was made, and cannot be read; a `rotationTrigger` hands out new ones",
    ]);
  });

  it("is tried again when a rotation fails", async () => {
    const inputs = await arrange(bench);
    const { id, outputs } = await hybridDeploymentAgentHandler.create({ inputs }, bench.context);
    const news = { ...inputs, rotationTrigger: "2026-11" };
    bench.server.control.faults.add({
      path: "rotate|regenerate|re-auth",
      status: 400,
      code: "InvalidInput",
      times: 1,
    });
    const failure: unknown = await hybridDeploymentAgentHandler
      .update({ id, olds: outputs, news }, bench.context)
      .catch((error: unknown) => error);
    const olds = (failure as { outputs: typeof outputs }).outputs;
    const { changes } = await hybridDeploymentAgentHandler.diff({ id, olds, news }, bench.context);
    expect(changes.map(({ path }) => path)).toContainEqual(["rotationTrigger"]);
    const rotated = await hybridDeploymentAgentHandler.update({ id, olds, news }, bench.context);
    expect(handedOut(rotated)).not.toEqual(handedOut(outputs));
  });
});
