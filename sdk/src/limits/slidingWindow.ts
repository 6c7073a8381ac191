/**
 * A maximum number of requests in any stretch of time of a given length. It remembers when each request of the last stretch
 * was sent, so that no burst at a boundary passes, and it needs no timer: it forgets older requests when it is asked.
 */
export class SlidingWindow {
  /** Times of sending, ascending; those before {@link #first} are over. */
  #sent: number[] = [];
  #first = 0;

  #asked: number | undefined;
  #learnt: number | undefined;

  /** @param published the number of requests that holds until somebody asks for another or the server says one */
  constructor(
    private readonly published: number,
    readonly lengthMs: number,
  ) {}

  /** How many requests are let through; infinite for no limit. */
  get limit(): number {
    if (this.#asked === undefined) return this.#learnt ?? this.published;
    return Math.min(this.#asked, this.#learnt ?? Number.POSITIVE_INFINITY);
  }

  /** Clients share a window; the smallest number that one of them asked for counts. */
  lowerTo(limit: number): void {
    this.#asked = Math.min(this.#asked ?? Number.POSITIVE_INFINITY, limit);
  }

  /** What the server says that its limit is. It may be more than what is published, but never more than was asked for. */
  learn(limit: number): void {
    this.#learnt = limit;
  }

  /**
   * The earliest time, `now` or later, at which a request may be sent before which `ahead` others are to be sent. Those
   * are taken to be sent as soon as they may, so the answer is a lower bound.
   */
  opensAt(now: number, ahead: number): number {
    const { limit } = this;
    this.#forget(now);
    const sent = this.#sent.length - this.#first;
    let place = sent + ahead;
    let rounds = 0;
    while (place >= sent) {
      if (place < limit) return now + rounds * this.lengthMs;
      place -= limit;
      rounds += 1;
    }
    return Math.max(now, (this.#sent[this.#first + place] ?? now) + rounds * this.lengthMs);
  }

  /** Notes that a request is sent. The caller has asked before, which has forgotten the requests of earlier stretches. */
  record(now: number): void {
    if (this.limit === Number.POSITIVE_INFINITY) return; // Would grow without ever being asked.
    this.#sent.push(now);
  }

  #forget(now: number): void {
    const over = now - this.lengthMs;
    while (this.#first < this.#sent.length && (this.#sent[this.#first] ?? 0) <= over) this.#first += 1;
    // Cut off in large pieces: one element at a time would move the whole array for each request.
    if (this.#first > 1_024 && this.#first * 2 > this.#sent.length) {
      this.#sent = this.#sent.slice(this.#first);
      this.#first = 0;
    }
  }
}
