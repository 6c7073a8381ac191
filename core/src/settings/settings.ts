import type { Notice, PropertyChange } from "../contract";
import { differences, isSame } from "../values/diff";
import { isObject } from "../values/objects";

/** How one input property behaves when it changes. */
export interface Setting {
  /** The API cannot change it: a new object is needed. */
  readonly replaces?: true;
  /** What to send when the program no longer names it: the API's default, or `null` where that clears it. */
  readonly resetTo?: string | number | boolean | null | readonly never[];
  /** Why it stays as it is when the program no longer names it; the preview says so. */
  readonly stays?: string;
  /** A free-form object that the API merges: only changed keys are sent, `null` for those taken out. */
  readonly merged?: true;
  /** The API never returns it (in this form), so a read leaves it as it was applied. */
  readonly unread?: true;
  /** Never sent: another value makes an update, which acts by it. */
  readonly unsent?: true;
}

/** The compared properties of a resource. An input that is not listed acts only when an operation runs (`setupTests`, `adopt`). */
export type Settings = Readonly<Record<string, Setting>>;

/** The declared part of inputs or outputs: what is compared and refreshed. */
export function declaredSettings(settings: Settings, values: object): Record<string, unknown> {
  const all = values as Record<string, unknown>;
  const declared: Record<string, unknown> = {};
  for (const key of Object.keys(settings)) {
    if (all[key] !== undefined && all[key] !== null) declared[key] = all[key];
  }
  return declared;
}

/** The declared part of inputs that a creation sends. */
export function sentSettings(settings: Settings, inputs: object): Record<string, unknown> {
  const sent = Object.entries(settings).filter(([, setting]) => setting.unsent !== true);
  return declaredSettings(Object.fromEntries(sent), inputs);
}

/** The differences between what the state knows and what the program wants. An unknown value differs from any. */
export function settingChanges(settings: Settings, olds: object, news: object): PropertyChange[] {
  const found = differences(declaredSettings(settings, olds), declaredSettings(settings, news));
  return found.map((difference) => ({
    ...difference,
    replaces: settings[String(difference.path[0])]?.replaces === true,
  }));
}

/** What is to be sent for the changes: one key a changed property, resets for those taken out. */
export function patchOf(settings: Settings, olds: object, news: object): Record<string, unknown> {
  const before = declaredSettings(settings, olds);
  const after = declaredSettings(settings, news);
  const patch: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(settings)) {
    if (setting.replaces || setting.unsent || isSame(before[key], after[key])) continue;
    if (setting.merged) patch[key] = mergePatch(before[key], after[key]);
    else if (after[key] !== undefined) patch[key] = after[key];
    else if (setting.resetTo !== undefined) patch[key] = setting.resetTo;
  }
  return patch;
}

/**
 * What is to be sent to make an object that existed before the declared one. A declared secret is always among it: the API
 * masks it, so whether it differs cannot be known.
 */
export function takeOverPatch(
  settings: Settings,
  inputs: object,
  upstream: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const [key, declared] of Object.entries(declaredSettings(settings, inputs))) {
    const setting = settings[key];
    if (setting === undefined || setting.replaces || setting.unsent || isSame(upstream[key], declared))
      continue;
    if (!setting.merged || !isObject(declared)) {
      patch[key] = declared;
      continue;
    }
    const live = isObject(upstream[key]) ? upstream[key] : {};
    const differing = Object.entries(declared).filter(([name, value]) => !isSame(live[name], value));
    if (differing.length > 0) patch[key] = Object.fromEntries(differing);
  }
  return patch;
}

/**
 * A PATCH of a free-form object: the top-level keys that differ, each whole, because whether the API merges deeper is not
 * documented; nested keys that were taken out are sent as null, which removes them in either case.
 */
function mergePatch(before: unknown, after: unknown): Record<string, unknown> {
  const olds = isObject(before) ? before : {};
  const news = isObject(after) ? after : {};
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(olds), ...Object.keys(news)])) {
    if (isSame(olds[key], news[key])) continue;
    patch[key] = withRemovals(olds[key], news[key]);
  }
  return patch;
}

function withRemovals(before: unknown, after: unknown): unknown {
  if (after === undefined) return null;
  if (!isObject(before) || !isObject(after)) return after;
  const result: Record<string, unknown> = { ...after };
  for (const [key, value] of Object.entries(before)) {
    if (after[key] === undefined) result[key] = null;
    else result[key] = withRemovals(value, after[key]);
  }
  return result;
}

/** What the preview should say of properties that the program no longer names. */
export function removalNotices(settings: Settings, changes: readonly PropertyChange[]): Notice[] {
  const notices: Notice[] = [];
  for (const { path, kind } of changes) {
    const setting = settings[String(path[0])];
    if (kind !== "delete" || setting === undefined || setting.replaces) continue;
    if (setting.stays !== undefined) notices.push({ severity: "info", path, message: setting.stays });
    else if (setting.merged && path.length > 1) {
      notices.push({ severity: "info", path, message: "is no longer declared and will be cleared" });
    } else if (!setting.merged && setting.resetTo !== undefined) {
      const message = `is no longer declared and will be ${resetWords(setting.resetTo)}`;
      notices.push({ severity: "info", path, message });
    }
  }
  return notices;
}

function resetWords(value: NonNullable<Setting["resetTo"]> | null): string {
  if (value === null) return "cleared";
  return value === "" || Array.isArray(value) ? "emptied" : `reset to Fivetran's default, ${String(value)}`;
}
