import { closeSync, openSync, writeSync } from "node:fs";
import { hashRow } from "../privacy/hashing";
import type { Segment } from "./segment";

/** A segment ends with the first row that brings it to this many bytes. */
export const SEGMENT_BYTES = 32 * 1024 * 1024;

const BLOCK_BYTES = 1024 * 1024;

/** Writes whole rows into one file, a block at a time. */
export class SegmentWriter {
  readonly #path: string;
  readonly #keyless: boolean;
  readonly #file: number;
  readonly #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #filled = 0;
  #rows = 0;
  #bytes = 0;
  #longestRow = 0;
  #open = true;

  constructor(path: string, keyless: boolean) {
    this.#path = path;
    this.#keyless = keyless;
    this.#file = openSync(path, "wx", 0o600);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @param row A row with the line feed that ends it. The bytes are copied. */
  append(row: Uint8Array): void {
    if (this.#keyless) {
      const values = row.subarray(0, row.length - 1);
      this.#write(values);
      const id = Buffer.from(`,${hashRow(values)}\n`);
      this.#write(id);
      this.#count(values.length + id.length);
      return;
    }
    this.#write(row);
    this.#count(row.length);
  }

  /** The same for a row that is a part of a buffer: nothing is allocated for it. */
  appendRange(buffer: Buffer, start: number, end: number): void {
    const bytes = end - start;
    if (this.#keyless || bytes > BLOCK_BYTES) {
      this.append(buffer.subarray(start, end));
      return;
    }
    if (bytes > BLOCK_BYTES - this.#filled) this.#flush();
    buffer.copy(this.#block, this.#filled, start, end);
    this.#filled += bytes;
    this.#count(bytes);
  }

  /** Ends the file. */
  finish(): Segment {
    this.#flush();
    this.discard();
    return { path: this.#path, rows: this.#rows, bytes: this.#bytes, longestRow: this.#longestRow };
  }

  /** Closes the file as it is. */
  discard(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }

  #count(bytes: number): void {
    this.#rows += 1;
    this.#bytes += bytes;
    if (bytes > this.#longestRow) this.#longestRow = bytes;
  }

  #write(bytes: Uint8Array): void {
    if (bytes.length > BLOCK_BYTES - this.#filled) this.#flush();
    if (bytes.length > BLOCK_BYTES) {
      writeWhole(this.#file, bytes);
      return;
    }
    this.#block.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  #flush(): void {
    writeWhole(this.#file, this.#block.subarray(0, this.#filled));
    this.#filled = 0;
  }
}

/** A write may end early; a full disk is an error of the next one. */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
