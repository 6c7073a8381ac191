import { optional, output, required } from "./field";
import { anyText, LOCAL, objectFields, optionalText, rotationFields, text } from "./shared";

export const fields = {
  userId: required(text, { replaces: true }),
  // Both act when the key is made or rotated.
  expirationPeriodDays: optional((z) => z.int().min(1).max(365), LOCAL),
  overlapDays: optional((z) => z.int().min(0).max(30), LOCAL),
  ...rotationFields,
  ...objectFields,
  keyValue: output(anyText),
  keyStatus: output(optionalText),
  createdAt: output(optionalText),
  expiresAt: output(optionalText),
  lastRotatedAt: output(optionalText),
  overlapExpiresAt: output(optionalText),
  keySecret: output(optionalText, { handedOut: true, secret: true }),
};
