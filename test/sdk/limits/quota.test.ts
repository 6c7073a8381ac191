import { afterEach, describe, expect, it, vi } from "vitest";
import { Caller } from "../../../sdk/src/calls/caller.ts";
import type { Cost, Operation } from "../../../sdk/src/http/operation.ts";
import { isSlow, quotasOf } from "../../../sdk/src/limits/quota.ts";
import { makeClient } from "../support/api.ts";
import { OPERATIONS } from "../support/operations.ts";

describe("quotasOf", () => {
  it.each([
    ["call", ["allCalls"]],
    ["sourceRead", ["sourceInteractions", "allCalls"]],
    ["setupTest", ["setupTests", "sourceInteractions", "allCalls"]],
    ["userCreation", ["userCreation", "allCalls"]],
    ["privateLinkCreation", ["privateLinkCreation", "allCalls"]],
  ] as const)("of %s", (cost, expected) => {
    expect(quotasOf(cost)).toEqual(expected);
    expect(isSlow(cost)).toBe(expected.some((quota) => quota === "sourceInteractions"));
  });

  it("of an operation that says nothing are those of any call", () => {
    expect(quotasOf()).toEqual(["allCalls"]);
    expect(isSlow()).toBe(false);
  });
});

/** What costs more than a call. Of what runs tests unless it is told not to, what it costs is here too. */
const COSTS: Readonly<Record<string, Cost>> = {
  "destinations.create": "setupTest",
  "destinations.update": "setupTest",
  "destinations.runSetupTests": "setupTest",
  "connections.create": "setupTest",
  "connections.update": "setupTest",
  "connections.runSetupTests": "setupTest",
  "connectionSchemas.reload": "sourceRead",
  "connectionSchemas.retrieveColumns": "sourceRead",
  "externalLogging.create": "setupTest",
  "externalLogging.update": "setupTest",
  "externalLogging.createForAccount": "setupTest",
  "externalLogging.updateForAccount": "setupTest",
  "externalLogging.runSetupTests": "setupTest",
  "externalLogging.runSetupTestsForAccount": "setupTest",
  "transformationProjects.create": "setupTest",
  "transformationProjects.update": "setupTest",
  "transformationProjects.runSetupTests": "setupTest",
  "users.create": "userCreation",
  "privateLinks.create": "privateLinkCreation",
};

describe("the cost of every operation", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(OPERATIONS)("of $method, with a body of $body", async ({ method, call }) => {
    const sent: Operation<unknown>[] = [];
    const record = (operation: Operation<unknown>): Promise<never> => {
      sent.push(operation);
      return Promise.reject(new Error("enough is known"));
    };
    vi.spyOn(Caller.prototype, "call").mockImplementation(record);
    vi.spyOn(Caller.prototype, "download").mockImplementation(record);
    await expect(call(makeClient().client)).rejects.toThrow("enough is known");
    const [operation] = sent;
    const { run_setup_tests, run_tests } = (operation?.body ?? {}) as Record<string, unknown>;
    const runsNone = run_setup_tests === false || run_tests === false;
    expect(sent.map(({ cost = "call" }) => cost)).toEqual([runsNone ? "call" : (COSTS[method] ?? "call")]);
  });
});
