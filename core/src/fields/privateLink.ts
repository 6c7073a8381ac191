import { output, required } from "./field";
import { anyText, anything, createdAt, objectFields, optionalText, SERVICE_SETTINGS, text } from "./shared";

export const fields = {
  name: required(text, { replaces: true }),
  region: required(text, { replaces: true }),
  service: required(text, { replaces: true, loose: true }),
  config: required(anything, { ...SERVICE_SETTINGS, inputOnly: true }),
  ...objectFields,
  state: output(anyText),
  stateSummary: output(optionalText),
  resourceUpstreamStatus: output(optionalText),
  host: output(optionalText),
  createdAt,
};
