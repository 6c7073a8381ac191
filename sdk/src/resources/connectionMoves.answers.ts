import { z } from "zod";
import { apiObject, nullable, openEnum, optional } from "../wire/answerSchema";
import type { MoveJobStatus, SyncBehavior } from "./connectionMoves.types";

const groups = { sourceGroupId: optional(z.string()), destinationGroupId: optional(z.string()) };

export const connectionMove = apiObject({
  ...groups,
  connectionId: optional(z.string()),
  syncBehavior: optional(openEnum<SyncBehavior>()),
  movedAt: nullable(z.string()),
  jobId: optional(z.string()),
});

export const connectionMoveJob = apiObject({
  ...groups,
  id: z.string(),
  status: optional(openEnum<MoveJobStatus>()),
  connectionId: optional(z.string()),
  createdAt: optional(z.string()),
  startedAt: nullable(z.string()),
  completedAt: nullable(z.string()),
  errorMessage: nullable(z.string()),
});
