/**
 * What a client tells of the requests it sends, to `onEvent`. Nothing in an event is a header, a body, a query, a
 * credential, or a secret value of the request. More kinds of events, and more fields, may come.
 */
export type ClientEvent = RequestEvent | ResponseEvent | RetryEvent | UnknownSettingEvent | UnreadableEvent;

/** What all events of one call have in common. */
interface EventFacts {
  /** HTTP verb of the call. */
  method: string;

  /** Path of the call, without the host and the query, such as `/v1/groups/decent_dropsy`. */
  path: string;

  /** The same with a word for each id and name, such as `/v1/groups/{group}`: what to count and group by. */
  pathTemplate: string;

  /** Which attempt it is, or was; 1 for the first. */
  attempt: number;
}

/** One request is about to be sent. A {@link ResponseEvent} follows each. */
export interface RequestEvent extends EventFacts {
  type: "request";

  /** Size of the body that is sent; 0 without one. Absent for a body whose size is not known before. */
  bytes?: number;
}

/** What became of one request: it has a `status`, or a `reason` why there is no answer. */
export interface ResponseEvent extends EventFacts {
  type: "response";

  /** HTTP status of the answer. */
  status?: number;

  /** Why no answer came, in a few words, such as `no answer in time`. */
  reason?: string;

  /** From sending to the last byte. @unit milliseconds */
  durationMs: number;

  /** Size of the answer's body, decompressed. Absent for one that is read as a stream. */
  bytes?: number;

  /** What Fivetran calls the request, for its support. */
  requestId?: string;

  /** `X-Rate-Limit`: how many requests Fivetran accepts in an hour. */
  rateLimit?: number;

  /** `X-Rate-Limit-Remaining`: how many of them are left. */
  rateLimitRemaining?: number;
}

/** One retry is about to be waited for. */
export interface RetryEvent extends EventFacts {
  type: "retry";

  /** @unit milliseconds */
  delayMs: number;

  /** Why the last attempt failed, in a few words, such as `503 ServiceUnavailable`. */
  reason: string;
}

/**
 * A setting of a service that this version does not know is about to be sent; told once a call, before its first
 * request. Fivetran adds settings and values between our releases, so it is a reason for a warning, no more.
 */
export interface UnknownSettingEvent extends EventFacts {
  type: "unknownSetting";

  /** The service whose settings they are, as the caller names it. */
  service: string;

  /** What is not known: the service, a key of its settings, or the value of one that has a list of values. */
  kind: "service" | "key" | "value";

  /** Where it is, such as `config.hots` or `config.reports[].tabel`; `service` for the service itself. Never a value. */
  setting: string;

  /** The service, key or value that is known and that was most likely meant, if any is near. */
  nearest?: string;
}

/**
 * A part of an answer could not be read, and the call went on without it. Told once an answer for each kind of place: for a
 * field that is wrong in a thousand elements of a page, with the first of them.
 */
export interface UnreadableEvent extends EventFacts {
  type: "unreadable";

  /** Where it is, such as `data.items[3].sync_frequency`; for an element that is handed out as it is, where its fault is. */
  place: string;

  /** What is wrong there, such as `Invalid input: expected number, received string`. Never a value. */
  problem: string;

  /** In how many places of the answer the same is wrong. */
  count: number;
}
