/** Parts of a result, by a path such as `[].id`, `schemas.public.tables` or `0.name`. */

/** @returns every value at the path; `[]` and `*` stand for each element, or each field of an object */
export function selected(value: unknown, path: string): unknown[] {
  const steps = path
    .replaceAll("[]", ".*")
    .split(".")
    .filter((step) => step !== "");
  return steps.reduce<unknown[]>((found, step) => found.flatMap((each) => partsAt(each, step)), [value]);
}

function partsAt(value: unknown, step: string): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (step === "*") return Object.values(value) as unknown[];
  return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
}
