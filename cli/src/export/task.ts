/** The steps of an export after its first look: each reads one thing, or what belongs together, and is done once. */
import type { Context, Existing, Properties } from "@pulumi-fivetran/core";
import { problemOf } from "@pulumi-fivetran/core/errors";
import { handlerOf } from "@pulumi-fivetran/core/handlers";
import { formatPath } from "@pulumi-fivetran/core/values";
import { isAuthenticationFailure } from "@pulumi-fivetran/sdk";
import type { Found, Inventory, Note, Skipped } from "../convert/inventory";

export interface Task {
  /** Tells it from every other, in each run: `Connector crisp_falcon`. */
  readonly name: string;
  /** How many calls it makes, where lists have one page. */
  readonly calls: number;
  run(): Promise<Inventory>;
}

/** What tasks are told from: who it is, and where it belongs. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly groupId?: string | undefined;
}

/** Why something is skipped that has gone since the lists were read. */
export const NOT_THERE = "it was not there any more when it was read";

export const NOTHING: Inventory = { found: [], skipped: [], notes: [] };

export function joined(parts: readonly Inventory[]): Inventory {
  return {
    found: parts.flatMap(({ found }) => found),
    skipped: parts.flatMap(({ skipped }) => skipped),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

/** Reads one object by the handler of its kind. */
export function objectTask(
  subject: Subject,
  context: Context,
  change = (found: Found): Found => found,
): Task {
  const { kind, id } = subject;
  return { name: `${kind} ${id}`, calls: 1, run: () => readObject(subject, context, change) };
}

export async function readObject(
  subject: Subject,
  context: Context,
  change: (found: Found) => Found = (found) => found,
): Promise<Inventory> {
  return survived(subject, async () => {
    const existing = await handlerOf(subject.kind).existing?.(subject.id, context);
    if (existing === undefined) return without(subject, NOT_THERE);
    return { ...NOTHING, found: [change(foundOf(subject, existing))], notes: notesOf(subject, existing) };
  });
}

/** What one thing answers oddly never stops what does not need it; only a key that is refused stops everything. */
export async function survived(subject: Subject, read: () => Promise<Inventory>): Promise<Inventory> {
  try {
    return await read();
  } catch (error) {
    if (isAuthenticationFailure(error)) throw error;
    return without(subject, `could not be read: ${problemOf(error).summary}`);
  }
}

export function without({ kind, id, name }: Subject, reason: string): Inventory {
  const skipped: Skipped = { kind, id, name, reason };
  return { ...NOTHING, skipped: [skipped] };
}

export function foundOf(
  { kind, name, groupId }: Subject,
  { id, inputs, outputs, masked }: Existing<Properties, Properties>,
): Found {
  return { kind, id, name, ...(groupId === undefined ? {} : { groupId }), inputs, outputs, secrets: masked };
}

export function notesOf({ kind, name }: Subject, { notices }: Existing<Properties, Properties>): Note[] {
  return notices.map(({ path, message }) => ({
    kind,
    name,
    message:
      path.length === 0 || message.includes(formatPath(path.slice(0, -1)))
        ? message
        : `${formatPath(path)} ${message}`,
  }));
}
