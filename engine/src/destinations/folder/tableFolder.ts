import type { TableName } from "../../contract/table";
import { EngineError } from "../../errors";

/** What file systems take as one name. */
const LONGEST_NAME_BYTES = 255;

/**
 * The name of a folder for a schema or a table. Letters, digits, `_`, `-` and dots inside are kept; everything else, which could leave
 * the folder or stand for something to a shell, is written as `%` and two digits.
 *
 * @throws EngineError for a name that is too long
 */
export function folderName(name: string, table: TableName): string {
  const folder = name
    .replaceAll(/[^\p{L}\p{N}_.-]/gu, (character) => encodeBytes(character))
    .replace(/^\./, encodeBytes);
  if (Buffer.byteLength(folder) > LONGEST_NAME_BYTES || folder === "")
    throw new EngineError(
      `The name ${name} has ${Buffer.byteLength(folder)} bytes as a folder, which has to have 1 to ${LONGEST_NAME_BYTES}.`,
      { table },
      "Disable the table, or write into another destination.",
    );
  return folder;
}

function encodeBytes(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`)
    .join("");
}
