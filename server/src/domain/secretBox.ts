import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a secret is for: each use has a key of its own. */
export type SecretUse = "webhook secrets" | "connector secrets";

/**
 * Encrypts a secret that the server must use later: signing, and code that runs, need the secret itself, where a seal (see seal.ts) would
 * do for comparing. It never stands in the clear in the data folder, in a snapshot or in an answer. The holder of the whole data folder holds
 * the account's key too, and can read it.
 *
 * @param key the account's `sealKey`
 */
export function lockSecret(secret: string, key: string, use: SecretUse): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, derivedKey(key, use), iv);
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url");
}

/** @throws Error for what was locked with another key, or changed since */
export function unlockSecret(locked: string, key: string, use: SecretUse): string {
  const bytes = Buffer.from(locked, "base64url");
  const decipher = createDecipheriv(CIPHER, derivedKey(key, use), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
  return Buffer.concat(text).toString("utf8");
}

/** One key has one use: the account's own key makes the seals. */
function derivedKey(key: string, use: SecretUse): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, "", use, 32));
}
