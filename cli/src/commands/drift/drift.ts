import { resolve } from "node:path";
import type { Context } from "@pulumi-fivetran/core";
import { ConnectionReader, KeyedLock } from "@pulumi-fivetran/core/run";
import type { AccessOptions } from "../../access/access";
import { type Account, openAccount } from "../../access/account";
import { kindOfType } from "../../convert/kinds";
import { type Drift, findDrift } from "../../drift/findDrift";
import { markdown } from "../../drift/markdown";
import { previewSteps } from "../../drift/preview";
import { readState, readStateFile, runPulumi, type StackState } from "../../drift/state";
import { EXIT } from "../../exitCodes";
import type { Column } from "../../output/columns";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import { textOf } from "../../output/table";
import type { Surroundings } from "../../surroundings";
import { endWith, usageError } from "../../userError";
import { environmentOf } from "../export/export";

export interface DriftOptions extends AccessOptions, OutputOptions {
  readonly state?: string;
  readonly preview?: boolean;
  readonly markdown?: boolean;
}

const COLUMNS: readonly Column<Drift>[] = [
  { path: "kind" },
  { path: "name" },
  { path: "what", cell: ({ what }) => ({ text: what, style: what === "changed" ? "warning" : "bad" }) },
  { path: "path" },
  { path: "declared", cell: ({ declared }) => textOf(declared) },
  { path: "live", cell: ({ live }) => textOf(live) },
];

export async function drift(options: DriftOptions, surroundings: Surroundings): Promise<void> {
  const { state, preview = false, markdown: isMarkdown = false } = options;
  if (preview && state !== undefined)
    throw usageError("--preview runs the program of a stack, and --state is a file.", "Give one of them.");
  const account = await openAccount(options, surroundings);
  const { found, resources } = preview
    ? await byPreview(options, surroundings, account)
    : await byReading(options, surroundings, account);
  if (isMarkdown) surroundings.terminal.print(markdown(found, resources));
  else
    await showRows(surroundings, options, {
      columns: COLUMNS,
      rows: found,
      none: `${resources} resources are as the stack has them.`,
    });
  if (found.length > 0) throw endWith(EXIT.found);
}

interface Result {
  readonly found: readonly Drift[];
  readonly resources: number;
}

async function byReading(
  options: DriftOptions,
  surroundings: Surroundings,
  account: Account,
): Promise<Result> {
  const { terminal, folder, clock } = surroundings;
  const { resources, others } = await stateOf(options, surroundings, account);
  if (others > 0) terminal.say(`note: ${others} resources of other providers are not looked at.`);
  const { client, signal } = account;
  const now = (): number => clock.now();
  const context: Context = {
    client,
    now,
    sleep: (ms) => clock.sleep(ms, signal),
    notify: () => undefined,
    signal,
    recover: false,
    locks: new KeyedLock(),
    connections: new ConnectionReader(client, now),
  };
  if (resources.length === 0)
    terminal.say(`note: ${options.state ?? `the stack of ${folder}`} has no resource of pulumi-fivetran.`);
  return { found: await findDrift(resources, context), resources: resources.length };
}

async function stateOf(
  options: DriftOptions,
  surroundings: Surroundings,
  account: Account,
): Promise<StackState> {
  const { folder } = surroundings;
  if (options.state !== undefined) return readStateFile(resolve(folder, options.state));
  const args = ["stack", "export", ...stackFlags(options)];
  const run = { folder, environment: environmentOf(surroundings.environment, account.access) };
  return readState(await runPulumi(args, run), "the stack");
}

/** Pulumi tells resources and what would be done; which settings differ it tells people only. */
async function byPreview(
  options: DriftOptions,
  surroundings: Surroundings,
  account: Account,
): Promise<Result> {
  const run = {
    folder: surroundings.folder,
    environment: {
      ...environmentOf(surroundings.environment, account.access),
      ...(typeof options.stack === "string" ? { PULUMI_STACK: options.stack } : {}),
    },
  };
  const steps = await previewSteps(run);
  const found = steps.flatMap(({ urn, operation }): Drift[] => {
    const kind = kindOfType(urn.split("::").at(-2)?.split("$").at(-1) ?? "");
    if (kind === undefined) return [];
    return [
      {
        kind,
        name: urn.split("::").at(-1) ?? "",
        id: "",
        what: operation === "create" ? "gone" : "changed",
        path: null,
        declared: null,
        live: `pulumi up: ${operation}`,
      },
    ];
  });
  return { found, resources: steps.length };
}

function stackFlags({ stack }: DriftOptions): string[] {
  return typeof stack === "string" ? ["--stack", stack] : [];
}
