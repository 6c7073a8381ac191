import { required } from "./field";
import { logServiceFields } from "./logService";
import { failedTestsOutput, setupTestsFields, text } from "./shared";

export const fields = {
  groupId: required(text, { replaces: true }),
  ...logServiceFields,
  ...setupTestsFields,
  ...failedTestsOutput,
};
