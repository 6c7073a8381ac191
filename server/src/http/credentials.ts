import { createHash, timingSafeEqual } from "node:crypto";

/** An API key, which is the user of Basic authentication, with its secret, the password. */
export interface ApiKey {
  readonly key: string;
  readonly secret: string;
}

/** Whether an `Authorization` header is Basic with one of these keys. No other scheme is known. */
export function isAuthorized(authorization: string | undefined, keys: readonly ApiKey[]): boolean {
  const sent = basicIn(authorization);
  if (sent === undefined) return false;
  const given = digest(sent);
  return keys.some(({ key, secret }) => timingSafeEqual(given, digest(Buffer.from(`${key}:${secret}`))));
}

/** What an `Authorization` header says; undefined when it is not Basic. The key ends at the first colon. */
export function credentialsIn(authorization: string | undefined): ApiKey | undefined {
  const text = basicIn(authorization)?.toString("utf8");
  const colon = text?.indexOf(":") ?? -1;
  return text === undefined || colon < 0
    ? undefined
    : { key: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function basicIn(authorization: string | undefined): Buffer | undefined {
  const encoded = /^basic\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64");
}

/** Digests have one length, which the comparison needs. */
function digest(value: Buffer): Buffer {
  return createHash("sha256").update(value).digest();
}
