/** `fivetranctl export`: an account, or a part of it, as a Pulumi program in a folder. */
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import type { FivetranClient } from "@pulumi-fivetran/sdk";
import { type Converted, convert } from "../convert/convert";
import type { Inventory } from "../convert/inventory";
import { verify } from "../convert/verify";
import { writeFiles } from "../convert/write";
import { UserError } from "../userError";
import { version } from "../version";
import { hasJournal } from "./journal";
import { type Plan, type ReadAccount, readAccount } from "./readAccount";
import { isWhole, type Selection } from "./selection";
import type { Usage } from "./usage";

export interface ExportOptions {
  readonly client: FivetranClient;
  readonly usage: Usage;
  readonly signal: AbortSignal;
  readonly folder: string;
  readonly project: string;
  readonly stack: string;
  /** Who is read, in words. */
  readonly source: string;
  readonly selection: Selection;
  readonly approvals: boolean;
  readonly budget: number | undefined;
  readonly resume: boolean;
  readonly verify: boolean;
  /** Of the run of Pulumi that `verify` makes. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  readonly onProgress: (done: number, tasks: number) => void;
}

export interface Exported {
  readonly converted: Converted;
  /** Things that were not read, because the budget was used up; nothing but what has been read is written then. */
  readonly left: number;
  readonly calls: number;
  readonly isVerified: boolean;
  /** What the preview showed, where `verify` found it not to be empty. */
  readonly difference: string;
}

/** @throws {UserError} for a folder that holds something else, and for what `verify` needs and does not find */
export async function exportAccount(options: ExportOptions): Promise<Exported> {
  const { folder, usage, say } = options;
  prepareFolder(folder, options.resume);
  const read = await readAccount({ ...options, onPlan: (plan) => tell(plan, say) });
  const converted = convert(ofSelection(read.inventory, options.selection), {
    ...options,
    version: version(),
    sections: sections(options, read, usage),
  });
  const base = { converted, left: read.left, calls: usage.calls };
  if (read.left > 0) return { ...base, isVerified: false, difference: "" };
  writeFiles(folder, converted.files);
  if (!options.verify) {
    read.journal.end();
    return { ...base, isVerified: false, difference: "" };
  }
  // The journal stays until the check is through, so that a check that lacks something can be repeated without a call.
  const { isEmpty, output } = await verify(converted, options);
  read.journal.end();
  return { ...base, isVerified: isEmpty, difference: output };
}

/** A transformation says its group by its project or its connections alone: in a part of an account it is there with these. */
function ofSelection(inventory: Inventory, selection: Selection): Inventory {
  if (isWhole(selection)) return inventory;
  const ids = new Set(inventory.found.map(({ id }) => id));
  const found = inventory.found.filter(({ kind, inputs }) => {
    if (kind !== "Transformation") return true;
    const { projectId, connectionIds = [] } = inputs as {
      projectId?: string;
      connectionIds?: readonly string[];
    };
    return [...(projectId === undefined ? [] : [projectId]), ...connectionIds].some((id) => ids.has(id));
  });
  return { ...inventory, found };
}

function prepareFolder(folder: string, resume: boolean): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    return;
  }
  if (resume) return;
  if (hasJournal(folder))
    throw new UserError(
      `${folder} holds an export that is not whole. Go on with it by --resume, or name another folder.`,
    );
  if (readdirSync(folder).length > 0)
    throw new UserError(`${folder} is not empty, and an export writes over no file. Name a new folder.`);
}

function tell({ tasks, done, calls, budget, durationMs }: Plan, say: (line: string) => void): void {
  const read = done === 0 ? "" : ` ${done} have been read before.`;
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  const duration = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  say(`${tasks} things to read.${read} ${calls} calls are left, about ${duration}; the budget is ${budget}.`);
  if (calls > budget)
    say(
      `The budget is too small for all: what it allows is read now, and --resume reads the rest in another hour.`,
    );
}

function sections({ selection, approvals }: ExportOptions, { left }: ReadAccount, usage: Usage): string[] {
  const { groups, services, match, connections } = selection;
  const parts = [
    ...(groups.length === 0 ? [] : [`groups ${groups.join(", ")}`]),
    ...(services.length === 0 ? [] : [`services ${services.join(", ")}`]),
    ...(connections === undefined ? [] : [`${connections.size} connections by name or filter`]),
    ...(match === undefined ? [] : [`connections that match /${match.source}/`]),
  ];
  const trust = approvals
    ? ""
    : "\n- Certificates and fingerprints that connectors and destinations trust were not looked at (two calls each). They stay trusted; `--approvals` exports them.";
  return [
    `## How it was read

- ${isWhole(selection) ? "The whole account" : `A part of the account: ${parts.join("; ")}`}, by ${usage.calls} calls, all of them GET.${left === 0 ? "" : ` ${left} things are still to be read.`}
- A table or column that is as the policy of its connector has it is not named in the program, and is not managed by it.
- What Fivetran never returns is not here: \`auth\` of connectors, tokens and secrets of agents and keys.${trust}
- Complete lists (\`TeamUsers\` and the like) are declared as single memberships, which remove nobody.`,
  ];
}
