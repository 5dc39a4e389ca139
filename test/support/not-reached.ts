/** A registry beside those of npm and Debian is not reached: what only it gives is skipped by name, in CI as well. */
export class NotReachedError extends Error {
  override readonly name = 'NotReachedError';

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}
