import { createHash, timingSafeEqual } from "node:crypto";

/** An API key, which is the user of Basic authentication, with its secret, the password. */
export interface ApiKey {
  readonly key: string;
  readonly secret: string;
}

/** Whether an `Authorization` header is Basic with one of these keys. No other scheme is known. */
export function isAuthorized(authorization: string | undefined, keys: readonly ApiKey[]): boolean {
  const encoded = /^basic\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return false;
  const given = digest(Buffer.from(encoded, "base64"));
  return keys.some(({ key, secret }) => timingSafeEqual(given, digest(Buffer.from(`${key}:${secret}`))));
}

/** Digests have one length, which the comparison needs. */
function digest(value: Buffer): Buffer {
  return createHash("sha256").update(value).digest();
}
