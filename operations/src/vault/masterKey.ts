import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "master.key";

/** A key that is not one, or not the store's. */
export class MasterKeyError extends Error {
  override readonly name = "MasterKeyError";
}

/** Seals the data keys of operations. */
export interface MasterKey {
  /** Tells keys apart and tells nothing of the key. */
  readonly fingerprint: string;
  readonly bytes: Buffer;
}

/** Keys that may open what is stored: the first seals what is new. */
export interface MasterKeys {
  readonly current: MasterKey;
  readonly previous?: MasterKey;
}

/**
 * Reads a key of 32 bytes, written in base64 or as 64 hexadecimal digits.
 *
 * @param source what it was given by, for the message
 * @throws {MasterKeyError} that does not repeat it
 */
export function readMasterKey(text: string, source: string): MasterKey {
  const trimmed = text.trim();
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed)
    ? Buffer.from(trimmed, "hex")
    : Buffer.from(trimmed, "base64");
  if (bytes.length !== 32)
    throw new MasterKeyError(
      `${source} must be 32 bytes in base64 or hexadecimal digits: make one by 'openssl rand -base64 32'.`,
    );
  return masterKeyOf(bytes);
}

function masterKeyOf(bytes: Buffer): MasterKey {
  const derived = Buffer.from(hkdfSync("sha256", bytes, "", "fivetran-operations fingerprint", 32));
  return {
    bytes,
    fingerprint: createHmac("sha256", derived).update("fingerprint").digest("base64url").slice(0, 16),
  };
}

/** The key of a data folder, in a file that only its owner reads; made where there is none. */
export function keyOfFolder(folder: string): MasterKey {
  const path = join(folder, FILE);
  if (!existsSync(path)) {
    const made = randomBytes(32);
    writeFileSync(path, `${made.toString("base64")}\n`, { mode: 0o600, flag: "wx" });
    return masterKeyOf(made);
  }
  chmodSync(path, 0o600);
  return readMasterKey(readFileSync(path, "utf8"), `The file ${path}`);
}
