import { crc32 } from "node:zlib";

/** A ZIP file that holds the files as they are, uncompressed. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const local = header(0x04034b50, 30, name, bytes, [4, 26]);
    const entry = header(0x02014b50, 46, name, bytes, [6, 28]);
    entry.writeUInt32LE(at, 42);
    parts.push(local, bytes);
    directory.push(entry);
    at += local.length + bytes.length;
  }
  const end = Buffer.alloc(22);
  const length = directory.reduce((sum, entry) => sum + entry.length, 0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** Local headers and directory entries have the same fields, at other places. */
function header(
  signature: number,
  length: number,
  name: string,
  content: Buffer,
  [versionAt, nameLengthAt]: readonly [number, number],
): Buffer {
  const fixed = Buffer.alloc(length);
  const encoded = Buffer.from(name, "utf8");
  fixed.writeUInt32LE(signature, 0);
  fixed.writeUInt16LE(20, versionAt);
  fixed.writeUInt32LE(crc32(content), nameLengthAt - 12);
  fixed.writeUInt32LE(content.length, nameLengthAt - 8);
  fixed.writeUInt32LE(content.length, nameLengthAt - 4);
  fixed.writeUInt16LE(encoded.length, nameLengthAt);
  return Buffer.concat([fixed, encoded]);
}
