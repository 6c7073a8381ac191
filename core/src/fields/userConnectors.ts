import { output, required, type Zod } from "./field";
import { roleName, text, timeoutFields } from "./shared";

const members = (z: Zod) => z.array(z.strictObject({ connectorId: text(z), role: roleName(z) }));

export const fields = {
  userId: required(text, { replaces: true }),
  connectors: required(members),
  ...timeoutFields,
  others: output((z) => members(z).optional()),
};
