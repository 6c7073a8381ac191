import { z } from "zod";
import { apiObject, optional, page } from "../wire/answerSchema";

export const certificate = apiObject({
  id: z.string(),
  name: optional(z.string()),
  hash: z.string(),
  type: optional(z.string()),
  sha1: optional(z.string()),
  sha256: optional(z.string()),
  publicKey: optional(z.string()),
  validatedDate: optional(z.string()),
  validatedBy: optional(z.string()),
});
export const certificates = page(certificate);

export const fingerprint = apiObject({
  id: z.string(),
  hash: z.string(),
  publicKey: optional(z.string()),
  validatedDate: optional(z.string()),
  validatedBy: optional(z.string()),
});
export const fingerprints = page(fingerprint);

/** Of an approval, for which Fivetran may return no body. */
export const approvedFingerprint = fingerprint.optional();
