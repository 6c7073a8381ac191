/** What is otherwise at Fivetran than a stack's state has it, found out by the handlers' own reads: no engine is needed, and nothing is written. */
import type { Context, Properties, PropertyPath } from "@pulumi-fivetran/core";
import { problemOf } from "@pulumi-fivetran/core/errors";
import { handlerOf } from "@pulumi-fivetran/core/handlers";
import { differences } from "@pulumi-fivetran/core/object";
import { formatPath } from "@pulumi-fivetran/core/values";
import { isAuthenticationFailure } from "@pulumi-fivetran/sdk";
import type { StateResource } from "./state";

/** One difference. `--json` writes it as it is. */
export interface Drift {
  readonly kind: string;
  /** The resource's name in the program. */
  readonly name: string;
  readonly id: string;
  /** `changed`: a setting differs. `gone`: the object is not there. `unreadable`: nobody knows. */
  readonly what: "changed" | "gone" | "unreadable";
  /** Which setting: `config.host`; null for the resource as a whole. */
  readonly path: string | null;
  /** As the stack has it; null where it has none. */
  readonly declared: unknown;
  /** As Fivetran has it; null where it has none, or it is not there. */
  readonly live: unknown;
}

/** Reads at once; the client holds Fivetran's limits. */
const AT_ONCE = 8;

export async function findDrift(resources: readonly StateResource[], context: Context): Promise<Drift[]> {
  const found = new Map<StateResource, Drift[]>();
  const queue = resources.values();
  const work = async (): Promise<void> => {
    // Shared by all workers: each resource is taken once.
    for (const resource of queue) {
      context.signal.throwIfAborted();
      found.set(resource, await driftOf(resource, context));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return resources.flatMap((resource) => found.get(resource) ?? []);
}

async function driftOf(resource: StateResource, context: Context): Promise<Drift[]> {
  const { kind, name, id, outputs } = resource;
  const base = { kind, name, id, path: null, declared: null, live: null };
  try {
    const read = await handlerOf(kind).read({ id, olds: outputs }, context);
    if (read === undefined) return [{ ...base, what: "gone" }];
    return changesOf(resource, read.outputs);
  } catch (error) {
    if (isAuthenticationFailure(error)) throw error;
    return [{ ...base, what: "unreadable", live: problemOf(error).summary }];
  }
}

/** Only what the program declares: a fact that moves by itself is no drift. */
function changesOf(resource: StateResource, now: Properties): Drift[] {
  const { kind, name, id, inputs, outputs, secrets } = resource;
  const base = { kind, name, id, what: "changed" as const };
  // A schema config tells its own differences, also where they are elements that are not there.
  const { drift } = now;
  if (Array.isArray(drift))
    return (drift as Properties[]).map(({ path, wanted = null, found = null }) => ({
      ...base,
      path: String(path),
      declared: wanted,
      live: found,
    }));
  const names = Object.keys(inputs);
  const pick = (values: Properties): Properties =>
    Object.fromEntries(names.flatMap((each) => (values[each] === undefined ? [] : [[each, values[each]]])));
  const hidden = [...secrets, ...handlerOf(kind).secretPaths(outputs), ...handlerOf(kind).secretPaths(now)];
  return differences(pick(outputs), pick(now)).map(({ path }) => {
    const isSecret = hidden.some((each) => each.every((part, index) => path[index] === part));
    return {
      ...base,
      path: formatPath(path),
      declared: isSecret ? hiddenText(outputs, path) : (valueAt(outputs, path) ?? null),
      live: isSecret ? hiddenText(now, path) : (valueAt(now, path) ?? null),
    };
  });
}

function hiddenText(values: Properties, path: PropertyPath): string | null {
  return valueAt(values, path) === undefined ? null : "(secret)";
}

function valueAt(value: unknown, path: PropertyPath): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, part)
        ? (at as Record<string | number, unknown>)[part]
        : undefined,
    value,
  );
}
