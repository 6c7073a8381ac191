import { optional, required } from "./field";
import { createdAt, emailAddress, objectFields, text } from "./shared";

export const fields = {
  givenName: required(text),
  familyName: required(text),
  // Fivetran cannot change it.
  email: optional(emailAddress, { replaces: true }),
  role: optional(text, { resetTo: null }),
  ...objectFields,
  createdAt,
};
