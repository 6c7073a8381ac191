import type { Socket } from "node:net";
import type { Client, Connection, Submittable } from "pg";
import { EngineError, messageOf } from "../../errors";
import type { Segment } from "../../segments/segment";
import type { SegmentFolder } from "../../segments/segmentFolder";
import { SEGMENT_BYTES, type SegmentWriter } from "../../segments/segmentWriter";
import { takeCopyRows } from "./copyFrames";

export interface CopiedSegment {
  readonly segment: Segment;
  /** The last row in it, from which the position is read; empty unless asked for. */
  readonly lastRow: Buffer;
}

export interface CopyOptions {
  readonly keyless: boolean;
  readonly keepsLastRow: boolean;
  /** Bytes after which a segment ends. */
  readonly segmentBytes?: number;
  readonly signal: AbortSignal;
}

/** Segments that may wait for the destination before the server is made to wait. */
const WAITING = 2;

/**
 * Runs `COPY (…) TO STDOUT` and yields what comes as segments. The server sends each row as one message, so that whole rows are known
 * without looking into them.
 */
export async function* copyOut(
  client: Client,
  select: string,
  folder: SegmentFolder,
  options: CopyOptions,
): AsyncGenerator<CopiedSegment> {
  const copy = new CopyOut(select, folder, options);
  const abort = (): void => copy.stop(options.signal.reason);
  options.signal.addEventListener("abort", abort, { once: true });
  const ended = (): void => copy.stop(new EngineError("The source has closed the connection."));
  client.on("end", ended);
  try {
    options.signal.throwIfAborted();
    client.query(copy);
    for (let next = await copy.next(); next !== undefined; next = await copy.next()) yield next;
  } finally {
    options.signal.removeEventListener("abort", abort);
    client.off("end", ended);
    copy.discard();
  }
}

const NO_ROW: Buffer = Buffer.alloc(0);

/** A query of `pg` that takes rows as bytes. */
class CopyOut implements Submittable {
  readonly #select: string;
  readonly #folder: SegmentFolder;
  readonly #options: CopyOptions;
  readonly #segmentBytes: number;
  readonly #ready: CopiedSegment[] = [];
  #writer: SegmentWriter | undefined;
  #lastBuffer: Buffer = NO_ROW;
  #lastStart = 0;
  #lastEnd = 0;
  #connection: Connection | undefined;
  #paused = false;
  #done = false;
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(select: string, folder: SegmentFolder, options: CopyOptions) {
    this.#select = select;
    this.#folder = folder;
    this.#options = options;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
  }

  submit(connection: Connection): void {
    this.#connection = connection;
    takeCopyRows(connection.stream as Socket, (buffer, start, end) => {
      this.#takeRow(buffer, start, end);
    });
    connection.query(`COPY (${this.#select}) TO STDOUT (FORMAT csv, NULL '\\N', ENCODING 'UTF8')`);
  }

  async next(): Promise<CopiedSegment | undefined> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure.error;
      const segment = this.#ready.shift();
      if (segment !== undefined) {
        this.#resume();
        return segment;
      }
      if (this.#done) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Ends it from outside. The connection is of no more use. */
  stop(reason: unknown): void {
    if (this.#done) return;
    this.#fail(reason);
    this.#connection?.stream.destroy();
  }

  /** What was staged and not taken is left to the folder. */
  discard(): void {
    this.#writer?.discard();
    if (!this.#done && this.#failure === undefined) this.stop(new Error("The reader has stopped."));
  }

  handleCommandComplete(): void {
    try {
      this.#endSegment();
    } catch (error) {
      this.#fail(error);
    }
  }

  handleReadyForQuery(): void {
    this.#done = true;
    this.#notify();
  }

  handleError(error: unknown): void {
    this.#fail(error);
    this.#done = true;
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCopyInResponse(): void {}

  #takeRow(buffer: Buffer, start: number, end: number): void {
    if (this.#failure !== undefined) return;
    try {
      this.#append(buffer, start, end);
    } catch (error) {
      this.stop(
        new EngineError(
          `A segment cannot be written: ${messageOf(error)}.`,
          {},
          "Make room on the disk.",
          error,
        ),
      );
    }
  }

  #append(buffer: Buffer, start: number, end: number): void {
    this.#writer ??= this.#folder.newSegment(this.#options.keyless);
    this.#writer.appendRange(buffer, start, end);
    this.#lastBuffer = buffer;
    this.#lastStart = start;
    this.#lastEnd = end;
    if (this.#writer.bytes < this.#segmentBytes) return;
    this.#endSegment();
    if (this.#ready.length >= WAITING) {
      this.#paused = true;
      this.#connection?.stream.pause();
    }
  }

  #endSegment(): void {
    if (this.#writer === undefined) return;
    const segment = this.#writer.finish();
    this.#writer = undefined;
    const lastRow = this.#options.keepsLastRow
      ? Buffer.from(this.#lastBuffer.subarray(this.#lastStart, this.#lastEnd))
      : NO_ROW;
    this.#ready.push({ segment, lastRow });
    this.#notify();
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#connection?.stream.resume();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#notify();
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
