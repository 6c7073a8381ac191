/** The state of a connector as a file of JSON, for people to read and to change. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

/** @returns JSON; `{}` where there is no file. @throws Error for what is no JSON object */
export function readStateFile(file: string): string {
  if (!existsSync(file)) return "{}";
  const text = readFileSync(file, "utf8").trim();
  let state: unknown;
  try {
    state = JSON.parse(text === "" ? "{}" : text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof state !== "object" || state === null || Array.isArray(state))
    throw new Error(`${file}: a state is a JSON object`);
  return text === "" ? "{}" : text;
}

/** Replaces the file in one step: whoever reads it, or a crash, finds the old state or the new one. */
export function writeStateFile(file: string, state: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.next`;
  const descriptor = openSync(next, "w", 0o600);
  try {
    writeFileSync(descriptor, `${state}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(next, file);
}

/**
 * The state to go on from, of the file and of what was committed with the rows. The file counts, since people change it; but where it is
 * the one before the commit, the process died between the two, and the commit counts.
 */
export function chooseState(
  file: string,
  committed: { readonly state: string; readonly previous: string } | undefined,
): string {
  if (committed === undefined || !isEqual(file, committed.previous)) return file;
  return committed.state;
}

function isEqual(one: string, other: string): boolean {
  return one.replace(/\s/g, "") === other.replace(/\s/g, "");
}
