import { readFileSync } from "node:fs";

/** A block of code in a page. */
export interface Block {
  /** The heading that it stands under, and its place there from 1 on: `Services 2`. */
  readonly name: string;
  readonly code: string;
}

/** The TypeScript blocks of a Markdown file, in their order. */
export function blocksOf(file: string | URL): Block[] {
  const blocks: Block[] = [];
  let heading = "";
  let place = 0;
  for (const [, title, indent, code] of readFileSync(file, "utf8").matchAll(
    /^#+ ([^\n]+)$|^( *)```ts\n(.*?)^ *```$/gms,
  )) {
    if (title !== undefined) {
      heading = title;
      place = 0;
    } else if (code !== undefined) {
      place += 1;
      // A block within a list is indented with it.
      blocks.push({
        name: `${heading} ${place}`,
        code: code.replaceAll(new RegExp(`^${indent ?? ""}`, "gm"), ""),
      });
    }
  }
  return blocks;
}
