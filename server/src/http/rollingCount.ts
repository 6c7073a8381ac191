/** Counts things that happened within the last milliseconds, as many as are given. */
export class RollingCount {
  readonly #spanMs: number;

  /** When each happened, the oldest at `first`. */
  #times: number[] = [];
  #first = 0;

  constructor(spanMs: number) {
    this.#spanMs = spanMs;
  }

  /** How long until there is room for one more, of at most `most`; 0 when there is. */
  waitMs(now: number, most: number): number {
    const size = this.size(now);
    if (size < most) return 0;
    // Once this one is out of the span, one less than `most` are in it. With a limit of 0 there is never room.
    const last = this.#times[this.#first + size - Math.max(1, most)] ?? now;
    return last + this.#spanMs - now;
  }

  add(now: number): void {
    this.#times.push(now);
  }

  size(now: number): number {
    // A clock that was set back leaves times that have not come yet: they are forgotten.
    if ((this.#times.at(-1) ?? now) > now) {
      this.#times = this.#times.filter((time) => time <= now);
      this.#first = 0;
    }
    while ((this.#times[this.#first] ?? now) <= now - this.#spanMs) this.#first += 1;
    if (this.#first > 1000 && this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }
}
