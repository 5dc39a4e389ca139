/** Calls that an app makes as itself, with a JWT. */
import { Octokit } from '@octokit/rest';
import { hostError, statusOf } from '../host-error.js';
import { appJwt, type AppKey } from './jwt.js';

/** Makes one call; what GitHub refuses is thrown as it comes. */
export type AsApp = <T>(work: (octokit: Octokit) => Promise<T>) => Promise<T>;

interface Failure {
  readonly message?: string;
  readonly response?: { readonly headers: Readonly<Record<string, string | undefined>> };
}

/** `open`: a client that carries this in its header. */
export function asApp(key: AppKey, open: (authorization: string) => Octokit): AsApp {
  let aheadMs = 0;
  const once = <T>(work: (octokit: Octokit) => Promise<T>): Promise<T> =>
    work(open(`bearer ${appJwt(key, Date.now() - aheadMs)}`));
  return async (work) => {
    try {
      return await once(work);
    } catch (error) {
      const told = hostTime(error);
      if (told === undefined) throw error;
      // This machine's clock is off: GitHub's own is what the JWT is held against.
      aheadMs = Date.now() - told;
      return once(work);
    }
  };
}

/** Of a refusal that is about the time. */
function hostTime(error: unknown): number | undefined {
  const { message = '', response } = error as Failure;
  if (statusOf(error) !== 401 || !/claim/i.test(message)) return undefined;
  const at = Date.parse(response?.headers['date'] ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** undefined: there is no such thing. */
export async function found<T>(work: Promise<{ readonly data: T }>): Promise<T | undefined> {
  try {
    return (await work).data;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw hostError(error);
  }
}
