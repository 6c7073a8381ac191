import { hash } from "node:crypto";

/** What is put before each value that is hashed. It belongs to a destination: equal values of its tables have equal hashes. */
export interface Salt {
  /** 64 hexadecimal digits. */
  readonly text: string;
}

/**
 * Hashes a value as every source does it: the SHA-256 of the salt followed by the value's canonical text, in UTF-8, as 64 hexadecimal
 * digits.
 */
export function hashValue(salt: Salt, canonicalText: string): string {
  return hash("sha256", salt.text + canonicalText, "hex");
}

/** The `_fivetran_id` of a row without a key: rows with equal values have equal ids. */
export function hashRow(row: Uint8Array): string {
  return hash("sha256", row, "hex");
}
