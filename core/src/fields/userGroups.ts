import { output, required, type Zod } from "./field";
import { roleName, text, timeoutFields } from "./shared";

const members = (z: Zod) => z.array(z.strictObject({ groupId: text(z), role: roleName(z) }));

export const fields = {
  userId: required(text, { replaces: true }),
  groups: required(members),
  ...timeoutFields,
  others: output((z) => members(z).optional()),
};
