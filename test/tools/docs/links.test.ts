import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { anchorOf } from "../../../tools/docs/markdown.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const NOT_OURS = new Set(["node_modules", "dist", ".git", ".pages"]);

function* markdownBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !NOT_OURS.has(entry.name)) yield* markdownBelow(path);
    else if (entry.isFile() && entry.name.endsWith(".md")) yield path;
  }
}

/** The text without code, in which brackets mean other things. */
function proseOf(text: string): string {
  return text.replaceAll(/^```.*?^```/gms, "").replaceAll(/(`+)(?!`).+?(?<!`)\1(?!`)/g, "code");
}

/** Of headings, as GitHub makes them: of equal ones the second ends in `-1`. */
function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ""] of text.replaceAll(/^```.*?^```/gms, "").matchAll(/^#+ (.+)$/gm)) {
    const anchor = anchorOf(heading);
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  }
  return anchors;
}

/** Why a relative link leads nowhere; undefined when it leads somewhere. */
function problemOf(file: string, link: string): string | undefined {
  const [path = "", anchor] = decodeURIComponent(link).split("#");
  const target = path === "" ? file : join(dirname(file), path);
  if (!existsSync(target)) return "there is no such file";
  if (anchor === undefined || statSync(target).isDirectory() || !target.endsWith(".md")) return undefined;
  return anchorsOf(readFileSync(target, "utf8")).has(anchor) ? undefined : "there is no such heading";
}

describe("links between pages", () => {
  const files = [...markdownBelow(ROOT)];

  it("lead somewhere, in every Markdown file of the repository", () => {
    expect(files.length).toBeGreaterThan(40);
    let count = 0;
    const dead = files.flatMap((file) =>
      [...proseOf(readFileSync(file, "utf8")).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)].flatMap(
        ([, link = ""]) => {
          if (/^[a-z]+:/i.test(link)) return [];
          count += 1;
          const problem = problemOf(file, link);
          return problem === undefined ? [] : [`${relative(ROOT, file)}: ${link}: ${problem}`];
        },
      ),
    );
    expect(dead).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });
});
