/** How the `travis` client names builds and jobs: by number, never by id. */
import { InputError } from '../contracts/errors.js';

/**
 * The name of ours for `7`, `7.2`, `#7`, `latest`, `owner/name#7` or nothing (the newest build), in the repository
 * of `-r` or of this folder. Throws InputError where both `-r` and the name itself say a repository.
 */
export function refOfOldName(given: string | undefined, repo: string | undefined): string {
  const within = repo ?? '';
  if (given === undefined) return `${within}#latest`;
  if (/^(?:\d+|latest)(?:\.\d+)?$/.test(given)) return `${within}#${given}`;
  if (repo === undefined) return given;
  if (given.startsWith('#')) return `${repo}${given}`;
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `${given} with --repo is no number of a build or job.`,
    { wayOut: `Write a number: --repo ${repo} 7 or --repo ${repo} 7.2.` },
  );
}
