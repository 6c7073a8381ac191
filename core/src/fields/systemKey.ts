import { optional, output, required, type Zod } from "./field";
import { anyText, objectFields, optionalText, rotationFields, text, texts } from "./shared";

const permission = (z: Zod) =>
  z.strictObject({
    resourceType: text(z),
    accessLevel: text(z),
    resourceFilter: z.strictObject({ ids: texts(z).optional(), groupIds: texts(z).optional() }).optional(),
  });

export const fields = {
  name: required(text),
  permissions: optional((z) => z.array(permission(z)), { resetTo: [], inputOnly: true }),
  // It acts when the key is made and when it is rotated.
  expirationPeriod: optional(text, { uncompared: true, inputOnly: true }),
  ...rotationFields,
  ...objectFields,
  key: output(anyText),
  createdAt: output(optionalText),
  expiredAt: output(optionalText),
  secret: output(optionalText, { handedOut: true, secret: true }),
};
