import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** Pieces that are shorter are in any text. */
const SHORTEST = 5;

function* sourcesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "generated") yield* sourcesBelow(path);
    else if (entry.isFile() && entry.name.endsWith(".ts")) yield readFileSync(join(ROOT, path), "utf8");
  }
}

/** All source as one text, in which texts that were put together over lines are whole. */
function sourceText(): string {
  return [...sourcesBelow("core/src"), ...sourcesBelow("provider/src"), ...sourcesBelow("sdk/src")]
    .join("\n")
    .replaceAll(/["'`]\s*\+\s*["'`]/g, "")
    .replaceAll("\\`", "`")
    .replaceAll('\\"', '"');
}

/** The messages in the first column of the page's tables. */
function messages(): string[] {
  const page = readFileSync(join(ROOT, "docs/errors.md"), "utf8");
  return [...page.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(.+?)`/g)].map(([, message = ""]) => message),
  );
}

describe("docs/errors.md", () => {
  it("has only messages that the source has", () => {
    const source = sourceText();
    const all = messages();
    expect(all.length).toBeGreaterThan(40);
    const unknown = all.filter((message) => {
      const pieces = message.split("…").filter((piece) => piece.length >= SHORTEST);
      return pieces.length === 0 || pieces.some((piece) => !source.includes(piece));
    });
    expect(unknown).toEqual([]);
  });
});
