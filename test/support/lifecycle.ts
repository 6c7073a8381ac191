import { isUnexpectedAnswer } from "@pulumi-fivetran/sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CreateResult, Handler, Properties } from "../../core/src/contract";
import { PartialFailure } from "../../core/src/errors/partialFailure";
import { formatPath } from "../../core/src/values/propertyPath";
import { startWorkbench, type Workbench } from "./context";
import { expectToldAsData, LASTING_FAULTS } from "./failures";
import { changesOf } from "./oddFields";
import { startTampering } from "./tampering";

type AnyHandler = Handler<Properties, Properties>;

/** What one resource contributes to the standard lifecycle suite. */
export interface LifecycleCases {
  /** How the local server is started. */
  readonly server?: Parameters<typeof startWorkbench>[0];
  /** Makes what the resource lives in, and answers inputs for it. */
  readonly arrange: (bench: Workbench) => Promise<Properties>;
  /** Paths of the inputs that are secret. Default: none. */
  readonly secrets?: readonly string[];
  /** The name under which an object with these outputs is listed, where the API has a list. */
  readonly listedAs?: (outputs: Properties) => unknown;
  /** Names under which an account lists others of the kind from its start. Default: none. */
  readonly others?: readonly string[];
  /** Outputs that change by themselves, because what they tell of goes on, or that only some answers have. Default: none. */
  readonly moving?: readonly string[];
  /** Secret outputs that are handed out once. Default: none. */
  readonly handedOut?: readonly string[];
  /** The same inputs with something changed that is updated in place. Undefined where nothing can be. */
  readonly changed: ((inputs: Properties) => Properties) | undefined;
  /** For each property that replaces: inputs in which it differs. */
  readonly replacements: Readonly<Record<string, (inputs: Properties) => Properties>>;
  /** Changes the object behind the provider's back, and names the property in which a refresh must show it. Undefined where nothing can be changed. */
  readonly outside:
    | {
        readonly change: (bench: Workbench, id: string) => Promise<void>;
        readonly shows: string;
      }
    | undefined;
  /** Whether a read finds nothing after a delete. False for resources that are a part of another object. */
  readonly deletes: boolean;
  /** Removes what the resource lives in. */
  readonly removeParent: (bench: Workbench, inputs: Properties, id: string) => Promise<void>;
  /** Of a kind that is found again by more than its natural key says. */
  readonly recovery?: {
    /** Properties that tell two objects apart besides. */
    readonly identity?: readonly string[];
    /** Properties that Fivetran never answers, so that nobody can tell whether they differ. */
    readonly unread?: readonly string[];
  };
  /** Makes the next create fail after the object exists; `mend` makes the next update work. */
  readonly halfway?: {
    readonly fail: (bench: Workbench) => Promise<void>;
    readonly mend: (bench: Workbench) => Promise<void>;
  };
}

/** The standard lifecycle suite: what every resource must do, whatever it is. */
export function describeLifecycle(handlerOfKind: unknown, cases: LifecycleCases): void {
  const handler = handlerOfKind as AnyHandler;

  describe(`${handler.kind}: standard lifecycle`, () => {
    let bench: Workbench;
    let inputs: Properties;

    beforeEach(async () => {
      bench = await startWorkbench(cases.server);
      inputs = await cases.arrange(bench);
    });
    afterEach(() => bench.stop());

    const create = (): Promise<CreateResult<Properties>> =>
      handler.create({ inputs: checked(handler, undefined, inputs) }, bench.freshContext());
    const read = (id: string, olds: Properties) => handler.read({ id, olds }, bench.freshContext());
    const diff = (id: string, olds: Properties, news: Properties) =>
      handler.diff({ id, olds, news: checked(handler, inputs, news) }, bench.freshContext());
    /** Outputs without those that move. */
    const still = (outputs: Properties | undefined): Properties =>
      Object.fromEntries(
        Object.entries(outputs ?? {}).filter(([name]) => cases.moving?.includes(name) !== true),
      );
    const written = (): number =>
      bench.server.control.journal().filter(({ method }) => method !== "GET").length;

    it("creates, and a second apply changes nothing", async () => {
      const { id, outputs } = await create();
      expect(await diff(id, outputs, inputs)).toMatchObject({ changes: [], unfinished: [] });
    });

    it("reads back what was created: a refresh changes nothing", async () => {
      const { id, outputs } = await create();
      const result = await read(id, outputs);
      expect(result?.id).toBe(id);
      expect(still(result?.outputs)).toEqual(still(outputs));
      expect(result?.inputs).toBeUndefined();
    });

    it("is the same where the answer of its creation was lost", async () => {
      bench.server.control.faults.add({ method: "POST", times: 1, drop: "after" });
      const { id, outputs } = await create();
      const result = await read(id, outputs);
      expect(result?.id).toBe(id);
      expect(await diff(id, result?.outputs ?? {}, inputs)).toMatchObject({ changes: [], unfinished: [] });
    });

    it("keeps only what was declared, and facts, in the outputs", async () => {
      const { outputs } = await create();
      for (const [key, value] of Object.entries(inputs)) expect(outputs[key]).toEqual(value);
    });

    it("has told which outputs are no inputs, and which are secret", async () => {
      const { outputs } = await create();
      const facts = Object.keys(outputs).filter((key) => !(key in inputs));
      expect(handler.facts).toEqual(expect.arrayContaining(facts));
      expect(handler.facts.filter((fact) => fact in inputs)).toEqual([]);
      const { secrets = [], handedOut = [] } = cases;
      expect(handler.secretPaths(inputs).map(formatPath)).toEqual(secrets);
      expect(handler.secretPaths(outputs).map(formatPath)).toEqual([...secrets, ...handedOut]);
    });

    it("goes on reading, whatever one field of an answer is, and never wants another object for it", async () => {
      const { id, outputs } = await create();
      const odd = await startTampering(bench);
      try {
        await handler.read({ id, olds: outputs }, odd.context());
        const wrong: string[] = [];
        for (const answer of odd.passed()) {
          for (const { path, kind, data } of changesOf(answer.data)) {
            odd.tamper((passing) => (passing.path === answer.path ? { data } : {}));
            const what = `${answer.path} ${path.join(".")} ${kind}`;
            wrong.push(
              ...(await problemsOf(what, path, () => handler.read({ id, olds: outputs }, odd.context()))),
            );
          }
        }
        expect(wrong).toEqual([]);
      } finally {
        await odd.stop();
      }

      async function problemsOf(
        what: string,
        path: readonly (string | number)[],
        reading: () => ReturnType<AnyHandler["read"]>,
      ): Promise<string[]> {
        try {
          const result = await reading();
          // A list without its only element has none, and another word is another element's.
          const isEmptied = path[0] === "items" && (path.length === 2 || what.endsWith("an unknown word"));
          if (result === undefined) return isEmptied ? [] : [`${what}: taken for gone`];
          const { changes } = await diff(id, result.outputs, inputs);
          // Another word is another object's, and may well replace.
          if (what.endsWith("an unknown word")) return [];
          return changes.filter(({ replaces }) => replaces).map(() => `${what}: would be replaced`);
        } catch (error) {
          const names = isUnexpectedAnswer(error)
            ? error.fieldPath !== ""
            : String(error).includes("depends on it");
          return isDecisive(path) && names
            ? []
            : [`${what}: ${error instanceof Error ? error.message : String(error)}`];
        }
      }
    }, 60_000);

    it("tells every failure as data, with advice that each face words", async () => {
      const { id, outputs } = await create();
      const context = () => bench.freshContext({ sleep: () => Promise.resolve() });
      const news = checked(handler, inputs, cases.changed?.(inputs) ?? inputs);
      const operations: Readonly<Record<string, () => Promise<unknown>>> = {
        create: () => handler.create({ inputs: checked(handler, undefined, inputs) }, context()),
        read: () => handler.read({ id, olds: outputs }, context()),
        update: () => handler.update({ id, olds: outputs, news }, context()),
        delete: () => handler.delete({ id, olds: outputs }, context()),
      };
      let told = 0;
      for (const fault of LASTING_FAULTS) {
        for (const [operation, run] of Object.entries(operations)) {
          bench.server.control.faults.clear();
          bench.server.control.faults.add(fault);
          const error: unknown = await run().then(
            () => undefined,
            (reason: unknown) => reason,
          );
          if (error === undefined) continue;
          expectToldAsData(error, `${operation} ${JSON.stringify(fault)}`);
          told += 1;
        }
      }
      expect(told).toBeGreaterThan(LASTING_FAULTS.length);
    });

    it("is listed with its id", async () => {
      if (handler.list === undefined) return;
      const { id, outputs } = await create();
      const listed: unknown[] = [];
      for await (const each of handler.list(bench.freshContext())) listed.push(each);
      const others = listed.filter((each) => (each as { id: string }).id !== id);
      expect(others).toEqual((cases.others ?? []).map((name): unknown => expect.objectContaining({ name })));
      expect(listed).toContainEqual({ id, name: cases.listedAs?.(outputs) });
    });

    it("[3.9] [6 Stale state upgrade] reads a state without facts, and with what nobody knows, as it reads its own", async () => {
      const { id, outputs } = await create();
      const stale = { ...inputs, factOfAnotherVersion: "1" };
      const result = await read(id, stale);
      for (const name of cases.handedOut ?? []) delete outputs[name];
      expect(still(result?.outputs)).toMatchObject(still(outputs));
      expect(await diff(id, result?.outputs ?? {}, inputs)).toMatchObject({ changes: [], unfinished: [] });
    });

    it("[3.10] [6 Import] takes over what exists, and neither an apply nor a refresh changes anything after that", async () => {
      const { id } = await create();
      const adopting = { ...inputs, ...(takesAdopt(handler, inputs) ? { adopt: id } : {}) };
      const news = checked(handler, undefined, adopting);
      const adopted = await handler.create({ inputs: news }, bench.freshContext());
      expect(adopted.id).toBe(id);
      expect(await diff(id, adopted.outputs, inputs)).toMatchObject({ changes: [], unfinished: [] });
      const result = await read(id, adopted.outputs);
      expect(still(result?.outputs)).toEqual(still(adopted.outputs));
      expect(result?.inputs).toBeUndefined();
    });

    const { changed } = cases;
    if (changed !== undefined)
      it("updates in place, and the same apply again changes nothing", async () => {
        const { id, outputs } = await create();
        const news = checked(handler, inputs, changed(inputs));
        const found = await diff(id, outputs, news);
        expect(found.changes).not.toEqual([]);
        expect(found.changes.some((change) => change.replaces)).toBe(false);
        const updated = await handler.update({ id, olds: outputs, news }, bench.freshContext());
        expect(await diff(id, updated, news)).toMatchObject({ changes: [], unfinished: [] });
        expect(still((await read(id, updated))?.outputs)).toEqual(still(updated));
      });

    for (const [property, change] of Object.entries(cases.replacements)) {
      it(`is replaced when ${property} changes`, async () => {
        const { id, outputs } = await create();
        const { changes } = await diff(id, outputs, change(inputs));
        const replacing = changes.filter(({ replaces }) => replaces).map(({ path }) => String(path[0]));
        expect([...new Set(replacing)]).toEqual([property.split(".")[0]]);
      });
    }

    if (handler.naturalKey !== undefined) describeRecovery();

    const { outside } = cases;
    if (outside !== undefined)
      it("shows an outside change after a refresh, and the next apply repairs it", async () => {
        const { id, outputs } = await create();
        await outside.change(bench, id);
        const refreshed = await read(id, outputs);
        if (refreshed === undefined) throw new Error("the object is gone");
        const { changes } = await diff(id, refreshed.outputs, inputs);
        expect(changes.map(({ path }) => formatPath(path))).toContain(outside.shows);
        const news = checked(handler, inputs, inputs);
        const repaired = await handler.update({ id, olds: refreshed.outputs, news }, bench.freshContext());
        expect(await diff(id, repaired, inputs)).toMatchObject({ changes: [], unfinished: [] });
        expect(still((await read(id, repaired))?.outputs)).toEqual(still(repaired));
      });

    it("[3.15] [6 Delete] deletes twice without an error", async () => {
      const { id, outputs } = await create();
      await handler.delete({ id, olds: outputs }, bench.freshContext());
      await handler.delete({ id, olds: outputs }, bench.freshContext());
      if (cases.deletes) expect(await read(id, outputs)).toBeUndefined();
      else expect(await read(id, outputs)).toBeDefined();
    });

    it("[6 Read after parent deleted] is gone, not an error, when what it lives in is gone", async () => {
      const { id, outputs } = await create();
      await cases.removeParent(bench, inputs, id);
      expect(await read(id, outputs)).toBeUndefined();
      await handler.delete({ id, olds: outputs }, bench.freshContext());
    });

    it("[6 Read after parent deleted] is not gone because some address answers 404: a wrong base URL must not empty the state", async () => {
      const { id, outputs } = await create();
      bench.server.control.faults.add({ status: 404, code: "NotFound", message: "HTTP 404 Not Found" });
      await expect(read(id, outputs)).rejects.toMatchObject({ status: 404 });
    });

    it("makes no call to decide that there is nothing to do", async () => {
      const { id, outputs } = await create();
      bench.server.control.clearJournal();
      checked(handler, inputs, inputs);
      await diff(id, outputs, inputs);
      expect(bench.server.control.journal()).toEqual([]);
      expect(written()).toBe(0);
    });

    /** A run that mends a killed one meets what that left behind, or what only looks like it. */
    function describeRecovery(): void {
      const recover = (news: Properties): Promise<CreateResult<Properties>> =>
        handler.create({ inputs: checked(handler, undefined, news) }, bench.freshContext({ recover: true }));

      it("recovering, takes over an equal object, and nothing changes after that", async () => {
        const { id } = await create();
        const taken = await recover(inputs);
        expect(taken.id).toBe(id);
        expect(await diff(id, taken.outputs, inputs)).toMatchObject({ changes: [], unfinished: [] });
      });

      for (const [property, change] of Object.entries(cases.replacements)) {
        it(`recovering, takes over nothing of another ${property}`, async () => {
          const { id } = await create();
          const other = change(inputs);
          const { identity = [], unread = [] } = cases.recovery ?? {};
          const isNamesake =
            handler.naturalKey?.(other) === handler.naturalKey?.(inputs) && !identity.includes(property);
          const before = written();
          const result: unknown = await recover(other).catch((error: unknown) => error);
          if (!(result instanceof Error)) {
            expect(isNamesake).toBe(unread.includes(property));
            expect((result as CreateResult<Properties>).id === id).toBe(unread.includes(property));
          } else if (isNamesake) {
            expect(result.message).toContain(id);
            expect(written()).toBe(before);
          }
        });
      }
    }

    if (cases.halfway !== undefined) {
      const { fail, mend } = cases.halfway;
      it("stays tracked when its creation fails half-way; a refresh and the next apply finish it", async () => {
        await fail(bench);
        const failure: unknown = await create().catch((error: unknown) => error);
        if (!(failure instanceof PartialFailure)) throw failure;
        const refreshed = await read(failure.id, failure.outputs as Properties);
        if (refreshed === undefined) throw new Error("the object is gone");
        const { changes, unfinished } = await diff(failure.id, refreshed.outputs, inputs);
        expect(changes.length + unfinished.length).toBeGreaterThan(0);
        await mend(bench);
        const news = checked(handler, inputs, inputs);
        const finished = await handler.update(
          { id: failure.id, olds: refreshed.outputs, news },
          bench.freshContext(),
        );
        expect(await diff(failure.id, finished, inputs)).toMatchObject({ changes: [], unfinished: [] });
      });
    }
  });
}

/** Inputs as `check` passes them on; a failure fails the test with all its messages. */
function checked(handler: AnyHandler, olds: Properties | undefined, news: Properties): Properties {
  const result = handler.check({ olds, news });
  expect(result.failures).toEqual([]);
  return result.inputs;
}

/** Whether a resource has the argument; one that is a part of another object takes over what is there in any case. */
function takesAdopt(handler: AnyHandler, inputs: Properties): boolean {
  return handler.check({ olds: undefined, news: { ...inputs, adopt: "some-id" } }).failures.length === 0;
}

/** Of one object, what it is nothing without; of a list that decides, everything in it that may. */
function isDecisive(path: readonly (string | number)[]): boolean {
  if (path[0] === "items" || path[0] === "next_cursor") return true;
  return path.length === 1 && /^(id|hash|user_id|schemas|columns)$/.test(String(path[0]));
}
