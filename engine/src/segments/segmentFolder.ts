import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Segment } from "./segment";
import { SegmentWriter } from "./segmentWriter";

/** Where one connection stages what it reads: readable by its owner only, emptied when a sync begins and when it ends. */
export class SegmentFolder {
  readonly path: string;
  #made = 0;

  /** @param path The connection's own folder. What an ended process left in it is removed. */
  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true, mode: 0o700 });
    this.clear();
  }

  /** A new file in it. */
  newPath(extension: string): string {
    this.#made += 1;
    return join(this.path, `${String(this.#made).padStart(8, "0")}.${extension}`);
  }

  /** @param keyless Whether `_fivetran_id` is written behind each row. */
  newSegment(keyless: boolean): SegmentWriter {
    return new SegmentWriter(this.newPath("csv"), keyless);
  }

  remove(segment: Segment): void {
    rmSync(segment.path, { force: true });
  }

  /** Removes all that is staged. */
  clear(): void {
    for (const name of readdirSync(this.path))
      rmSync(join(this.path, name), { recursive: true, force: true });
  }
}
