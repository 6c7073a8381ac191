import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { FIRST_LINE, parseLine } from "./logLines";
import type { Change } from "./store";

const READ_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;

/** The rest after the last transaction that was written as a whole: a crash tore its write, and nobody was told that it succeeded. */
export interface TornTail {
  /** Where it begins in the file. */
  readonly at: number;
  readonly bytes: number;
}

/** What a log holds, once all of it was read. */
export interface ReadLog {
  /** Changes, with those that later ones have superseded. */
  readonly changes: number;
  readonly torn: TornTail | undefined;
}

/**
 * Reads a log, a piece at a time, so that it may be longer than any text; nothing is changed by it. A log that is not there is empty.
 *
 * @param take is given each transaction, oldest first
 * @throws Error for a file that is not a log, and for a line that was written as a whole and is not what was written: damage, not a
 * crash. It names the line and says what to do.
 */
export function readLog(path: string, take: (changes: readonly Change[]) => void): ReadLog {
  if (!existsSync(path)) return { changes: 0, torn: undefined };
  let count = 0;
  let number = 0;
  let end = 0;
  let wholeEnd = 0;
  let unfinished: Change[] = [];
  const tail = eachLine(path, (line) => {
    number += 1;
    end += line.length + 1;
    if (number === 1) {
      if (`${line.toString("latin1")}\n` !== FIRST_LINE) throw notOurs(path);
      wholeEnd = end;
      return;
    }
    const parsed = parseLine(line);
    if (parsed === undefined) throw damageError(path, number);
    unfinished.push(...parsed.changes);
    if (parsed.isContinued) return;
    count += unfinished.length;
    take(unfinished);
    unfinished = [];
    wholeEnd = end;
  });
  if (number === 0) throw notOurs(path);
  const bytes = end + tail - wholeEnd;
  return { changes: count, torn: bytes === 0 ? undefined : { at: wholeEnd, bytes } };
}

/** @returns how many bytes follow the last line feed */
function eachLine(path: string, take: (line: Buffer) => void): number {
  const file = openSync(path, "r");
  try {
    const piece = Buffer.alloc(READ_BYTES);
    let begun: Buffer[] = [];
    for (;;) {
      const read = readSync(file, piece);
      if (read === 0) return begun.reduce((sum, { length }) => sum + length, 0);
      let from = 0;
      for (
        let feed = piece.indexOf(LINE_FEED);
        feed >= 0 && feed < read;
        feed = piece.indexOf(LINE_FEED, from)
      ) {
        take(Buffer.concat([...begun, piece.subarray(from, feed)]));
        begun = [];
        from = feed + 1;
      }
      if (from < read) begun.push(Buffer.from(piece.subarray(from, read)));
    }
  } finally {
    closeSync(file);
  }
}

function notOurs(path: string): Error {
  return new Error(
    `${path} was not written by this version of fivetran-local; nothing was changed. Use another folder to start with an empty account.`,
  );
}

function damageError(path: string, line: number): Error {
  return new Error(
    `${path} is damaged at line ${line}: its checksum does not fit what stands there, as after an edit by hand or a fault of the disk. Nothing was changed. Undo the edit or restore the file from a backup, or use another folder to start with an empty account.`,
  );
}
