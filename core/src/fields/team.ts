import { optional, required } from "./field";
import { anyText, objectFields, roleName, text } from "./shared";

export const fields = {
  name: required(text),
  // A description cannot be removed, only emptied. A role is removed by a call of its own.
  description: optional(anyText, { resetTo: "" }),
  role: optional(roleName, { resetTo: null }),
  ...objectFields,
};
