import { describe, expect, it } from "vitest";
import { factsOf, type Handler } from "../../../tools/docs/facts.ts";
import type { Field } from "../../../tools/docs/shape.ts";
import type { ResourceSource } from "../../../tools/docs/source.ts";

const doc = { text: "", examples: [], throws: [] };

function argument(name: string, isOptional = true): Field {
  return { name, doc, isOptional, shape: { kind: "plain", text: "string" } };
}

const SOURCE: ResourceSource = {
  kind: "Thing",
  file: "thing",
  folder: "resources",
  doc,
  isComponent: false,
  args: [argument("place", false), argument("size"), argument("config"), argument("timeouts")],
  outputs: [argument("place"), argument("token"), argument("config")],
  secrets: { values: [], leaves: ["config"], outputs: ["token"] },
};

type Methods = Partial<Record<keyof Handler, unknown>>;

/** Replaced by `place`, deletes nothing, takes its time for creations. */
function handler(methods: Methods = {}): Handler {
  const call =
    (deadlineMs: number) =>
    async (
      _request: unknown,
      { client }: { client: Record<string, Record<string, (o: object) => Promise<never>>> },
    ) =>
      client["things"]?.["do"]?.({ deadlineMs });
  return {
    kind: "Thing",
    nameOf: () => undefined,
    naturalKey: ({ place, hidden }: Record<string, string>) => `the place '${place}' and '${hidden}'`,
    facts: [],
    secretPaths: () => [],
    check: () => ({ inputs: {}, failures: [], notices: [] }),
    diff: ({ olds, news }: { olds: Record<string, unknown>; news: Record<string, unknown> }) => ({
      changes: Object.keys({ ...olds, ...news })
        .filter((name) => olds[name] !== news[name])
        .map((name) => ({ path: [name], kind: "update", replaces: name === "place" })),
      deleteBeforeReplace: true,
      unfinished: [],
      notices:
        news["size"] === undefined ? [{ severity: "info", path: ["size"], message: "will be cleared" }] : [],
    }),
    create: call(30),
    read: call(10),
    update: call(20),
    delete: (_request: unknown, { notify }: { notify: (notice: object) => void }) => {
      notify({ severity: "info", path: [], message: "all stays" });
      return Promise.resolve();
    },
    ...methods,
  } as unknown as Handler;
}

describe("what a handler is asked", () => {
  it("which arguments replace, what goes first, and what becomes of those taken out", async () => {
    const { args } = await factsOf(SOURCE, handler());
    expect(args["place"]).toMatchObject({ replaces: true, oldGoesFirst: true, takenOut: undefined });
    expect(args["size"]).toMatchObject({ replaces: false, oldGoesFirst: false, takenOut: "will be cleared" });
  });

  it("how long each operation may take, by the first call that it makes", async () => {
    const { timeouts, deletingLeaves } = await factsOf(SOURCE, handler());
    expect(timeouts).toEqual({ create: 30, read: 10, update: 20 });
    expect(deletingLeaves).toBe("all stays");
  });

  it("what it is looked for by", async () => {
    expect((await factsOf(SOURCE, handler())).naturalKey).toBe("the place '<place>' and '<hidden>'");
  });

  it("what is secret: whole where no service tells the leaves apart", async () => {
    const { args, secretOutputs } = await factsOf(SOURCE, handler());
    expect(args["config"]?.secret).toBe("all");
    expect(secretOutputs).toEqual(["token", "config"]);
    const withService = { ...SOURCE, args: [...SOURCE.args, argument("service")] };
    expect((await factsOf(withService, handler())).args["config"]?.secret).toBe("some");
  });

  it("and is not believed when an operation fails before any call", async () => {
    const failing = handler({ read: () => Promise.reject(new Error("no")) });
    await expect(factsOf(SOURCE, failing)).rejects.toThrow("Thing: its read makes no call");
  });
});
