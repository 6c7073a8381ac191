/** Holds what was found to what the provider accepts, so that the program is never refused by its own preview. */
import { HandlerError } from "@pulumi-fivetran/core/errors";
import { handlerOf } from "@pulumi-fivetran/core/handlers";
import { formatPath } from "@pulumi-fivetran/core/values";
import type { Found, Inventory, Note, Skipped } from "./inventory";

/** Returns the inventory without settings that `check` refuses: each is told of, and what cannot do without one is skipped. */
export function checked({ found, skipped, notes }: Inventory): Inventory {
  const kept: Found[] = [];
  const refused: Skipped[] = [...skipped];
  const told: Note[] = [...notes];
  for (const each of found) {
    const result = acceptable(each);
    if ("reason" in result)
      refused.push({ kind: each.kind, id: each.id, name: each.name, reason: result.reason });
    else {
      kept.push(result.found);
      told.push(...result.notes);
    }
  }
  return { found: kept, skipped: refused, notes: told };
}

type Acceptable = { readonly found: Found; readonly notes: readonly Note[] } | { readonly reason: string };

function acceptable(found: Found): Acceptable {
  const notes: Note[] = [];
  let current = found;
  for (;;) {
    const failure = firstFailure(current);
    if (failure === undefined) return { found: current, notes };
    const { path, reason } = failure;
    const [name] = path;
    const isSecret = current.secrets.some(([first]) => first === name);
    if (typeof name !== "string" || current.inputs[name] === undefined || isSecret)
      return { reason: `${path.length === 0 ? "" : `${formatPath(path)}: `}${reason}` };
    notes.push({
      kind: found.kind,
      name: found.name,
      message: `${formatPath(path)} ${reason}; it is left out of the program and stays as it is`,
    });
    current = {
      ...current,
      inputs: without(current.inputs, name),
      outputs: without(current.outputs, name),
    };
  }
}

/** Of the inputs as they are with every secret filled in. */
function firstFailure(found: Found): { path: readonly (string | number)[]; reason: string } | undefined {
  const handler = handlerOf(found.kind);
  const wholes = found.secrets.flatMap(([name, ...rest]) => (rest.length === 0 ? [String(name)] : []));
  const news = { ...found.inputs, ...Object.fromEntries(wholes.map((name) => [name, filled(found.kind)])) };
  try {
    return handler.check({ olds: found.outputs, news }).failures[0];
  } catch (error) {
    if (!(error instanceof HandlerError)) throw error;
    return { path: [], reason: error.message };
  }
}

/** A value of the form that the kind wants, which is written nowhere. */
function filled(kind: string): unknown {
  return kind === "TransformationProject" ? [] : "filled-in-later";
}

function without(values: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const { [name]: _, ...rest } = values;
  return rest;
}
