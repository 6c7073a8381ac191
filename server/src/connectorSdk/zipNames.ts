/** Part of a file, the byte at `end` not included. */
type Slice = (start: number, end: number) => Promise<Uint8Array>;

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;

/**
 * The names of a ZIP file's entries; undefined for what is not one. Only its directory is read, which stands at its end. (ZIP64, for
 * files with 65,536 entries or 4 GB, counts as none.)
 */
export async function zipNames(size: number, slice: Slice): Promise<readonly string[] | undefined> {
  const tailStart = Math.max(size - END_BYTES - MAX_COMMENT_BYTES, 0);
  const tail = Buffer.from(await slice(tailStart, size));
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    // A comment, which may follow, ends the file.
    const isEnd = at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length;
    if (!isEnd || tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    const end = tailStart + at;
    const length = tail.readUInt32LE(at + 12);
    const start = tail.readUInt32LE(at + 16);
    if (start + length > end) continue;
    const names = namesIn(Buffer.from(await slice(start, start + length)), tail.readUInt16LE(at + 10));
    if (names !== undefined) return names;
  }
  return undefined;
}

function namesIn(directory: Buffer, count: number): readonly string[] | undefined {
  const names: string[] = [];
  let at = 0;
  while (names.length < count) {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE)
      return undefined;
    const nameEnd = at + ENTRY_BYTES + directory.readUInt16LE(at + 28);
    names.push(directory.toString("utf8", at + ENTRY_BYTES, nameEnd));
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}
