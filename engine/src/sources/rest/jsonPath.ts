import { isExactNumber, type JsonValue } from "./exactJson";

/** What is at a path of names with dots; through an array, of each of its elements. Undefined where nothing is. */
export function valueAt(value: JsonValue | undefined, path: string): JsonValue | undefined {
  let found = value;
  for (const name of path.split(".")) {
    if (Array.isArray(found)) {
      const inner = (found as readonly JsonValue[]).flatMap((each) => {
        const deeper = memberOf(each, name);
        return deeper === undefined
          ? []
          : Array.isArray(deeper)
            ? (deeper as readonly JsonValue[])
            : [deeper];
      });
      found = inner;
    } else found = memberOf(found, name);
  }
  return found;
}

/** Own members only: a record may have one that is called `constructor`. */
function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether a value is an object with members. */
export function isRecord(value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isExactNumber(value);
}
