import { optional, required } from "./field";
import {
  anyText,
  anything,
  flag,
  networkingFields,
  objectFields,
  SERVICE_SETTINGS,
  setupFields,
  setupOutputs,
  text,
} from "./shared";

export const fields = {
  groupId: required(text, { replaces: true }),
  service: required(text, { replaces: true, loose: true }),
  /** `0`, `-8` or `+5`: whole hours, as Fivetran writes them. */
  timeZoneOffset: required((z) =>
    z
      .string()
      .regex(
        /^(0|[+-]([1-9]|1[0-2]))$/,
        "must be a whole number of hours as Fivetran writes it: '0', '-5', '+9'",
      ),
  ),
  region: optional(anyText, {
    stays: "is no longer declared and stays as it is: Fivetran has no way to unset a region",
  }),
  daylightSavingTimeEnabled: optional(flag, {
    stays:
      "is no longer declared and stays as it is: whether a destination observes it by default depends on its time zone",
    inputOnly: true,
  }),
  config: optional(anything, SERVICE_SETTINGS),
  ...networkingFields,
  ...setupFields,
  ...objectFields,
  ...setupOutputs,
};
