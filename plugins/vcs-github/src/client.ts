import { createHash } from 'node:crypto';
import { Octokit } from '@octokit/rest';
import { slugParts, type RepoAccess, type VcsCredential } from '@turnpike/sdk';
import type { GithubHost } from './hosts.js';
import { cacheByEtag, EtagCache } from './etag-cache.js';
import { hostError, isOfAnotherServer, statusOf } from './host-error.js';

const TIMEOUT_MS = 30_000;
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface Place {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
}

export interface Clients {
  of(access: RepoAccess): Place;
  with(credential: VcsCredential | null): Octokit;
}

/** One client a call, one cache for all. The API's URL is the administrator's, not a user's. */
export function createClients(host: Pick<GithubHost, 'apiUrl' | 'token' | 'fetch'>): Clients {
  const cache = new EtagCache();
  const make = (token: string | undefined): Octokit => {
    const octokit = new Octokit({
      baseUrl: host.apiUrl,
      userAgent: 'Turnpike',
      log: SILENT,
      request: { fetch: host.fetch ?? withTimeLimit },
      ...(token === undefined ? {} : { auth: token }),
    });
    cacheByEtag(
      octokit,
      cache,
      createHash('sha256')
        .update(token ?? '')
        .digest('base64'),
    );
    return octokit;
  };
  const withCredential = (credential: VcsCredential | null) =>
    make(tokenOf(credential) ?? host.token);
  return {
    of: (access) => ({ octokit: withCredential(access.credential), ...nameOf(access) }),
    with: withCredential,
  };
}

const withTimeLimit: typeof fetch = (input, init) => {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
  return fetch(input, { ...init, signal });
};

function tokenOf(credential: VcsCredential | null): string | undefined {
  if (credential?.kind === 'token') return credential.token;
  return credential?.kind === 'basic' ? credential.password : undefined;
}

/** The name at the host, which may differ from the one here. */
function nameOf({ repository }: RepoAccess): { readonly owner: string; readonly repo: string } {
  const path = /[:/]([^/:]+)\/([^/]+?)(?:\.git)?\/?$/.exec(repository.cloneUrl);
  const known = slugParts(repository.slug);
  const [owner = '', repo = ''] = path ? path.slice(1) : [known?.owner, known?.name];
  return { owner, repo };
}

/** Runs one call; statuses in `absent` mean that there is no such thing. */
export async function ask<T>(
  work: () => Promise<{ readonly data: T }>,
  absent: readonly number[] = [],
): Promise<T | undefined> {
  try {
    return (await work()).data;
  } catch (error) {
    if (absent.includes(statusOf(error) ?? 0) && !isOfAnotherServer(error)) return undefined;
    throw hostError(error);
  }
}

/** Of a list with all its pages. */
export async function askAll<T>(
  work: () => Promise<readonly T[]>,
  absent: readonly number[] = [],
): Promise<readonly T[] | undefined> {
  return ask(async () => ({ data: await work() }), absent);
}
