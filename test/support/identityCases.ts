import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Declaration, LISTS, UNIQUE } from "./everyKind";
import { EveryKindStack } from "./everyKindStack";

const HANDLERS = fileURLToPath(new URL("../../core/src/handlers", import.meta.url));
const ALIASES_FIRST =
  /If that is in the way:\s+- Renamed or moved in the program\? Give the new one `aliases: \[\{ name:/;
const OPTION = /Replaced on purpose .* give it `deleteBeforeReplace: true` for that run/;
const REMOVE_ADOPT = /Remove `adopt` first/;

/** Which of the cases: all, or those in which a refresh tells the provider more than it should believe. */
export type Extent = "all" | "declared twice";

/**
 * What becomes of every kind of resource, at once, in one account and one stack; each test goes on where the one before ended.
 *
 * @param flags Of every `up`.
 */
export function describeIdentity(flags: readonly string[], extent: Extent): void {
  const itAlso = extent === "all" ? it : undefined;
  let all: EveryKindStack;

  beforeAll(async () => {
    all = await EveryKindStack.open(flags);
  });
  afterAll(() => all.close());

  it("is about every kind of resource", () => {
    const files = readdirSync(HANDLERS).filter((name) => name.endsWith(".ts"));
    const kinds = files.map((file) => file.charAt(0).toUpperCase() + file.slice(1, -".ts".length));
    expect(all.kinds.declarations.map(({ kind }) => kind).sort()).toEqual(kinds.sort());
  });

  it("takes a rename with an alias, and a move into a component with one, for the same resource", async () => {
    const before = all.held();
    const moved = await all.up({ suffix: "-a", isNested: true, formerly: "" });
    expect(moved.output).not.toMatch(/\berror\b/);
    expect(all.held()).toEqual(before);
    await all.expectWhole();
  });

  it("refuses the second one where two cannot exist, names aliases first, and loses nothing", async () => {
    const before = all.held();
    const up = await all.up({ suffix: "-b" }, "--continue-on-error");
    expect(up.exitCode).not.toBe(0);
    expect(all.saying(up, ALIASES_FIRST)).toEqual(UNIQUE);
    const after = new Set(all.held());
    expect(before.filter((each) => !after.has(each))).toEqual([]);
  });

  it("adopts under a new name what the stack holds, and ends what a failed run began", async () => {
    const adopted = await all.up({ suffix: "-b", adopt: await all.adoptable(UNIQUE) });
    expect(adopted.output).not.toMatch(/\berror\b/);
    expect(adopted.output).toContain('`aliases: [{ name: "Connector-a" }]` keeps the two names one record');
    await all.expectWhole();
  });

  itAlso?.("adopts everything at its place in a component", async () => {
    const before = all.held();
    const adopted = await all.up({ suffix: "-b", isNested: true, adopt: await all.adoptable() });
    expect(adopted.output).not.toMatch(/\berror\b/);
    expect(all.held()).toEqual(before);
    await all.expectWhole();
  });

  itAlso?.("takes over under a new name where a run recovers", async () => {
    const before = all.held();
    await all.stack.config("fivetran:recover", "true");
    const recovered = await all.up({ suffix: "-c" });
    await all.stack.unconfig("fivetran:recover");
    expect(recovered.output).not.toMatch(/\berror\b/);
    expect(recovered.output).not.toContain("interrupted run");
    expect(all.held()).toEqual(before);
    await all.expectWhole();
  });

  it("takes away of a renamed list whom the new one does not name, and nobody else", async () => {
    const changed = all.kinds.declarations.map((declaration) =>
      withOtherMember(declaration, all.kinds.spare),
    );
    all.declare({ suffix: "-d", adopt: await all.adoptable() }, changed);
    const renamed = await all.stack.up(...flags);
    expect(renamed.output).not.toMatch(/\berror\b/);
    // What a creation found besides its list is told until somebody looks again.
    const again = await all.stack.up("--refresh");
    expect(again.output).not.toMatch(/\berror\b/);
    await all.expectWhole();
  });

  itAlso?.(
    "replaces by command what can exist twice, and refuses the others before anything is deleted",
    async () => {
      const before = await all.ids();
      const up = await all.up({ suffix: "-d" }, "--continue-on-error", ...(await all.replacing()));
      expect(up.exitCode).not.toBe(0);
      expect(all.saying(up, OPTION)).toEqual(UNIQUE);
      const after = await all.ids();
      expect(UNIQUE.map((kind) => after[kind])).toEqual(UNIQUE.map((kind) => before[kind]));
      expect((await all.up({ suffix: "-d" })).output).not.toMatch(/\berror\b/);
      await all.expectWhole();
    },
  );

  itAlso?.("replaces everything with deleteBeforeReplace", async () => {
    const before = await all.ids();
    const replaced = await all.up({ suffix: "-d", deleteBeforeReplace: true }, ...(await all.replacing()));
    expect(replaced.output).not.toMatch(/\berror\b/);
    await all.expectWhole();
    const after = await all.ids();
    for (const kind of ["Connector", "User", "ProxyAgent", "Group"])
      expect(after[kind]).not.toBe(before[kind]);
  });

  itAlso?.("replaces what is tainted in the same way", async () => {
    const urns = await all.urns();
    const before = await all.ids();
    await all.stack.taint(urns);
    const refused = await all.up({ suffix: "-d" }, "--continue-on-error");
    expect(all.saying(refused, OPTION)).toEqual(UNIQUE);
    const after = await all.ids();
    expect(UNIQUE.map((kind) => after[kind])).toEqual(UNIQUE.map((kind) => before[kind]));
    const replaced = await all.up({ suffix: "-d", deleteBeforeReplace: true });
    expect(replaced.output).not.toMatch(/\berror\b/);
    await all.expectWhole();
    expect((await all.ids())["Connector"]).not.toBe(before["Connector"]);
  });

  itAlso?.("does not replace by itself what adopt names", async () => {
    const before = all.held();
    const adopt = await all.adoptable();
    const up = await all.up({ suffix: "-d", adopt }, "--continue-on-error", ...(await all.replacing()));
    expect(up.exitCode).not.toBe(0);
    expect(all.saying(up, REMOVE_ADOPT)).toEqual(Object.keys(adopt).sort());
    expect(all.held()).toEqual(before);
    expect((await all.up({ suffix: "-d" })).output).not.toMatch(/\berror\b/);
    await all.expectWhole();
  });

  itAlso?.("does not delete first what adopt names", async () => {
    const before = all.held();
    const adopt = await all.adoptable();
    // Without `--continue-on-error`, with which the engine waits for ever after a delete that fails before a replacement. Other kinds
    // are left out: what was deleted of them before the first failure comes back with the next run only.
    const arrangement = { suffix: "-d", adopt, deleteBeforeReplace: true };
    const up = await all.up(arrangement, ...(await all.replacing(Object.keys(adopt))));
    expect(up.exitCode).not.toBe(0);
    expect(all.saying(up, REMOVE_ADOPT)).not.toEqual([]);
    expect(all.held()).toEqual(before);
    expect((await all.up({ suffix: "-d" })).output).not.toMatch(/\berror\b/);
    await all.expectWhole();
  });

  it("loses nothing when it is killed between the creations and the deletes", async () => {
    const adopt = await all.adoptable(UNIQUE);
    all.declare({ suffix: "-e", adopt });
    const { control } = all.server;
    control.faults.add({ method: "DELETE", latencyMs: 3_600_000 });
    const started = await all.stack.startUp();
    const stopListening = control.onApiCall(() => {
      if (control.faults.list().some(({ matched }) => matched > 0)) started.kill();
    });
    await started.done;
    stopListening();
    control.faults.clear();
    await all.stack.cancel();
    const next = await all.up({ suffix: "-e", adopt });
    expect(next.output).not.toMatch(/\berror\b/);
    await all.expectWhole();
  });

  it("deletes everything once when the program ends", async () => {
    expect((await all.stack.destroy()).output).not.toMatch(/\berror\b/);
    expect(all.counted()).toEqual(all.arranged);
  });
}

/** A list's first member and the spare one, instead of its two. */
function withOtherMember(declaration: Declaration, spare: Readonly<Record<string, object>>): Declaration {
  const { kind, args } = declaration;
  const list = LISTS[kind];
  if (list === undefined) return declaration;
  const [first] = args[list] as object[];
  return { kind, args: { ...args, [list]: [first, spare[kind]] } };
}
