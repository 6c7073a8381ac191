import { optional, output, required } from "./field";
import { anything, flag, objectFields, optionalText, SERVICE_SETTINGS, text } from "./shared";

export const fields = {
  name: required(text, { replaces: true }),
  type: required(text, { replaces: true }),
  isHybridDeployment: optional(flag, { replaces: true, inputOnly: true }),
  config: required(anything, { ...SERVICE_SETTINGS, inputOnly: true }),
  ...objectFields,
  createdAt: output(optionalText),
};
