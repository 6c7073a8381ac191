/** Something that webhooks are told of. */
export interface Announcement {
  /** The event's name in the API's own words, such as `sync_end`. */
  readonly event: string;
  /** Of a connection that the account still holds, so that its name and service can be told. */
  readonly connectionId?: string;
  readonly transformationId?: string;
  /** The group it happened in: webhooks of that group and of the account hear of it. */
  readonly groupId: string;
  readonly syncId?: string;
  /** What the event carries beside its subject, such as `{status: "SUCCESSFUL"}`. */
  readonly data?: object;
}
