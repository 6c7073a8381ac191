import { readFileSync } from "node:fs";
import type { Document, Node, Scalar } from "yaml";
import type { Locate } from "./seed";

type Yaml = typeof import("yaml");

/** A seed as it stands in a file, not checked yet. */
export interface SeedFile {
  readonly seed: unknown;
  /** Loads what finds places, for a seed that turns out to have faults. */
  locator(): Promise<Locate>;
}

/**
 * Reads a seed in YAML or JSON, whatever the file is called. JSON is YAML, and read as such where places in it are asked for.
 *
 * @throws Error when the file cannot be read, or is not YAML: every place where it is not
 */
export async function readSeedFile(path: string): Promise<SeedFile> {
  const text = readText(path);
  const locator = async (): Promise<Locate> => (await parsedYaml(path, text)).locate;
  try {
    // Many times faster, for large seeds that programs write.
    return { seed: JSON.parse(text) as unknown, locator };
  } catch {
    const { seed, locate } = await parsedYaml(path, text);
    return { seed, locator: () => Promise.resolve(locate) };
  }
}

async function parsedYaml(path: string, text: string): Promise<{ seed: unknown; locate: Locate }> {
  // Loaded here, so that a server without a YAML file starts without it.
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }) => `  ${at(pos[0])}: ${message}`);
    throw new Error(`The seed ${path} is not YAML or JSON:\n${faults.join("\n")}`);
  }
  return { seed: document.toJS(), locate: (place) => at(offsetOf(yaml, document, place)) };
}

/** Where a place begins; of what is not there, what it would stand in. */
function offsetOf(
  { isAlias, isMap, isSeq }: Yaml,
  document: Document,
  place: readonly PropertyKey[],
): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const key of place) {
    const holder = isAlias(node) ? node.resolve(document) : node;
    let found: Pick<Node, "range"> | undefined;
    if (isMap<Scalar>(holder)) {
      const pair = holder.items.find((item) => String(item.key.value) === String(key));
      found = pair?.key;
      node = pair?.value;
    } else if (isSeq<Node>(holder) && typeof key === "number") {
      found = holder.items[key];
      node = found;
    }
    if (found === undefined) break;
    offset = found.range?.[0] ?? offset;
  }
  return offset;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`The seed ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
