/** What a connector needs of the machine; tests bring their own. */
export interface Machine {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after that many milliseconds, or at once when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}
