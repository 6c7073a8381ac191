import { required } from "./field";
import { approvalFields, proof, text } from "./shared";

export const fields = {
  destinationId: required(text, { replaces: true }),
  encodedCert: proof,
  ...approvalFields,
};
