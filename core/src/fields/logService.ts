/** What the logging of a group and that of the account have in common. */
import { optional, output, required, type Zod } from "./field";
import {
  alerts,
  anything,
  failedTestsOutput,
  flag,
  objectFields,
  optionalText,
  SERVICE_SETTINGS,
  setupTestsFields,
  text,
} from "./shared";

const status = (z: Zod) => z.object({ setupState: optionalText(z), tasks: alerts(z) }).optional();

export const logServiceFields = {
  service: required(text, { replaces: true, loose: true }),
  enabled: optional(flag, { resetTo: true }),
  config: optional(anything, { ...SERVICE_SETTINGS, inputOnly: true }),
  ...objectFields,
  ...setupTestsFields,
  ...failedTestsOutput,
  /** Absent where Fivetran does not tell. */
  status: output(status),
};
