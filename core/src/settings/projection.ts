/**
 * What the state keeps of an object: its **declared** settings as they are upstream. Undeclared settings are left out, since
 * `diff` sees nothing but the state: with them in it, "taken out of the program" and "never declared" would look alike.
 */
import type { PropertyPath } from "../contract";
import { isSame } from "../values/diff";
import { isObject } from "../values/objects";
import { formatPath, valueAt } from "../values/propertyPath";

/** What Fivetran answers in place of a secret, exactly. Such a value says that there is one, never which. */
const MASK = "******";

/**
 * What Fivetran answered, right after we set them, for declared settings that it does not answer as declared: a value of
 * another form, `null` for a setting that it does not answer at all. A later read that gives the same answer is no drift.
 * A secret's value never stands here: `true` means that it is not to be compared.
 */
export type Answered = Readonly<Record<string, unknown>>;

/** What was sent, and what is known from earlier. */
export interface Applied {
  readonly isSecret: (path: PropertyPath) => boolean;
  /** Whether the apply set this leaf. What it did not set and is otherwise upstream has changed outside. */
  readonly wasSent: (path: PropertyPath) => boolean;
  readonly earlier: Answered | undefined;
}

/**
 * Compares the declared settings with the API's answer to an apply. What was sent and came back otherwise is remembered; what was
 * not sent and is otherwise is shown as it is, so that the next run sees the outside change.
 */
export function applyDeclared(
  declared: Readonly<Record<string, unknown>>,
  upstream: Readonly<Record<string, unknown>>,
  { isSecret, wasSent, earlier }: Applied,
): { declared: Record<string, unknown>; answered: Answered | undefined } {
  const result = structuredClone(declared) as Record<string, unknown>;
  const answered: Record<string, unknown> = {};
  for (const { path, value } of leaves(declared, [])) {
    const live = valueAt(upstream, path);
    if (agrees(value, live)) continue;
    const name = formatPath(path);
    if (wasSent(path))
      answered[name] = live === undefined || live === null ? null : memorable(live, path, isSecret);
    else if (isAsAnswered(earlier, name, live)) answered[name] = earlier?.[name];
    else setAt(result, path, unmasked(live, value));
  }
  return { declared: result, answered: Object.keys(answered).length === 0 ? undefined : answered };
}

/** What may be remembered of an answer: all of it, or no more than that it is not to be compared. */
function memorable(live: unknown, path: PropertyPath, isSecret: Applied["isSecret"]): unknown {
  return [...leaves(live, path)].some((leaf) => isBare(leaf, isSecret)) ? true : live;
}

/** Whether a leaf, or something within a list, is a secret that Fivetran has not masked. */
function isBare({ path, value }: Leaf, isSecret: Applied["isSecret"]): boolean {
  if (!Array.isArray(value)) return value !== MASK && isSecret(path);
  const items = value.flatMap((item: unknown, index) => [...leaves(item, [...path, index])]);
  return items.some((leaf) => isBare(leaf, isSecret));
}

function isAsAnswered(answered: Answered | undefined, name: string, live: unknown): boolean {
  const expected = answered?.[name];
  return expected === true || (expected !== undefined && isSame(expected ?? undefined, live ?? undefined));
}

export interface Refreshed {
  /** The declared settings with what has changed upstream; a setting that vanished there is left out. */
  readonly declared: Record<string, unknown>;
  /** Where upstream differs from what was last applied. */
  readonly drifted: readonly PropertyPath[];
  /** What is still known of other answers: a secret that is masked now was only late, and is missed when it goes. */
  readonly answered: Answered | undefined;
}

/**
 * Brings declared settings up to date with a read. What cannot be compared (masked, or never answered) stays; a secret that was
 * masked and is not answered at all any more has vanished, which is drift like any other.
 */
export function refreshDeclared(
  declared: Readonly<Record<string, unknown>>,
  upstream: Readonly<Record<string, unknown>>,
  answered: Answered | undefined,
): Refreshed {
  const result = structuredClone(declared) as Record<string, unknown>;
  const drifted: PropertyPath[] = [];
  const late = new Set<string>();
  for (const { path, value } of leaves(declared, [])) {
    const live = valueAt(upstream, path);
    const name = formatPath(path);
    if (live === MASK && answered?.[name] === null) late.add(name);
    if (agrees(value, live) || isAsAnswered(answered, name, live)) continue;
    drifted.push(path);
    setAt(result, path, unmasked(live, value));
  }
  return { declared: result, drifted, answered: without(answered, late) };
}

interface Leaf {
  readonly path: PropertyPath;
  readonly value: unknown;
}

/** The scalars, arrays and empty objects of a tree: what a user declared, as opposed to the groups it stands in. */
function* leaves(value: unknown, path: PropertyPath): Generator<Leaf> {
  if (!isObject(value) || (path.length > 0 && Object.keys(value).length === 0)) {
    if (value !== undefined) yield { path, value };
    return;
  }
  for (const [key, entry] of Object.entries(value)) yield* leaves(entry, [...path, key]);
}

/** Whether an answer can be what was declared: a mask stands for any value, also within a list, whose order means nothing. */
function agrees(declared: unknown, live: unknown): boolean {
  if (live === MASK) return declared !== undefined && !isObject(declared) && !Array.isArray(declared);
  if (!holdsMask(live)) return isSame(declared, live);
  if (Array.isArray(live)) return Array.isArray(declared) && canBePaired(declared, live);
  if (!isObject(live) || !isObject(declared)) return false;
  return [...new Set([...Object.keys(declared), ...Object.keys(live)])].every((key) =>
    agrees(declared[key], live[key]),
  );
}

function canBePaired(declared: readonly unknown[], live: readonly unknown[]): boolean {
  const left = [...live];
  for (const item of declared) {
    const index = left.findIndex((other) => agrees(item, other));
    if (index < 0) return false;
    left.splice(index, 1);
  }
  return left.length === 0;
}

/** What is upstream, for the state: the mask itself never gets there, but the declared value in its place, or nothing. */
function unmasked(live: unknown, declared: unknown): unknown {
  if (live === MASK) return isObject(declared) || Array.isArray(declared) ? undefined : declared;
  if (Array.isArray(live)) {
    const before: readonly unknown[] = Array.isArray(declared) ? declared : [];
    return live.map((item, index) => unmasked(item, before[index])).filter((item) => item !== undefined);
  }
  if (!isObject(live)) return live ?? undefined;
  const before = isObject(declared) ? declared : {};
  const entries = Object.entries(live).map(([key, value]) => [key, unmasked(value, before[key])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function without(answered: Answered | undefined, names: ReadonlySet<string>): Answered | undefined {
  const kept = Object.entries(answered ?? {}).filter(([name]) => !names.has(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function holdsMask(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsMask);
  if (isObject(value)) return Object.values(value).some(holdsMask);
  return value === MASK;
}

/** True when a setting holds the mask itself, which nobody means as a value. */
export const isMasked = holdsMask;

function setAt(tree: Record<string, unknown>, path: PropertyPath, value: unknown): void {
  const parent = valueAt(tree, path.slice(0, -1));
  const key = path.at(-1);
  if (!isObject(parent) || key === undefined) return;
  if (value === undefined) delete parent[key];
  else parent[key] = value;
}
