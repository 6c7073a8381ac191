import { output, required, type Zod } from "./field";
import { roleName, text, timeoutFields } from "./shared";

const members = (z: Zod) => z.array(z.strictObject({ userId: text(z), role: roleName(z) }));

export const fields = {
  groupId: required(text, { replaces: true }),
  users: required(members),
  ...timeoutFields,
  others: output((z) => members(z).optional()),
};
