/** What the exit codes of the command mean; scripts branch on them, so they never change. */
export const EXIT = {
  ok: 0,
  failure: 1,
  /** The command line is wrong. */
  usage: 2,
  /** No server answers at the address. */
  notReachable: 3,
  notFound: 4,
  /** Some of what was sent was refused; the rest is in. */
  partlyRefused: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
