import type { Fact } from "./fact";
import { schemaFact } from "./operations";

const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * A value as its fact types it: text is read as the number or boolean that is wanted there. The service reads requests so: the
 * vendor's own command line sends `"sync_frequency": "360"`. Anything else stays as it was sent, for the check to judge.
 *
 * @returns the value itself where nothing was to be read
 */
export function readTypedText(given: Fact, value: unknown): unknown {
  const fact = given.ref === undefined ? given : schemaFact(given.ref);
  if (typeof value === "string") return scalarOf(fact, value);
  if (Array.isArray(value)) {
    const { items } = fact;
    return items === undefined ? value : mapped(value, (item) => readTypedText(items, item));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  const values = mapped(entries, (entry): [string, unknown] => {
    const [name, field] = entry;
    const known = Object.hasOwn(fact.fields ?? {}, name) ? fact.fields?.[name] : fact.values;
    const read = known === undefined ? field : readTypedText(known, field);
    return read === field ? entry : [name, read];
  });
  return values === entries ? value : Object.fromEntries(values);
}

function scalarOf({ type }: Fact, text: string): unknown {
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  const isNumber = (type === "integer" && INTEGER.test(text)) || (type === "number" && NUMBER.test(text));
  if (!isNumber) return text;
  const number = Number(text);
  // A number too large to be held exactly stays text: nothing may be rounded.
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : text;
}

/** The list itself where no item changes. */
function mapped<T>(list: readonly T[], map: (item: T) => T): readonly T[] {
  const changed = list.map(map);
  return changed.every((item, index) => item === list[index]) ? list : changed;
}
