import { hash, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "../errors";
import type { Salt } from "./hashing";

/**
 * Reads the salt of a destination, or makes it. It is kept in `<folder>/salts`, one file a destination, readable by its owner only, and
 * never written into the destination itself.
 *
 * @param destination What names the destination on this machine: its file, or its host, port and database.
 */
export function saltOf(folder: string, destination: string): Salt {
  const path = join(folder, "salts", hash("sha256", destination, "hex").slice(0, 32));
  return readSalt(path) ?? makeSalt(path);
}

function readSalt(path: string): Salt | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new EngineError(
      `The salt in ${path} is damaged.`,
      {},
      "Put the file back from a backup: with another salt, equal values would get new hashes.",
    );
  return { text };
}

/** Two processes may make it at once: the first whole file stands for both. */
function makeSalt(path: string): Salt {
  mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  const salt = readSalt(path);
  if (salt === undefined) throw new EngineError(`The salt in ${path} has been removed while it was read.`);
  return salt;
}
