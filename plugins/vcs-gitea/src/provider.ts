import type { CloneAccess, RepoAccess, VcsProvider } from '@turnpike/sdk';
import { isAncestor, readHead } from './head.js';
import { nameOf } from './headers.js';
import { removeHook, writeHook } from './hooks.js';
import { inspect } from './inspect.js';
import { locate } from './locate.js';
import { findMissed } from './missed.js';
import { parseDelivery } from './parse.js';
import { createServers } from './place.js';
import { leadsElsewhere, readCommit, readFile } from './read.js';
import type { ServerSettings } from './server.js';
import { writeStatus } from './status.js';
import { verifyDelivery } from './verify.js';

export interface ProviderSettings extends ServerSettings {
  /** Lent to repositories that have no credential. */
  readonly token: string | undefined;
  readonly webhookSecrets: readonly string[];
  readonly pollSeconds: number;
}

/** One server of Gitea or its kin. */
export function createGiteaProvider(settings: ProviderSettings): VcsProvider {
  const { id, name, token, webhookSecrets, pollSeconds } = settings;
  const servers = createServers(settings, token);
  return {
    id,
    describe: name,
    pollSeconds,
    identify: nameOf,
    verify: (d, secrets) => verifyDelivery(d, [...secrets, ...webhookSecrets]),
    parse: parseDelivery,
    missed: (r, cursor, told) => findMissed(servers.of(r), r, cursor, told),
    file: (r, path, ref) => readFile(servers.of(r), path, ref),
    commit: (r, ref) => readCommit(servers.of(r), ref),
    head: async (r, ref) => (leadsElsewhere(ref) ? null : readHead(servers.of(r), ref)),
    isAncestor: (r, sha, of) => isAncestor(servers.of(r), sha, of),
    cloneAccess: async (r) => cloneAccess(r, token),
    setStatus: (r, status) => writeStatus(servers.of(r), status),
    installHook: (r, hook) => writeHook(servers.of(r), hook),
    removeHook: (r, { url }) => removeHook(servers.of(r), url),
    locate: (r) => locate(servers.of(r), r.repository.vcsId),
    inspect: (url, credential = null) => inspect(servers, settings, url, credential),
  };
}

/** The site's own token is lent only where nobody could clone without one. */
function cloneAccess({ repository, credential }: RepoAccess, token?: string): CloneAccess {
  const lent = repository.private && token ? ({ kind: 'token', token } as const) : null;
  return { url: repository.cloneUrl, credential: credential ?? lent };
}
