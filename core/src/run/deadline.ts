import type { RequestOptions } from "@pulumi-fivetran/sdk";
import { parseDuration } from "@pulumi-fivetran/sdk/words";
import type { Context } from "../contract";
import type { InputsOf } from "../fields/field";
import type { timeoutFields } from "../fields/shared";

export type Timeouts = NonNullable<InputsOf<typeof timeoutFields>["timeouts"]>;

/** What an operation may take when the program does not say. */
export const OPERATION_MS = 10 * 60_000;
/** For operations that run setup tests or reload a schema: Fivetran itself may take many minutes. */
export const LONG_OPERATION_MS = 30 * 60_000;

/** Milliseconds of a duration: `90s`, `10m`, `1h30m`. */
export function milliseconds(text: string): number {
  return parseDuration(text) ?? 0;
}

/** Gives each call of one operation what is left of the operation's time. */
export class Deadline {
  readonly #context: Context;
  #end: number;

  constructor(context: Context, timeout: string | undefined, defaultMs: number) {
    this.#context = context;
    this.#end = context.now() + (timeout === undefined ? defaultMs : milliseconds(timeout));
  }

  /** Gives the operation more time: time spent waiting for a person does not count. */
  extend(ms: number): void {
    this.#end += ms;
  }

  /** @unit milliseconds */
  leftMs(): number {
    return this.#end - this.#context.now();
  }

  /** Options for the next call: at least a millisecond, so that the client is the one to report that time is up. */
  options(): RequestOptions {
    return { deadlineMs: Math.max(1, this.leftMs()), signal: this.#context.signal };
  }
}
