/** One field of an answer made odd. */
export interface Change {
  readonly path: readonly (string | number)[];
  readonly kind: "null" | "absent" | "of another type" | "an unknown word";

  /** The whole answer with it. */
  readonly data: unknown;
}

/** Every field of an answer, each made odd in every way in turn. Of the elements of a list, the first. */
export function* changesOf(data: unknown): Generator<Change> {
  for (const path of pathsIn(data, [])) {
    const value = at(data, path);
    yield { path, kind: "null", data: changed(data, path, { value: null }) };
    yield { path, kind: "absent", data: changed(data, path, undefined) };
    yield { path, kind: "of another type", data: changed(data, path, { value: otherTypeOf(value) }) };
    if (typeof value === "string")
      yield { path, kind: "an unknown word", data: changed(data, path, { value: "NOBODY_KNOWS_IT" }) };
  }
}

function* pathsIn(
  value: unknown,
  path: readonly (string | number)[],
): Generator<readonly (string | number)[]> {
  if (typeof value !== "object" || value === null) return;
  const entries = Array.isArray(value)
    ? [[0, value[0] as unknown] as const].filter(() => value.length > 0)
    : Object.entries(value);
  for (const [key, each] of entries) {
    yield [...path, key];
    yield* pathsIn(each, [...path, key]);
  }
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((each, key) => (each as Record<string | number, unknown>)[key], value);
}

function otherTypeOf(value: unknown): unknown {
  if (typeof value === "string") return { odd: 1 };
  return typeof value === "object" && value !== null && !Array.isArray(value) ? "odd" : { odd: 1 };
}

function changed(
  value: unknown,
  [key, ...below]: readonly (string | number)[],
  by: { value: unknown } | undefined,
): unknown {
  if (key === undefined) return by?.value;
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => {
      if (index !== key) return [item];
      if (below.length === 0 && by === undefined) return [];
      return [changed(item, below, by)];
    });
  }
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, each]: [string, unknown]) => {
      if (name !== key) return [[name, each]];
      if (below.length === 0 && by === undefined) return [];
      return [[name, changed(each, below, by)]];
    }),
  );
}
