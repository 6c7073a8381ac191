import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Handler, Properties } from "../../../core/src/contract";
import { problemOf } from "../../../core/src/errors/problem";
import { connectorHandler } from "../../../core/src/handlers/connector";
import { externalLoggingHandler } from "../../../core/src/handlers/externalLogging";
import { groupHandler } from "../../../core/src/handlers/group";
import { proxyAgentHandler } from "../../../core/src/handlers/proxyAgent";
import { userGroupMembershipHandler } from "../../../core/src/handlers/userGroupMembership";
import { startWorkbench, type Workbench } from "../../support/context";
import { arrangePeople } from "../../support/people";

type AnyHandler = Handler<Properties, Properties>;

describe("a creation that Fivetran refuses because there is such an object already", () => {
  let bench: Workbench;
  let ids: { groupId: string; userId: string };

  beforeAll(async () => {
    bench = await startWorkbench();
    const { groupId, userId } = await arrangePeople(bench);
    ids = { groupId, userId };
  });
  afterAll(() => bench.stop());

  it.each([
    [
      "a membership",
      userGroupMembershipHandler,
      () => ({ userId: ids.userId, groupId: ids.groupId, role: "Destination Reviewer" }),
      (id: string) => `the members ${id}`,
    ],
    [
      "a connector",
      connectorHandler,
      () => ({ groupId: ids.groupId, service: "postgres", destinationSchema: { prefix: "twice" } }),
      () => `the group '${ids.groupId}' and the schema 'twice'`,
    ],
    [
      "a group's log service",
      externalLoggingHandler,
      () => ({ groupId: ids.groupId, service: "datadog_log", config: { api_key: "hunter2-hunter2" } }),
      () => `the group '${ids.groupId}'`,
    ],
    ["an agent of a name", proxyAgentHandler, () => ({ displayName: "twice" }), () => "the name 'twice'"],
  ])("names it, and how to take it over: %s", async (_, handlerOfKind, inputsOf, key) => {
    const handler = handlerOfKind as unknown as AnyHandler;
    const inputs = { setupTests: "off", ...inputsOf() } as Properties;
    const { id } = await handler.create({ inputs }, bench.freshContext());
    const second = handler.create({ inputs }, bench.freshContext());
    await expect(second).rejects.toThrow(/Fivetran returned (400|409) /);
    await expect(second).rejects.toThrow(`Fivetran has ${key(id)}`);
    await expect(second).rejects.toThrow(
      `already: '${id}'. If that is in the way:\n` +
        "  - Renamed or moved in the program? Give the new one its old name as an alias",
    );
    await expect(second).rejects.toThrow("let the old one be deleted first");
    await expect(second).rejects.toThrow(`\`adopt: "${id}"\` takes it over`);
    expect(problemOf(await second.catch((error: unknown) => error))).toMatchObject({
      candidates: [id],
      code: expect.stringMatching(/InvalidInput|Conflict/) as string,
      requestId: expect.any(String) as string,
      advice: [
        { kind: "alias" },
        { kind: "deleteBeforeReplace" },
        { kind: "recover", because: "interrupted" },
        { kind: "adopt", id },
      ],
    });
  });

  it("says nothing of the kind where there is none", async () => {
    const handler = userGroupMembershipHandler as unknown as AnyHandler;
    const inputs = { userId: ids.userId, groupId: "nowhere", role: "Destination Reviewer" };
    const failed = handler.create({ inputs }, bench.freshContext());
    await expect(failed).rejects.toThrow(/Fivetran returned 4/);
    await expect(failed).rejects.not.toThrow("adopt");
  });
});

describe("a creation during an outage that stays", () => {
  let bench: Workbench;
  const handler = groupHandler as unknown as AnyHandler;
  const inputs = { name: "lost" };

  beforeAll(async () => {
    bench = await startWorkbench();
  });
  afterAll(() => bench.stop());

  it("names the run that finds what may have been made", async () => {
    bench.server.control.faults.add({ path: "^/v1/", drop: "after" });
    await expect(handler.create({ inputs }, bench.freshContext())).rejects.toThrow(
      "Whether it was made is not known, and no refresh finds it. A recovering run does",
    );
    bench.server.control.faults.clear();
    const recovering = bench.freshContext({ recover: true });
    await handler.create({ inputs }, recovering);
    expect(await bench.client.groups.list().all()).toHaveLength(1);
  });

  it("says nothing of the kind where nothing was sent", async () => {
    bench.server.control.faults.add({ path: "^/v1/", status: 403 });
    const failed = handler.create({ inputs }, bench.freshContext());
    await expect(failed).rejects.toThrow(/Fivetran returned 403/);
    await expect(failed).rejects.not.toThrow("recovering run");
    bench.server.control.faults.clear();
  });

  it("does not take in a run that recovers what another record of the run holds", async () => {
    const [group] = await bench.client.groups.list().all();
    const isHeld = (id: string): boolean => id === group?.id;
    const { id } = await handler.create({ inputs }, bench.freshContext({ recover: true, isHeld }));
    expect(id).not.toBe(group?.id);
  });
});
