/** How the outputs of a resource are put together: its inputs as they are upstream, and facts. */
import type { Context, Notice, PropertyPath } from "../contract";
import { secretPolicy } from "../secrets/secretPolicy";
import { isObject } from "../values/objects";
import { valueAt } from "../values/propertyPath";
import { comparable, type Seen, unreadableNotices } from "../values/readable";
import { type Answered, applyDeclared, refreshDeclared } from "./projection";
import { declaredSettings, type Settings } from "./settings";

/** Facts that the handlers keep besides what the API says. */
export interface Bookkeeping {
  /** @see Answered */
  readonly answered?: Answered;
}

/** What an apply did, where it was not all of the inputs that were sent. */
export interface Sent {
  /** The patch, under the names of the inputs. */
  readonly patch: Readonly<Record<string, unknown>>;
  readonly olds?: Bookkeeping;
}

/**
 * The outputs after a create or an update: the inputs as they are upstream, the facts, and how the API answered otherwise than
 * declared. Without `sent`, everything was.
 */
export function stateAfterApply<Inputs extends object, Facts extends object>(
  all: Settings,
  inputs: Inputs,
  live: Seen,
  facts: Facts,
  sent?: Sent,
): Inputs & Facts & Bookkeeping {
  const settings = comparable(all, live);
  const service = (inputs as { service?: string }).service;
  const { declared, answered } = applyDeclared(comparedSettings(settings, inputs), live.upstream, {
    isSecret: (path) => secretPolicy.isSecret(service, path),
    wasSent: (path) => sent === undefined || holds(sent.patch, path, settings),
    earlier: sent?.olds?.answered,
  });
  const asIs = withSettings(settings, inputs, declared) as Inputs;
  return { ...asIs, ...facts, ...(answered === undefined ? {} : { answered }) };
}

/** Whether a patch set a leaf: its property, or within a merged property its key. */
function holds(
  patch: Readonly<Record<string, unknown>>,
  [name, key]: PropertyPath,
  settings: Settings,
): boolean {
  const value = patch[String(name)];
  if (settings[String(name)]?.merged !== true || key === undefined) return value !== undefined;
  return isObject(value) && Object.hasOwn(value, key);
}

/** The outputs after a read, and the inputs where upstream has changed one of them. */
export function stateAfterRead<Inputs extends object, Facts extends object>(
  all: Settings,
  olds: Inputs & Facts & Bookkeeping,
  factNames: readonly (keyof Facts & string)[],
  live: Seen,
  facts: Facts,
  notify: Context["notify"],
): { outputs: Inputs & Facts & Bookkeeping; inputs: Inputs | undefined } {
  const settings = comparable(all, live);
  for (const notice of unreadableNotices(declaredSettings(all, olds), live)) notify(notice);
  const compared = comparedSettings(settings, olds);
  const { declared, drifted, answered } = refreshDeclared(compared, live.upstream, olds.answered);
  const { service } = olds as { service?: string };
  for (const notice of lostSecrets(service, declared, drifted)) notify(notice);
  const inputs = withSettings(settings, olds, declared);
  for (const name of [...factNames, "answered"]) delete inputs[name];
  return {
    outputs: { ...(inputs as Inputs), ...facts, ...(answered === undefined ? {} : { answered }) },
    inputs: drifted.length > 0 ? (inputs as Inputs) : undefined,
  };
}

/** Secrets that were there and are not any more: nothing else would say why the next run has something to do. */
function lostSecrets(
  service: string | undefined,
  declared: object,
  drifted: readonly PropertyPath[],
): Notice[] {
  return drifted
    .filter((path) => secretPolicy.isSecret(service, path) && isUnset(valueAt(declared, path)))
    .map((path) => {
      const message = "is not set at Fivetran any more; the next run sends it again";
      return { severity: "warning", path, message };
    });
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/** The declared settings that a read can be compared with. */
function comparedSettings(settings: Settings, values: object): Record<string, unknown> {
  const readable = Object.fromEntries(
    Object.entries(settings).filter(([, setting]) => setting.unread !== true),
  );
  return declaredSettings(readable, values);
}

/** The values with their comparable settings replaced by those given. */
function withSettings(settings: Settings, values: object, declared: object): Record<string, unknown> {
  const kept = Object.entries(values).filter(
    ([name]) => settings[name] === undefined || settings[name].unread,
  );
  return { ...Object.fromEntries(kept), ...declared };
}
