import type { Socket } from "node:net";

/** `d`: a row of COPY. */
const COPY_DATA = 0x64;
/** `Z`: the server is ready for the next query. */
const READY = 0x5a;
/** A letter and four bytes of length. */
const HEADER = 5;

type DataListener = (chunk: Buffer) => void;

/** Takes a row: `buffer` from `start` to `end`. */
export type RowTaker = (buffer: Buffer, start: number, end: number) => void;

/**
 * Takes the rows of COPY from a socket before `pg` sees them, which would make an object of each. Every other message goes to `pg` as it
 * is. It begins between two queries, and ends with the message that the server is ready again.
 */
export function takeCopyRows(socket: Socket, take: RowTaker): void {
  const listeners = socket.listeners("data") as DataListener[];
  const frames = new CopyFrames(take, (message) => {
    for (const listener of listeners) listener.call(socket, message);
  });
  const read = (chunk: Buffer): void => {
    const rest = frames.read(chunk);
    if (rest === undefined) return;
    socket.off("data", read);
    for (const listener of listeners) socket.on("data", listener);
    if (rest.length > 0) for (const listener of listeners) listener.call(socket, rest);
  };
  for (const listener of listeners) socket.off("data", listener);
  socket.on("data", read);
}

/** Finds the messages in the chunks of a connection. */
export class CopyFrames {
  readonly #take: RowTaker;
  readonly #other: (message: Buffer) => void;
  /** The beginning of a message that is not whole yet. */
  #waiting: Buffer[] = [];
  #waitingBytes = 0;

  constructor(take: RowTaker, other: (message: Buffer) => void) {
    this.#take = take;
    this.#other = other;
  }

  /** @returns what stands behind the message that the server is ready; undefined before it */
  read(chunk: Buffer): Buffer | undefined {
    let buffer = chunk;
    if (this.#waitingBytes > 0) {
      this.#waiting.push(chunk);
      this.#waitingBytes += chunk.length;
      if (!this.#isWhole()) return undefined;
      buffer = Buffer.concat(this.#waiting);
      this.#waiting = [];
      this.#waitingBytes = 0;
    }
    let at = 0;
    while (at + HEADER <= buffer.length) {
      const end = at + 1 + buffer.readUInt32BE(at + 1);
      if (end > buffer.length) break;
      const kind = buffer[at];
      if (kind === COPY_DATA) this.#take(buffer, at + HEADER, end);
      else this.#other(buffer.subarray(at, end));
      at = end;
      if (kind === READY) return buffer.subarray(at);
    }
    if (at < buffer.length) {
      this.#waiting = [buffer.subarray(at)];
      this.#waitingBytes = buffer.length - at;
    }
    return undefined;
  }

  /** Whether the first message that waits has come in whole. A long row comes in many chunks, and is put together once. */
  #isWhole(): boolean {
    const [first] = this.#waiting;
    if (first === undefined || this.#waitingBytes < HEADER) return false;
    const head = first.length >= HEADER ? first : Buffer.concat(this.#waiting);
    if (head !== first) this.#waiting = [head];
    return this.#waitingBytes >= 1 + head.readUInt32BE(1);
  }
}
