import type { Context } from "../contract";
import type { Calling } from "../object/definition";
import { Deadline } from "./deadline";

/** The surroundings of the calls of one operation, which share its time. `timeout` is what the program says of it. */
export function callingWithin(context: Context, timeout: string | undefined, defaultMs: number): Calling {
  const deadline = new Deadline(context, timeout, defaultMs);
  return {
    client: context.client,
    // Asked for at each call: what is left of the operation's time then.
    get options() {
      return deadline.options();
    },
    context,
  };
}
