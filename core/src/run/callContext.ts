import type { FivetranClient, RequestOptions } from "@pulumi-fivetran/sdk";
import type { Context } from "../contract";
import { Deadline } from "./deadline";

/** What the calls of one operation share: the client, the run, and the operation's time. */
export interface CallContext {
  readonly client: FivetranClient;
  /** For the next call: what is left of the operation's time now. */
  readonly options: RequestOptions;
  readonly context: Context;
  readonly deadline: Deadline;
}

/** @param timeout What the program says of the operation's time: `10m`. */
export function callWithin(context: Context, timeout: string | undefined, defaultMs: number): CallContext {
  const deadline = new Deadline(context, timeout, defaultMs);
  return {
    client: context.client,
    get options() {
      return deadline.options();
    },
    context,
    deadline,
  };
}
