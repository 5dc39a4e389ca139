/** What `turnpike` ends with; told by `turnpike --help`. */
export const EXIT = {
  ok: 0,
  /** The thing asked for did not succeed: a build that failed, a check that found something. */
  failed: 1,
  /** Wrong arguments, wrong configuration. */
  usage: 2,
  /** The server cannot be reached or is not there. */
  unreachable: 3,
  /** Not logged in, or not allowed. */
  denied: 4,
  /** No such repository, build, job, plugin. */
  missing: 5,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
