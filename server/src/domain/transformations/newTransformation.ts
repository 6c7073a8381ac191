import type { TransformationFields, TransformationSchedule } from "../../records/transformations";
import type { Account } from "../account";

export interface TransformationWish {
  readonly id?: string | undefined;
  readonly paused?: boolean | null | undefined;
  readonly schedule?: TransformationSchedule | null | undefined;
  /** Default: the account's owner. */
  readonly createdById?: string | undefined;
}

/** What both types begin with. Without a schedule, a transformation follows its connections (UNPROVEN). */
export function newTransformationFields(
  account: Account,
  groupId: string,
  wish: TransformationWish,
  connectionIds: readonly string[] = [],
): TransformationFields {
  return {
    id: wish.id ?? account.newId(),
    groupId,
    status: "NEW",
    paused: wish.paused ?? false,
    schedule: wish.schedule ?? { schedule_type: "INTEGRATED", connection_ids: connectionIds },
    createdAt: account.clock.timestamp(),
    createdById: wish.createdById ?? account.settings.ownerId,
    arrived: [],
  };
}
