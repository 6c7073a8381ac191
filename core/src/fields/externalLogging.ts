import { required } from "./field";
import { logServiceFields } from "./logService";
import { text } from "./shared";

export const fields = {
  groupId: required(text, { replaces: true }),
  ...logServiceFields,
};
