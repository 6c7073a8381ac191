import { z } from "zod";
import { apiObject, nullable, optional, page } from "../wire/answerSchema";

export const connectorSdkPackage = apiObject({
  id: z.string(),
  connectionId: nullable(z.string()),
  connectionIds: optional(z.array(z.string())),
  createdBy: optional(z.string()),
  lastUpdatedBy: optional(z.string()),
  createdAt: optional(z.string()),
  updatedAt: optional(z.string()),
  fileSha256Hash: optional(z.string()),
});
export const connectorSdkPackages = page(connectorSdkPackage);
