import { describe, expect, it } from "vitest";
import type { Context, DeleteRequest, Handler, Properties } from "../../../core/src/contract";
import { PartialFailure } from "../../../core/src/errors/partialFailure";
import { RECORD, withIdentity } from "../../../core/src/object/identity";
import { RunRecords } from "../../../core/src/run/runRecords";

type AnyHandler = Handler<Properties, Properties>;

/** What the handlers of one run did and said. */
class TestRun {
  readonly deleted: DeleteRequest<Properties>[] = [];
  readonly notices: string[] = [];
  readonly records = new RunRecords();
  readonly context = {
    notify: ({ message }) => this.notices.push(message),
  } as Pick<Context, "notify"> as Context;

  handler(methods: Partial<AnyHandler> = {}): AnyHandler {
    const plain: AnyHandler = {
      kind: "Thing",
      facts: [],
      secretPaths: () => [],
      nameOf: ({ name }) => (typeof name === "string" ? name : undefined),
      check: ({ news }) => ({ inputs: news, failures: [], notices: [] }),
      diff: () => ({ changes: [], deleteBeforeReplace: false, unfinished: [], notices: [] }),
      create: ({ inputs }) => Promise.resolve({ id: "t1", outputs: inputs }),
      read: ({ id, olds }) => Promise.resolve({ id, outputs: olds, inputs: undefined }),
      update: ({ news }) => Promise.resolve(news),
      delete: (request) => {
        this.deleted.push(request);
        return Promise.resolve();
      },
      ...methods,
    };
    return withIdentity(plain, this.records);
  }
}

const urn = (name: string): string => `urn:pulumi:test::t::pulumi-nodejs:dynamic/fivetran:Thing::${name}`;
const inputs = { name: "a" };

/** The calls about a resource that stays. */
async function keep(
  run: TestRun,
  handler: AnyHandler,
  olds: Properties,
  news: Properties = inputs,
  id = "t1",
) {
  handler.check({ olds: inputs, news });
  return handler.diff({ id, olds, news }, run.context);
}

describe("withIdentity", () => {
  it("gives each record a token of its own, and no handler sees it", async () => {
    const run = new TestRun();
    const seen: Properties[] = [];
    const handler = run.handler({
      read: ({ id, olds }) => {
        seen.push(olds);
        return Promise.resolve({ id, outputs: olds, inputs: undefined });
      },
    });
    const first = await handler.create({ inputs }, run.context);
    const second = await handler.create({ inputs }, run.context);
    expect(first.outputs[RECORD]).toMatch(/^[\w-]{8}$/);
    expect(second.outputs[RECORD]).not.toBe(first.outputs[RECORD]);
    const read = await handler.read({ id: "t1", olds: first.outputs }, run.context);
    expect(seen).toEqual([inputs]);
    expect(read?.outputs).toEqual(first.outputs);
    const updated = await handler.update({ id: "t1", olds: first.outputs, news: inputs }, run.context);
    expect(updated[RECORD]).toBe(first.outputs[RECORD]);
  });

  it("gives a token to what failed half-way, and to a record that has none when it is updated, not when it is read", async () => {
    const run = new TestRun();
    const failing = run.handler({
      create: () => Promise.reject(new PartialFailure("t1", inputs, [{ summary: "no" }])),
    });
    const failure: unknown = await failing.create({ inputs }, run.context).catch((error: unknown) => error);
    expect(failure).toMatchObject({ outputs: { ...inputs, [RECORD]: expect.any(String) as string } });
    const handler = run.handler();
    expect((await handler.read({ id: "t1", olds: inputs }, run.context))?.outputs).toEqual(inputs);
    const updated = await handler.update({ id: "t1", olds: inputs, news: inputs }, run.context);
    expect(updated[RECORD]).toEqual(expect.any(String));
  });

  it("leaves what a record made in this run holds, and says who and how to keep one record", async () => {
    const run = new TestRun();
    const handler = run.handler();
    await handler.create({ inputs, resource: urn("orders2") }, run.context);
    await handler.delete(
      { id: "t1", olds: { ...inputs, [RECORD]: "old" }, resource: urn("orders") },
      run.context,
    );
    expect(run.deleted).toEqual([]);
    expect(run.notices).toEqual([
      "leaves it at Fivetran: Thing 'orders2' declares it now. If this is the same resource under another name, " +
        '`aliases: [{ name: "orders" }]` keeps the two names one record',
    ]);
  });

  it("deletes what a replacement that made another object leaves behind", async () => {
    const run = new TestRun();
    const handler = run.handler({ create: () => Promise.resolve({ id: "t2", outputs: inputs }) });
    await handler.create({ inputs }, run.context);
    await handler.delete({ id: "t1", olds: { ...inputs, [RECORD]: "old" } }, run.context);
    expect(run.deleted).toMatchObject([{ id: "t1", olds: inputs }]);
  });

  it("leaves what a record that stays holds, in the run after one that failed between the two", async () => {
    const run = new TestRun();
    const handler = run.handler();
    await keep(run, handler, { ...inputs, [RECORD]: "new" });
    await handler.delete({ id: "t1", olds: { ...inputs, [RECORD]: "old" } }, run.context);
    expect(run.deleted).toEqual([]);
  });

  it("takes no refresh for a declaration: it reads and diffs what is deleted later", async () => {
    const run = new TestRun();
    const handler = run.handler();
    for (const token of ["one", "two"]) {
      const olds = { ...inputs, [RECORD]: token };
      await handler.read({ id: "t1", olds }, run.context);
      await handler.diff({ id: "t1", olds, news: inputs }, run.context);
    }
    await handler.delete({ id: "t1", olds: { ...inputs, [RECORD]: "one" } }, run.context);
    expect(run.deleted).toHaveLength(1);
  });

  it("does not take a diff that replaces for a record that stays", async () => {
    const run = new TestRun();
    const changes = [{ path: ["name"], kind: "update", replaces: true } as const];
    const handler = run.handler({
      diff: () => ({ changes, deleteBeforeReplace: true, unfinished: [], notices: [] }),
    });
    await keep(run, handler, { ...inputs, [RECORD]: "new" });
    await handler.delete({ id: "t1", olds: { ...inputs, [RECORD]: "old" } }, run.context);
    expect(run.deleted).toHaveLength(1);
  });

  it("deletes once what two records hold that are both removed", async () => {
    const run = new TestRun();
    const handler = run.handler();
    await keep(run, handler, { ...inputs, [RECORD]: "two" });
    await handler.delete({ id: "t1", olds: { ...inputs, [RECORD]: "one" } }, run.context);
    expect(run.deleted).toEqual([]);
    await handler.delete({ id: "t1", olds: { ...inputs, [RECORD]: "two" } }, run.context);
    expect(run.deleted).toHaveLength(1);
    await handler.delete({ id: "t1", olds: { ...inputs, [RECORD]: "one" } }, run.context);
    expect(run.deleted).toHaveLength(2);
  });

  describe("a record without a token", () => {
    it("is its own: alone it is deleted", async () => {
      const run = new TestRun();
      await run.handler().delete({ id: "t1", olds: inputs }, run.context);
      expect(run.deleted).toHaveLength(1);
    });

    it("does not take away what another one without a token holds, where that stays as it is or is updated", async () => {
      for (const isUpdated of [false, true]) {
        const run = new TestRun();
        const handler = run.handler();
        await keep(run, handler, inputs);
        if (isUpdated) await handler.update({ id: "t1", olds: inputs, news: inputs }, run.context);
        await handler.delete({ id: "t1", olds: inputs }, run.context);
        expect(run.deleted).toEqual([]);
      }
    });

    it("is deleted after a diff with changes, which the engine may have made a replacement of", async () => {
      const run = new TestRun();
      const changes = [{ path: ["name"], kind: "update", replaces: false } as const];
      const handler = run.handler({
        diff: () => ({ changes, deleteBeforeReplace: false, unfinished: [], notices: [] }),
      });
      await keep(run, handler, inputs);
      await handler.delete({ id: "t1", olds: inputs }, run.context);
      expect(run.deleted).toHaveLength(1);
    });
  });

  describe("what the program names in adopt", () => {
    const adopting = { ...inputs, adopt: "t1" };

    it("is not deleted before it is replaced by itself", async () => {
      const run = new TestRun();
      const handler = run.handler();
      handler.check({ olds: undefined, news: adopting });
      const deleted = handler.delete({ id: "t1", olds: { ...inputs, [RECORD]: "old" } }, run.context);
      await expect(deleted).rejects.toThrow("Remove `adopt` first and run it; then replace it.");
      expect(run.deleted).toEqual([]);
    });

    it("is not deleted after it: the same resource has it", async () => {
      const run = new TestRun();
      const handler = run.handler();
      handler.check({ olds: undefined, news: adopting, resource: urn("a") });
      await handler.create({ inputs: adopting, resource: urn("a") }, run.context);
      const olds = { ...inputs, [RECORD]: "old" };
      await expect(handler.delete({ id: "t1", olds, resource: urn("a") }, run.context)).rejects.toThrow(
        "Remove `adopt` first",
      );
      await handler.delete({ id: "t1", olds, resource: urn("b") }, run.context);
      expect(run.deleted).toEqual([]);
    });

    it("cannot be replaced by a change: the preview says so", async () => {
      const run = new TestRun();
      const changes = [{ path: ["service"], kind: "update", replaces: true } as const];
      const handler = run.handler({
        diff: () => ({ changes, deleteBeforeReplace: true, unfinished: [], notices: [] }),
      });
      await expect(keep(run, handler, inputs, adopting)).rejects.toThrow(
        "Thing 't1': service cannot be changed without another object, and `adopt` names this one.",
      );
    });
  });

  describe("a complete list", () => {
    const list = (run: TestRun): AnyHandler =>
      run.handler({
        isList: true,
        members: ({ users }) => (users as string[]).map((user) => `membership ${user}`),
        create: ({ inputs: made }) => Promise.resolve({ id: "team", outputs: made }),
      });

    it("loses only the members that no other record declares", async () => {
      const run = new TestRun();
      const handler = list(run);
      await handler.create({ inputs: { users: ["ann", "carl"] } }, run.context);
      const olds = { users: ["ann", "bob"], [RECORD]: "old" };
      await handler.delete({ id: "team", olds }, run.context);
      expect(run.deleted.map(({ kept }) => [...(kept ?? [])])).toEqual([["membership ann"]]);
    });

    it("keeps the members that the program names where it goes before the new one is made", async () => {
      const run = new TestRun();
      const handler = list(run);
      handler.check({ olds: undefined, news: { users: ["ann"] } });
      await handler.delete({ id: "team", olds: { users: ["ann", "bob"] } }, run.context);
      expect(run.deleted.map(({ kept }) => [...(kept ?? [])])).toEqual([["membership ann"]]);
    });

    it("holds what it names after an update, no longer what it named before", async () => {
      const run = new TestRun();
      const handler = list(run);
      const olds = { users: ["ann", "bob"], [RECORD]: "new" };
      handler.check({ olds: { users: ["ann", "bob"] }, news: { users: ["bob"] } });
      await handler.update({ id: "team", olds, news: { users: ["ann"] } }, run.context);
      const single = run.handler({ members: ({ user }) => [`membership ${String(user)}`] });
      await single.delete({ id: "team:bob", olds: { user: "bob" } }, run.context);
      await single.delete({ id: "team:ann", olds: { user: "ann" } }, run.context);
      expect(run.deleted.map(({ id }) => id)).toEqual(["team:bob"]);
    });
  });

  it("leaves what another kind declares beside its own", async () => {
    const run = new TestRun();
    const connector = run.handler({
      kind: "Connector",
      alsoDeclares: (id) => [`ConnectorCertificate ${id}:hash`],
    });
    await connector.create({ inputs }, run.context);
    const certificate = run.handler({ kind: "ConnectorCertificate" });
    await certificate.delete({ id: "t1:hash", olds: inputs }, run.context);
    await certificate.delete({ id: "t1:other", olds: inputs }, run.context);
    expect(run.deleted.map(({ id }) => id)).toEqual(["t1:other"]);
  });

  it("tells a creation what other records of the run hold", async () => {
    const run = new TestRun();
    const held: unknown[] = [];
    const handler = run.handler({
      create: ({ inputs: made }, { isHeld }) => {
        held.push(isHeld?.("t1"), isHeld?.("t2"));
        return Promise.resolve({ id: "t2", outputs: made });
      },
    });
    await keep(run, handler, { ...inputs, [RECORD]: "one" });
    await handler.create({ inputs }, run.context);
    expect(held).toEqual([true, false]);
  });
});
