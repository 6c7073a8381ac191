import type { ZodType } from "zod";
import { optional, output, required, type Zod } from "./field";
import { objectFields, optionalText, rotationFields, text } from "./shared";

const accepted = (z: Zod): ZodType<boolean> =>
  z.literal(true, "must be true: Fivetran makes no agent unless its terms are accepted");

export const fields = {
  groupId: required(text, { replaces: true }),
  displayName: required(text, { replaces: true }),
  envType: required(text, { replaces: true }),
  acceptTerms: required(accepted, { uncompared: true, inputOnly: true }),
  // It decides the form of the secrets that the creation and each rotation hand out.
  authType: optional(text, { uncompared: true, inputOnly: true }),
  ...rotationFields,
  ...objectFields,
  registeredAt: output(optionalText),
  token: output(optionalText, { handedOut: true, secret: true }),
  files: output(
    (z) =>
      z.object({ configJson: z.string(), authJson: z.string(), dockerComposeYaml: z.string() }).optional(),
    { handedOut: true, secret: true },
  ),
};
