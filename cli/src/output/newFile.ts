import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import { usageError } from "../userError";

/** A file that was not there before and that its owner alone can read. */
export interface NewFile {
  write(text: string): void;

  /** Removes it again, when nothing came to be written. */
  discard(): void;
}

/**
 * Makes a new file before what belongs into it is asked for: what is handed out once must not be lost because of a wrong path.
 *
 * @throws {UserError} (exit code 2) where there is a file already, or none can be made
 */
export function makeNewFile(path: string, option: string): NewFile {
  let file: number;
  try {
    file = openSync(path, "wx", 0o600);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "EEXIST")
      throw usageError(`${option} ${path}: there is a file already.`, "Name a new one; nothing was sent.");
    throw usageError(`${option} ${path}: no file can be made there (${code}).`, "Nothing was sent.");
  }
  return {
    write(text) {
      writeFileSync(file, text);
      closeSync(file);
    },
    discard() {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
}
