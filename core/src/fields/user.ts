import { optional, output, required } from "./field";
import { createdAt, emailAddress, flag, objectFields, text } from "./shared";

export const fields = {
  email: required(emailAddress, { replaces: true }),
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
