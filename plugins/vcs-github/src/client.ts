import { createHash } from 'node:crypto';
import { Octokit } from '@octokit/rest';
import { slugParts, type RepoAccess, type VcsCredential } from '@turnpike/sdk';
import { createGithubApp, type GithubApp } from './app/github-app.js';
import { whileFresh } from './app/tokens.js';
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
  readonly app: GithubApp;
  /** As the app where it reaches the repository; else with its credential. */
  of(access: RepoAccess): Place;
  with(credential: VcsCredential | null): Octokit;
  /** As nobody, not even as the site. */
  anonymous(): Octokit;
}

/** One client a call, one cache for all. The API's URL is the administrator's, not a user's. */
export function createClients(
  host: Pick<GithubHost, 'apiUrl' | 'token' | 'fetch' | 'app'>,
): Clients {
  const cache = new EtagCache();
  const open = () =>
    new Octokit({
      baseUrl: host.apiUrl,
      userAgent: 'Turnpike',
      log: SILENT,
      request: { fetch: host.fetch ?? withTimeLimit },
    });
  const app = createGithubApp(host.app ?? noApp, (authorization) => {
    const octokit = open();
    octokit.hook.before('request', (options) => {
      options.headers.authorization = authorization;
    });
    return octokit;
  });
  const make = (bearer: () => Bearer | Promise<Bearer>) => signed(open(), cache, bearer);
  const plain = (credential: VcsCredential | null): Bearer =>
    withToken(tokenOf(credential) ?? host.token);
  return {
    app,
    anonymous: open,
    with: (credential) => make(() => plain(credential)),
    of: (access) => ({
      octokit: make(async () => (await asInstallation(app, access)) ?? plain(access.credential)),
      ...nameOf(access),
    }),
  };
}

const noApp = async (): Promise<null> => null;

/** Whose call it is. */
interface Bearer {
  /** Answers are kept for it alone. */
  readonly principal: string;
  readonly token: string | undefined;
  around<T>(work: () => Promise<T>): Promise<T>;
}

function withToken(token: string | undefined): Bearer {
  const principal = createHash('sha256')
    .update(token ?? '')
    .digest('base64');
  return { principal, token, around: (work) => work() };
}

/** undefined: the app does not reach it, or may not now. */
async function asInstallation(app: GithubApp, access: RepoAccess): Promise<Bearer | undefined> {
  const found = await app.reaches(access, nameOf(access));
  if (!found || found.installation.suspended) return undefined;
  const { tokens, installations } = found.app;
  const { id } = found.installation;
  const token = await tokens.of(id);
  return {
    principal: `installation ${id}`,
    token: token.token,
    around: (work) =>
      whileFresh(token, work).catch((error: unknown) => {
        // Uninstalled, suspended or narrowed since: asked anew next time.
        if (statusOf(error) === 401) tokens.drop(id);
        if ([401, 403].includes(statusOf(error) ?? 0)) installations.forget();
        throw error;
      }),
  };
}

function signed(
  octokit: Octokit,
  cache: EtagCache,
  bearer: () => Bearer | Promise<Bearer>,
): Octokit {
  const known = { principal: '' };
  cacheByEtag(octokit, cache, known);
  octokit.hook.wrap('request', async (request, options) => {
    const { principal, token, around } = await bearer();
    known.principal = principal;
    if (token !== undefined) options.headers.authorization = `token ${token}`;
    return around(async () => request(options));
  });
  return octokit;
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
export function nameOf({ repository }: Pick<RepoAccess, 'repository'>): {
  readonly owner: string;
  readonly repo: string;
} {
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
