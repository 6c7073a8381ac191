import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

/** What GitHub takes as a workflow, as far as the example uses it: a key that is misspelt or in the wrong place is an error. */
const text = z.string().min(1);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const env = z.record(z.string().regex(/^[A-Z_]+$/), scalar);

const step = z
  .strictObject({
    name: text.optional(),
    if: text.optional(),
    /** Pinned by major version, as in the repository's own workflows. */
    uses: z
      .string()
      .regex(/^[\w-]+\/[\w-]+@v\d+$/)
      .optional(),
    with: z.record(z.string(), scalar).optional(),
    run: text.optional(),
    env: env.optional(),
  })
  .refine(({ uses, run }) => (uses === undefined) !== (run === undefined), "a step either uses or runs")
  .refine((one) => one.with === undefined || one.uses !== undefined, "only what is used is given inputs");

const job = z.strictObject({
  if: text.optional(),
  "runs-on": z.literal("ubuntu-latest"),
  "timeout-minutes": z.number().int().positive(),
  steps: z.array(step).min(1),
});

const workflow = z.strictObject({
  name: text,
  on: z.strictObject({
    push: z.strictObject({ branches: z.array(text) }).optional(),
    pull_request: z.null().optional(),
    schedule: z.array(z.strictObject({ cron: z.string().regex(/^(\S+ ){4}\S+$/) })).optional(),
    workflow_dispatch: z.null().optional(),
  }),
  permissions: z.partialRecord(z.enum(["contents", "issues", "pull-requests"]), z.enum(["read", "write"])),
  concurrency: z.strictObject({ group: text, "cancel-in-progress": z.boolean() }),
  env,
  // GitHub runs `shell: bash` with pipefail, and what is not said without: `pulumi … | tee` would always succeed.
  defaults: z.strictObject({ run: z.strictObject({ shell: z.literal("bash") }) }),
  jobs: z.record(z.string().regex(/^[a-z-]+$/), job),
});

export type Workflow = z.infer<typeof workflow>;

/** @throws z.ZodError that lists all that is wrong with the file */
export async function readWorkflow(file: string): Promise<Workflow> {
  return workflow.parse(parse(await readFile(file, "utf8")));
}

/** What expressions may name: `secrets.X`, `vars.X`, `github.…`. */
export type Contexts = Readonly<Record<string, unknown>>;

function valueAt(path: string, contexts: Contexts): string {
  let value: unknown = contexts;
  for (const name of path.split(".")) {
    value = typeof value === "object" && value !== null ? (value as Contexts)[name] : undefined;
  }
  if (typeof value !== "string" && typeof value !== "number")
    throw new Error(`nothing is known of '${path}'`);
  return String(value);
}

/** Puts values in the place of expressions. @throws Error for one that names what GitHub would not have */
export function resolve(value: string | number | boolean, contexts: Contexts): string {
  return String(value).replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, path: string) => valueAt(path, contexts));
}

/** Whether a condition holds: of the functions those that the example uses, and the equality of two values. */
export function holds(condition: string | undefined, failed: boolean, contexts: Contexts): boolean {
  const expression = (condition ?? "success()").replace(/^\$\{\{\s*(.*?)\s*\}\}$/, "$1");
  if (expression === "success()") return !failed;
  if (expression === "failure()") return failed;
  if (expression === "!cancelled()") return true;
  const [left, right, ...rest] = expression.split(" == ");
  if (left === undefined || right === undefined || rest.length > 0)
    throw new Error(`not understood: ${expression}`);
  return valueAt(left, contexts) === valueAt(right, contexts);
}
