/** How every command of `fivetranctl` ends. One table for all of them; scripts may rely on it. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** Something failed: a sync, a call, a check. */
  failed: 1,
  /** The command line is wrong, or what it needs is missing; nothing was sent. */
  usage: 2,
  /** The time that was given ran out. */
  deadline: 3,
  /** Fivetran put a sync off. */
  rescheduled: 4,
  /** Something was looked for and found: broken, stale, drift. */
  found: 5,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
