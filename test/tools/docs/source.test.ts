import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { namesIn } from "../../../tools/docs/examples.ts";
import { pagesOf } from "../../../tools/docs/pages.ts";
import { readProvider } from "../../../tools/docs/source.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** A provider of the given files, all of them in `resources/`, with nothing to look up. */
async function providerOf(files: Record<string, string>) {
  const folder = `${temporaryFolder()}/`;
  await mkdir(join(folder, "resources"));
  await mkdir(join(folder, "lookups"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, "resources", name), text);
  const exports = Object.keys(files).map((name) => `export * from "./resources/${name.slice(0, -3)}";`);
  await writeFile(join(folder, "catalog.ts"), exports.join("\n"));
  await writeFile(join(folder, "lookups", "index.ts"), "export {};");
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
  private readonly hidden = 1;
  constructor(name: string, args: PipelineArgs, options?: pulumi.ComponentResourceOptions) {
    super("x", name, args, options);
  }
}
`;

describe("reading the source", { timeout: 60_000 }, () => {
  it("takes a component as it is: no handler, inherited arguments, outputs without what is private", async () => {
    const { resources } = await providerOf({ "pipeline.ts": PIPELINE });
    const [pipeline] = resources;
    expect(pipeline).toMatchObject({ kind: "Pipeline", file: "pipeline", isComponent: true });
    expect(pipeline?.args.map(({ name, isOptional }) => [name, isOptional])).toEqual([
      ["name", false],
      ["times", true],
      ["place", true],
    ]);
    expect(pipeline?.outputs.map(({ name }) => name)).toEqual(["connectorId"]);
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
    expect(page).toContain("### Times\n\nWhen.");
    expect(page).toContain("| `at` (required) | `string \\| number[]` |");
    expect(page).toContain("- When a step fails");
    expect(page).not.toContain("What to know");
  });

  it("stops at what it cannot read, by the resource's name", async () => {
    const broken = `
import { FivetranResource } from "../dynamic/resource";
const names = ["a"];
export interface ThingArgs { a: string }
export class Thing extends FivetranResource {
  constructor(name: string, args: ThingArgs) { super({ kind: "Thing", properties: [], secretOutputs: names }, name, args); }
}`;
    await expect(providerOf({ "thing.ts": broken })).rejects.toThrow(
      "Thing: `secretOutputs` is no list of names that are written out.",
    );
  });
});
