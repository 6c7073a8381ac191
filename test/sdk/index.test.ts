import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = fileURLToPath(new URL("../../sdk/src/", import.meta.url));

/** The files whose every exported type is for users. `export type *` would need TypeScript 5 to be read. */
const PUBLIC_TYPES = [
  "advice.ts",
  "clientOptionsError.ts",
  "errors.ts",
  "events.ts",
  "options.ts",
  "webhooks/events.ts",
  ...readdirSync(`${source}resources`)
    .filter((file) => file.endsWith(".types.ts"))
    .map((file) => `resources/${file}`),
];

/** The types that `index.ts` takes from a module. */
function exportedFrom(module: string): string[] {
  const index = readFileSync(`${source}index.ts`, "utf8");
  const lists = index.matchAll(/export type \{([^}]*)\} from "\.\/([^"]+)";/g);
  return [...lists]
    .filter(([, , from]) => from === module)
    .flatMap(([, names = ""]) => names.split(",").map((name) => name.trim()))
    .filter((name) => name !== "");
}

describe("index.ts", () => {
  it.each(PUBLIC_TYPES)("exports every type of %s", (file) => {
    const text = readFileSync(`${source}${file}`, "utf8");
    const own = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name = ""]) => name);
    const handedOn = [...text.matchAll(/^export type \{ ([^}]*) \}/gm)].flatMap(([, names = ""]) =>
      names.split(", "),
    );
    const types = [...own, ...handedOn].sort();
    expect(types).not.toEqual([]);
    expect(exportedFrom(file.replace(/\.ts$/, "")).sort()).toEqual(types);
  });
});
