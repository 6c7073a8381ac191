import { createHash, timingSafeEqual } from "node:crypto";

export interface Keys {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Whether an `Authorization` header is Basic, with this key as user and this secret as password. No other scheme is known. */
export function isAuthorized(authorization: string | undefined, keys: Keys): boolean {
  const encoded = /^basic\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return false;
  const given = Buffer.from(encoded, "base64");
  return timingSafeEqual(digest(given), digest(Buffer.from(`${keys.apiKey}:${keys.apiSecret}`)));
}

/** Digests have one length, which the comparison needs. */
function digest(value: Buffer): Buffer {
  return createHash("sha256").update(value).digest();
}
