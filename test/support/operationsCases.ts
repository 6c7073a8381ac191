import type { OperationRecord } from "@pulumi-fivetran/operations";
import type { LocalServer } from "@pulumi-fivetran/server";
import { expect } from "vitest";

/** What an operation is begun with, but for who asks. */
export interface Begun {
  readonly kind: string;
  readonly connectionId?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly states?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** What is there when an operation has ended. */
export interface Ended {
  readonly operation: OperationRecord;
  /** The writes that were answered with success, such as `PATCH /v1/connections/orders {"paused":true}`. */
  readonly writes: readonly string[];
  get(path: string): Promise<Record<string, unknown>>;
}

/** One way through a workflow, with what must be so in the end wherever it is disturbed. */
export interface OperationCase {
  readonly paused?: boolean;
  readonly begin: Begun;
  /** Makes it take the steps that it is to take. */
  readonly prepare?: (server: LocalServer) => Promise<unknown> | undefined;
  readonly expectEnd: (ended: Ended) => Promise<void>;
}

const POLLS = { syncWaitMs: 60_000, pollMs: 5 };

/** A sync is in the way once, so that it waits. */
const conflictAt = (path: string) => (server: LocalServer) => {
  server.control.faults.add({
    path,
    method: path.endsWith("move$") ? "POST" : "PATCH",
    status: 409,
    times: 1,
  });
  return undefined;
};

const WANTED = '{"cursor":2,"token":"marker-after"}';

const update: Begun = {
  kind: "updateState",
  connectionId: "orders",
  input: { connectionId: "orders", mode: "replace", ...POLLS },
  states: { given: WANTED },
};

const updated =
  (paused: boolean): OperationCase["expectEnd"] =>
  async ({ operation, get }) => {
    const connection = paused ? "paused" : "resumed";
    expect(operation, operation.failure?.message).toMatchObject({
      status: "succeeded",
      outcome: { connection },
    });
    expect(await get("connections/orders")).toMatchObject({ paused });
    expect(await get("connections/orders/state")).toEqual({ state: JSON.parse(WANTED) as unknown });
  };

function moveTo(destinationGroupId: string, syncBehavior: string): Begun {
  const input = { connectionId: "orders", destinationGroupId, syncBehavior, ...POLLS };
  return { kind: "moveConnection", connectionId: "orders", input };
}

const movedTo =
  (group: string): OperationCase["expectEnd"] =>
  async ({ operation, writes, get }) => {
    expect(operation, operation.failure?.message).toMatchObject({
      status: "succeeded",
      outcome: { connection: "resumed" },
    });
    expect(await get("connections/orders")).toMatchObject({ group_id: group, paused: false });
    expect(writes.filter((write) => write.includes("/move "))).toHaveLength(1);
  };

/** Ways through every workflow that together take each of its steps. */
export const OPERATION_CASES = {
  "an update": { begin: update, prepare: conflictAt("/orders/state$"), expectEnd: updated(false) },
  "an update of what is paused": {
    paused: true,
    begin: update,
    prepare: conflictAt("/orders/state$"),
    expectEnd: updated(true),
  },
  "an update that is refused": {
    begin: update,
    prepare: (server) => {
      server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 400, message: "No." });
      return undefined;
    },
    expectEnd: async ({ operation, get }) => {
      expect(operation).toMatchObject({ status: "failed", failure: { step: "patch", status: 400 } });
      expect(await get("connections/orders")).toMatchObject({ paused: false });
      expect(await get("connections/orders/state")).toEqual({ state: {} });
    },
  },
  // Its end is asked for once it holds, by whoever runs it.
  "a maintenance window": {
    begin: {
      kind: "maintenanceWindow",
      input: { connectionIds: ["orders", "resting", "shop"], ...POLLS },
    },
    expectEnd: async ({ operation, get }) => {
      expect(operation, operation.failure?.message).toMatchObject({
        status: "succeeded",
        outcome: { connections: { orders: "resumed", resting: "paused", shop: "resumed" } },
      });
      for (const [id, paused] of [
        ["orders", false],
        ["resting", true],
        ["shop", false],
      ] as const)
        expect(await get(`connections/${id}`)).toMatchObject({ paused });
    },
  },
  // Every test fails, so that the old value is set again.
  "a rotation": {
    begin: {
      kind: "rotateCredential",
      connectionId: "shop",
      input: { connectionId: "shop" },
      secrets: {
        new: '{"config":{"password":"marker-new"}}',
        old: '{"config":{"password":"marker-old"}}',
      },
    },
    prepare: (server) =>
      server.control.setupTests.add({
        connectionId: "shop",
        tests: [{ title: "Login", status: "FAILED", message: "No." }],
      }),
    expectEnd: ({ operation }) => {
      expect(operation).toMatchObject({ status: "failed", failure: { kind: "testFailed" } });
      expect(JSON.stringify(operation)).not.toContain("marker");
      return Promise.resolve();
    },
  },
  "a resync": {
    begin: { kind: "resync", connectionId: "orders", input: { connectionId: "orders" } },
    expectEnd: ({ operation, writes }) => {
      const sent = writes.filter((write) => write.startsWith("POST")).length;
      // Asked for once, or, when nobody knows, refused with what to do.
      if (operation.status === "succeeded") expect(sent).toBe(1);
      else {
        expect(operation).toMatchObject({ status: "failed", failure: { kind: "mayHaveRun" } });
        expect(sent).toBeLessThanOrEqual(1);
      }
      return Promise.resolve();
    },
  },
  "a move": {
    begin: moveTo("archive", "CONTINUE"),
    prepare: conflictAt("/orders/move$"),
    expectEnd: movedTo("archive"),
  },
  "a move that loads again": { begin: moveTo("archive", "BACKFILL"), expectEnd: movedTo("archive") },
  "a move with data": {
    begin: moveTo("lake", "CONTINUE_WITH_DATA"),
    // The job is done at once, and seen at work once.
    prepare: (server) => {
      const data = { id: "a_job", status: "IN_PROGRESS" };
      server.control.faults.add({
        path: "/orders/move/",
        status: 200,
        body: JSON.stringify({ code: "Success", data }),
        times: 1,
      });
      return server.control.configure({ moveJobMs: 0 });
    },
    expectEnd: movedTo("lake"),
  },
} satisfies Readonly<Record<string, OperationCase>>;
