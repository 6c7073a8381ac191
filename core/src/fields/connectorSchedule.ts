import { optional, required } from "./field";
import { HANDED_OVER, scheduleFields } from "./schedule";
import { flag, text, timeoutFields } from "./shared";

export const fields = {
  connectorId: required(text, { replaces: true, unread: true, unsent: true }),
  ...scheduleFields,
  pauseAfterTrial: optional(flag, { stays: HANDED_OVER, inputOnly: true }),
  pauseOnDelete: optional(flag, { uncompared: true, unsent: true, inputOnly: true }),
  ...timeoutFields,
};
