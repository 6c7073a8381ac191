import { required } from "./field";
import { approvalFields, proof, text } from "./shared";

export const fields = {
  connectorId: required(text, { replaces: true }),
  encodedCert: proof,
  ...approvalFields,
};
