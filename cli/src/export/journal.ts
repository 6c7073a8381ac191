/** What an export has read, kept beside its files until it is whole, so that `--resume` reads only the rest. Holds no secret. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Inventory } from "../convert/inventory";

interface Line {
  readonly task: string;
  readonly result: Inventory;
}

export class Journal {
  readonly #file: string;
  readonly #done: Map<string, Inventory>;

  private constructor(file: string, done: Map<string, Inventory>) {
    this.#file = file;
    this.#done = done;
  }

  /** @param about what the export is of; another one must not be gone on with */
  static begin(folder: string, about: string): Journal {
    const file = fileIn(folder);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ about })}\n`, { mode: 0o600 });
    return new Journal(file, new Map());
  }

  /** Undefined where there is nothing to go on with, or where it is of something else. */
  static resume(folder: string, about: string): Journal | undefined {
    const file = fileIn(folder);
    if (!existsSync(file)) return undefined;
    const [head = "", ...lines] = readFileSync(file, "utf8").split("\n");
    if (parse<{ about?: unknown }>(head)?.about !== about) return undefined;
    const done = lines.flatMap((line) => {
      // The last one may be half a line, of a run that was killed.
      const entry = parse<Line>(line);
      return entry === undefined ? [] : [[entry.task, entry.result] as const];
    });
    return new Journal(file, new Map(done));
  }

  get count(): number {
    return this.#done.size;
  }

  resultOf(task: string): Inventory | undefined {
    return this.#done.get(task);
  }

  add(task: string, result: Inventory): void {
    const line: Line = { task, result };
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
    this.#done.set(task, result);
  }

  /** The export is whole. */
  end(): void {
    rmSync(dirname(this.#file), { recursive: true, force: true });
  }
}

export function hasJournal(folder: string): boolean {
  return existsSync(fileIn(folder));
}

function fileIn(folder: string): string {
  return join(folder, ".fivetran-export", "read.ndjson");
}

function parse<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T;
  } catch {
    return undefined;
  }
}
