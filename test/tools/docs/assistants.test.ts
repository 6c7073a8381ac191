import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { assistantsPages } from "../../../tools/docs/assistants.ts";
import { guidesIn } from "../../../tools/docs/pages.ts";
import { readProvider } from "../../../tools/docs/source.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

describe("the pages for assistants", () => {
  it("are what the source gives, and name every resource and every function", async () => {
    const provider = readProvider();
    const pages = assistantsPages(provider, await guidesIn(join(ROOT, "docs")));
    for (const [path, text] of Object.entries(pages)) {
      expect(readFileSync(join(ROOT, path), "utf8"), `${path}: npm run docs`).toBe(text);
      const names = [
        ...provider.resources.map(({ kind }) => kind),
        ...provider.functions.map(({ name }) => name),
      ];
      expect(names.filter((name) => !text.includes(name))).toEqual([]);
    }
  });
});
