import type { AnswerHeaders } from "../http/headers";
import { serverTimeIn } from "../http/headers";

/**
 * What is known of the server's clock, from the `Date` headers of its answers.
 *
 * A `Date` is written before the answer arrives, and cut to the second. So when an answer with `Date` D arrived at the
 * local time r, the server's clock at r stood at D or later, and at any local time t it stood at `D + (t - r)` or later.
 */
export class ServerClock {
  #offsetMs: number | undefined;

  /** Learns from the headers of an answer that arrived at the local time `receivedAt`. */
  observe(headers: AnswerHeaders, receivedAt: number): void {
    const time = serverTimeIn(headers);
    if (time !== undefined) this.#offsetMs = time - receivedAt;
  }

  /** A time that the server's clock had certainly reached at `localTime`; undefined when nothing is known yet. */
  lowerBoundAt(localTime: number): Date | undefined {
    return this.#offsetMs === undefined ? undefined : new Date(Math.floor(localTime + this.#offsetMs));
  }
}
