import { z } from "zod";
import { apiObject, openEnum, optional, userData } from "../wire/answerSchema";
import type { SyncEndData, SyncEndStatus } from "./events";

const fields = {
  created: z.string(),
  connectorType: optional(z.string()),
  connectorId: optional(z.string()),
  connectorName: optional(z.string()),
  syncId: optional(z.string()),
  destinationGroupId: optional(z.string()),
  groupId: optional(z.string()),
};

/** Both fields may be missing: a delivery that is refused for that is sent again for a day, and then lost. */
const syncEndData = z.looseObject({
  status: openEnum<SyncEndStatus>().optional(),
  reason: z.string().nullish(),
}) as unknown as z.ZodType<SyncEndData>; // They differ in undefined as a value, which JSON does not have.

export const syncEndEvent = apiObject({
  event: z.literal("sync_end"),
  ...fields,
  data: optional(syncEndData),
});

export const otherEvent = apiObject({
  event: z.string().min(1),
  ...fields,
  data: optional(userData),
});
