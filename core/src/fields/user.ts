import { optional, output, required } from "./field";
import { createdAt, flag, objectFields, text } from "./shared";

export const fields = {
  email: required((z) => z.string().regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address"), {
    replaces: true,
  }),
  givenName: required(text),
  familyName: required(text),
  phone: optional(text, { resetTo: null, inputOnly: true }),
  picture: optional(text, { resetTo: null, inputOnly: true }),
  role: optional(text, { resetTo: null }),
  ...objectFields,
  verified: output(flag),
  invited: output(flag),
  createdAt,
};
