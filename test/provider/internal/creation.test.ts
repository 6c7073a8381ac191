import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Handler, Properties } from "../../../provider/src/handler";
import { connectorHandler } from "../../../provider/src/handlers/connector";
import { externalLoggingHandler } from "../../../provider/src/handlers/externalLogging";
import { proxyAgentHandler } from "../../../provider/src/handlers/proxyAgent";
import { userGroupMembershipHandler } from "../../../provider/src/handlers/userGroupMembership";
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
    await expect(second).rejects.toThrow(/Fivetran answered (400|409) /);
    await expect(second).rejects.toThrow(`Fivetran has ${key(id)}`);
    await expect(second).rejects.toThrow(
      `already: '${id}'. If that is in the way, declare it with \`adopt: "${id}"\``,
    );
  });

  it("says nothing of the kind where there is none", async () => {
    const handler = userGroupMembershipHandler as unknown as AnyHandler;
    const inputs = { userId: ids.userId, groupId: "nowhere", role: "Destination Reviewer" };
    const failed = handler.create({ inputs }, bench.freshContext());
    await expect(failed).rejects.toThrow(/Fivetran answered 4/);
    await expect(failed).rejects.not.toThrow("adopt");
  });
});
