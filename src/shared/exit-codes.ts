/** What a command leaves with, and why. */
export const exitCodes = {
  well: 0,
  /** A verification or a claim failed. */
  failed: 1,
  /** Wrong usage. */
  usage: 2,
  /** A learner's file could not be loaded. */
  unloadable: 3,
  /** It ran out of time or memory. */
  exhausted: 4,
  /** Ctrl-C. */
  interrupted: 130,
  /** Ended from outside. */
  terminated: 143,
} as const;

/** A code that a command leaves with. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
