/** Reads settings from an answer. A setting that cannot be read stays as it was. */
import { ExactNumber, unreadableFields } from "@pulumi-fivetran/sdk";
import type { Notice } from "../contract";
import { HandlerError } from "../errors/problem";
import type { Settings } from "../settings/settings";

/** A live object under the names of the inputs, with what could not be read of it. */
export interface Seen {
  readonly upstream: Readonly<Record<string, unknown>>;

  /** What is wrong with a setting, by the input's name. */
  readonly unreadable: ReadonlyMap<string, string>;
}

/**
 * @param apiNames the client's names of inputs that are called otherwise there
 */
export function seen(
  live: unknown,
  upstream: Readonly<Record<string, unknown>>,
  apiNames: Readonly<Record<string, string>> = {},
): Seen {
  const unreadable = new Map<string, string>();
  for (const { path, place, problem } of fieldsOf(live)) {
    // A setting may stand in the object itself or in a group of settings: `transformation_config.name`.
    const names = path.map((step) => camelCase(String(step)));
    for (const name of Object.keys(upstream))
      if (names.includes(apiNames[name] ?? name)) unreadable.set(name, `${place}: ${problem}`);
  }
  return { upstream: plain(upstream) as Readonly<Record<string, unknown>>, unreadable };
}

/**
 * The settings as far as they can be compared with what was seen. A setting that could not be read is left as it was, and so is one that
 * Fivetran never changes and does not name: it cannot have gone, and a change of it would replace the object.
 */
export function comparable(settings: Settings, { upstream, unreadable }: Seen): Settings {
  const entries = Object.entries(settings).map(([name, setting]) => {
    const isUntold = setting.replaces === true && (upstream[name] === undefined || upstream[name] === null);
    return [
      name,
      isUntold || unreadable.has(name) ? { ...setting, unread: true as const } : setting,
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** For a refresh. */
export function unreadableNotices(declared: object, { unreadable }: Seen): Notice[] {
  return [...unreadable]
    .filter(([name]) => Object.hasOwn(declared, name))
    .map(([name, problem]) => ({
      severity: "warning",
      path: [name],
      message: `could not be read from Fivetran's answer, so the state keeps its last value (${problem})`,
    }));
}

/**
 * For what decides by a field of an object that was retrieved.
 *
 * @param field the API's name
 * @throws HandlerError when the answer had something there that could not be read
 */
export function assertTold(live: object, field: string, whose: string): void {
  const bad = unreadableFields(live).find(({ path: [name] }) => name === field);
  if (bad === undefined) return;
  throw new HandlerError({
    summary: `${whose}: Fivetran's answer cannot be read at ${bad.place} (${bad.problem}), and the next step depends on it. Nothing was changed.`,
    path: [field],
    advice: [{ kind: "updateClient" }],
  });
}

/**
 * Numbers that JavaScript cannot hold become texts, which is what they are compared by (decisions/0003-comparing-values.md); Pulumi's
 * state has no others.
 */
function plain(value: unknown): unknown {
  if (typeof value === "bigint" || value instanceof ExactNumber) return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

function fieldsOf(live: unknown): ReturnType<typeof unreadableFields> {
  return typeof live === "object" && live !== null ? unreadableFields(live) : [];
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
