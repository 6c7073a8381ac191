import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { namesIn } from "../../../tools/docs/examples.ts";
import { pagesOf } from "../../../tools/docs/pages.ts";
import { readProvider } from "../../../tools/docs/source.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

const DO_IT = `
export interface DoItArgs {
  /** How. Default: \`false\`. */
  gently?: boolean;
}
/**
 * Does it.
 *
 * @throws Error when it cannot
 * @example
 * await fivetran.doIt("a", {});
 */
export async function doIt(id: string, args: DoItArgs = {}): Promise<string> { return id; }
export function doItOutput(): void {}
`;

/** A provider of the given files, all of them in `resources/`, and of one action. */
async function providerOf(files: Record<string, string>) {
  const folder = `${temporaryFolder()}/`;
  await mkdir(join(folder, "resources"));
  await mkdir(join(folder, "actions"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, "resources", name), text);
  const exports = Object.keys(files).map((name) => `export * from "./resources/${name.slice(0, -3)}";`);
  await writeFile(join(folder, "catalog.ts"), exports.join("\n"));
  await writeFile(join(folder, "actions", "doIt.ts"), DO_IT);
  await writeFile(join(folder, "index.ts"), 'export * from "./catalog";\nexport * from "./actions/doIt";');
  return readProvider(folder);
}

const PIPELINE = `
import * as pulumi from "@pulumi/pulumi";
interface Base {
  /** Where. Default: \`here\`. */
  place?: pulumi.Input<string>;
}
/** When. */
export interface Times { at: pulumi.Input<string | pulumi.Input<number>[]> }
export interface PipelineArgs extends Omit<Base, "other"> {
  /** The name. */
  name: pulumi.Input<string>;
  times?: pulumi.Input<Record<string, pulumi.Input<Times>>>;
}
/**
 * All at once.
 *
 * @throws Error when a step fails
 * @example
 * const all = new fivetran.Pipeline("all", { name: "all" });
 */
export class Pipeline extends pulumi.ComponentResource {
  /** Its id. */
  readonly connectorId!: pulumi.Output<string | undefined>;
  readonly inner!: Pipeline | undefined;
  private readonly hidden = 1;
  constructor(name: string, args: PipelineArgs, options?: pulumi.ComponentResourceOptions) {
    super("x", name, args, options);
  }
}
`;

describe("reading the source", () => {
  it("takes a component as it is: no handler, inherited arguments, outputs without what is private", async () => {
    const { resources } = await providerOf({ "pipeline.ts": PIPELINE });
    const [pipeline] = resources;
    expect(pipeline).toMatchObject({ kind: "Pipeline", file: "pipeline", isComponent: true });
    expect(pipeline?.args.map(({ name, isOptional }) => [name, isOptional])).toEqual([
      ["name", false],
      ["times", true],
      ["place", true],
    ]);
    expect(pipeline?.outputs.map(({ name }) => name)).toEqual(["connectorId", "inner"]);
    expect(pipeline?.doc.throws).toEqual(["Error when a step fails"]);
    expect(namesIn(pipeline?.doc.examples[0] ?? "")).toEqual({ declared: ["all"], used: ["fivetran"] });
  });

  it("makes a page of it that says nothing of what only a handler knows", async () => {
    const page = (
      await pagesOf(await providerOf({ "pipeline.ts": PIPELINE }), [], () => {
        throw new Error("a component has no handler");
      })
    )["docs/resources/pipeline.md"];
    expect(page).toContain("| `name` (required) | `string` | The name. |");
    expect(page).toContain("| `times` | [`Record<string, Times>`](#times) | When. |");
    expect(page).toContain("| `place` | `string` | Where. Default: `here`. |");
    expect(page).toContain("| `connectorId` | `string \\| undefined` | Its id. |");
    expect(page).toContain("| `inner` | [`Pipeline \\| undefined`](pipeline.md) | The part of that kind. |");
    expect(page).toContain("### Times\n\nWhen.");
    expect(page).toContain("| `at` (required) | `string \\| number[]` |");
    expect(page).toContain("- When a step fails");
    expect(page).not.toContain("What to know");
  });

  it("makes a page of the functions, with what they take, answer and throw", async () => {
    const pages = await pagesOf(await providerOf({}), [], () => {
      throw new Error("there is no handler");
    });
    const page = pages["docs/actions.md"];
    expect(page).toContain(
      "## doIt\n\n`doIt(id, args?): Promise<string>`\n\nDoes it. Throws when it cannot.",
    );
    expect(page).toContain("| `gently` | `boolean` | How. Default: `false`. |");
    expect(page).toContain('```ts\nawait fivetran.doIt("a", {});\n```');
    expect(page).not.toContain("Output\n");
    expect(pages["docs/README.md"]).toContain("- [Actions](actions.md): Functions that do something");
    expect(pages["docs/lookups.md"]).toBeUndefined();
  });

  it("stops at a class of whose kind there is no table, by its name", async () => {
    const unknown = `
import { FivetranResource } from "../dynamic/resource";
export interface ThingArgs { a: string }
export class Thing extends FivetranResource {
  constructor(name: string, args: ThingArgs) { super({ kind: "Thing", fields: {} }, name, args); }
}`;
    await expect(providerOf({ "thing.ts": unknown })).rejects.toThrow(
      "Thing: there is no table of its fields in core/src/fields.",
    );
  });
});
