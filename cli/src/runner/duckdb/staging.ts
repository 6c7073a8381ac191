/** Rows of one table between two commits, as files of JSON lines. A truncate ends a file: what comes later is not emptied by it. */
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { TableDefinition } from "../port";

export type Segment =
  | { readonly kind: "rows"; readonly file: string; readonly longestBytes: number }
  | { readonly kind: "truncate" };

export class StagedTable {
  #segments: Segment[] = [];
  #open: { file: string; descriptor: number; longestBytes: number } | undefined;
  #files = 0;
  deferredTruncate = false;

  constructor(
    public definition: TableDefinition,
    private readonly folder: string,
  ) {}

  add(lines: Uint8Array): void {
    this.#open ??= this.#begin();
    for (let written = 0; written < lines.length; )
      written += writeSync(this.#open.descriptor, lines, written);
    this.#open.longestBytes = Math.max(this.#open.longestBytes, lines.length);
  }

  truncate(): void {
    this.#end();
    this.#segments.push({ kind: "truncate" });
  }

  /** What is to be carried out, in order. */
  take(): readonly Segment[] {
    this.#end();
    const segments = this.#segments;
    this.#segments = [];
    return segments;
  }

  /** Forgets everything. */
  drop(): void {
    for (const segment of this.take()) if (segment.kind === "rows") rmSync(segment.file, { force: true });
    this.deferredTruncate = false;
  }

  #begin(): { file: string; descriptor: number; longestBytes: number } {
    const file = join(this.folder, `${this.definition.index}-${this.#files++}.ndjson`);
    return { file, descriptor: openSync(file, "wx", 0o600), longestBytes: 0 };
  }

  #end(): void {
    if (this.#open === undefined) return;
    const { file, descriptor, longestBytes } = this.#open;
    closeSync(descriptor);
    this.#segments.push({ kind: "rows", file, longestBytes });
    this.#open = undefined;
  }
}
