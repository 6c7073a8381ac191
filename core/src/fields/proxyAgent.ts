import { optional, output, required } from "./field";
import { objectFields, optionalText, rotationFields, text } from "./shared";

const handedOut = output(optionalText, { handedOut: true, secret: true });

export const fields = {
  displayName: required(text, { replaces: true }),
  groupRegion: optional(text, { replaces: true }),
  ...rotationFields,
  ...objectFields,
  authToken: handedOut,
  clientCert: handedOut,
  clientPrivateKey: handedOut,
  orchestratorHost: output(optionalText, { kept: true }),
  orchestratorPort: output((z) => z.number().optional(), { kept: true }),
};
