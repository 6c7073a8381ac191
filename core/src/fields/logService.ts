/** What the logging of a group and that of the account have in common. */
import { optional, required } from "./field";
import { anything, flag, objectFields, SERVICE_SETTINGS, text } from "./shared";

export const logServiceFields = {
  service: required(text, { replaces: true, loose: true }),
  enabled: optional(flag, { resetTo: true }),
  config: optional(anything, { ...SERVICE_SETTINGS, inputOnly: true }),
  ...objectFields,
};
