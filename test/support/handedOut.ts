import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Handler, Properties } from "../../core/src/contract";
import { startWorkbench, type Workbench } from "./context";

/** What every resource must do with outputs that Fivetran hands out once, when it makes or rotates the object. */
export function describeHandedOut(
  handlerOfKind: unknown,
  names: readonly string[],
  arrange: (bench: Workbench) => Promise<Properties>,
): void {
  const handler = handlerOfKind as Handler<Properties, Properties>;

  describe(`${handler.kind}: what is handed out once`, () => {
    let bench: Workbench;
    let inputs: Properties;
    beforeEach(async () => {
      bench = await startWorkbench();
      inputs = await arrange(bench);
    });
    afterEach(() => bench.stop());

    const handedOut = (outputs: Properties | undefined) => names.map((name) => outputs?.[name]);
    const listed = async (): Promise<unknown[]> => {
      const all: unknown[] = [];
      for await (const each of handler.list?.(bench.freshContext()) ?? []) all.push(each);
      return all;
    };

    it("is kept by refreshes and updates, and renewed by another trigger only", async () => {
      const { id, outputs } = await handler.create({ inputs }, bench.context);
      const first = handedOut(outputs);
      for (const value of first) expect(value).toBeTruthy();
      const read = await handler.read({ id, olds: outputs }, bench.freshContext());
      expect(handedOut(read?.outputs)).toEqual(first);

      const triggered = { ...inputs, rotationTrigger: "2026-11" };
      const rotated = await handler.update({ id, olds: outputs, news: triggered }, bench.context);
      for (const [index, value] of handedOut(rotated).entries()) {
        expect(value).toBeTruthy();
        expect(value).not.toEqual(first[index]);
      }
      const { changes } = await handler.diff({ id, olds: rotated, news: inputs }, bench.context);
      expect(changes).toMatchObject([{ path: ["rotationTrigger"], kind: "delete" }]);
      const without = await handler.update({ id, olds: rotated, news: inputs }, bench.context);
      expect(handedOut(without)).toEqual(handedOut(rotated));
    });

    it("is not known of an adopted one, which is said, with the remedy", async () => {
      const { id } = await handler.create({ inputs }, bench.context);
      const adopting = { inputs: { ...inputs, adopt: id } };
      const { outputs } = await handler.create(adopting, bench.freshContext());
      expect(handedOut(outputs)).toEqual(names.map(() => undefined));
      expect(bench.notices.map(({ message }) => message)).toEqual([
        `${names.join(", ")} of ${id} were handed out when it was made, and cannot be read; a \`rotationTrigger\` hands out new ones`,
      ]);
    });

    it("is handed out anew when the answer of the creation was lost, and nothing is made twice", async () => {
      bench.server.control.faults.add({ method: "POST", times: 1, drop: "after" });
      const { id, outputs } = await handler.create({ inputs }, bench.context);
      expect(id).toBeTruthy();
      for (const value of handedOut(outputs)) expect(value).toBeTruthy();
      expect(await listed()).toHaveLength(1);
      const { changes, unfinished } = await handler.diff({ id, olds: outputs, news: inputs }, bench.context);
      expect([changes, unfinished]).toEqual([[], []]);
    });

    it("is handed out by the next update when that answer was lost too", async () => {
      bench.server.control.faults.add({ method: "POST", times: 1, drop: "after" });
      const path = "rotate|regenerate|re-auth";
      bench.server.control.faults.add({ path, times: 1, drop: "after" });
      const failure: unknown = await handler
        .create({ inputs }, bench.context)
        .catch((error: unknown) => error);
      const { id, outputs } = failure as { id: string; outputs: Properties };
      expect(handedOut(outputs)).toEqual(names.map(() => undefined));
      const olds = (await handler.read({ id, olds: outputs }, bench.freshContext()))?.outputs ?? {};
      expect((await handler.diff({ id, olds, news: inputs }, bench.context)).unfinished).toEqual([
        "its secrets were lost with Fivetran's answer: new ones will be handed out",
      ]);
      const finished = await handler.update({ id, olds, news: inputs }, bench.context);
      for (const value of handedOut(finished)) expect(value).toBeTruthy();
      expect((await handler.diff({ id, olds: finished, news: inputs }, bench.context)).unfinished).toEqual(
        [],
      );
      expect(await listed()).toHaveLength(1);
    });

    it("of somebody else's namesake is left as it is, though the answer of our creation was lost", async () => {
      const { id: other, outputs } = await handler.create({ inputs }, bench.context);
      bench.server.control.faults.add({ method: "POST", times: 1, drop: "before" });
      const made = await handler.create({ inputs }, bench.freshContext()).catch((error: unknown) => error);
      expect((made as { id?: string }).id).not.toBe(other);
      const rotations = bench.server.control
        .journal()
        .filter(({ path }) => /rotate|regenerate|re-auth/.test(path));
      expect(rotations).toEqual([]);
      expect(handedOut(outputs)).not.toContain(undefined);
    });

    it("is tried again when a rotation fails", async () => {
      const { id, outputs } = await handler.create({ inputs }, bench.context);
      const news = { ...inputs, rotationTrigger: "2026-11" };
      const path = "rotate|regenerate|re-auth";
      bench.server.control.faults.add({ path, status: 400, code: "InvalidInput", times: 1 });
      const failure: unknown = await handler
        .update({ id, olds: outputs, news }, bench.context)
        .catch((error: unknown) => error);
      const olds = (failure as { outputs: Properties }).outputs;
      const { changes } = await handler.diff({ id, olds, news }, bench.context);
      expect(changes.map((change) => change.path)).toContainEqual(["rotationTrigger"]);
      const rotated = await handler.update({ id, olds, news }, bench.context);
      expect(handedOut(rotated)).not.toEqual(handedOut(outputs));
    });
  });
}
