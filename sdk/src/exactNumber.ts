import { nativeJson } from "./wire/nativeJson";

/**
 * A number of an answer that JavaScript's own cannot hold and that is no whole one, such as `12345678901234567.89`. Whole
 * ones beyond 2^53 are a `bigint`. Sent back, either is written digit by digit as it came.
 */
export class ExactNumber {
  /** As JSON has it. */
  readonly source: string;

  /** @throws {TypeError} for what is no number in JSON */
  constructor(source: string) {
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(source))
      throw new TypeError("An exact number must be written as JSON writes numbers.");
    this.source = source;
  }

  toString(): string {
    return this.source;
  }

  /** The nearest number that JavaScript has. */
  valueOf(): number {
    return Number(this.source);
  }

  /** For `JSON.stringify`, which then writes all digits. */
  toJSON(): object {
    return nativeJson.rawJSON(this.source);
  }
}
