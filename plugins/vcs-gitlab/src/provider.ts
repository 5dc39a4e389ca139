import { credentialOf, leadsElsewhere, type VcsCredential, type VcsProvider } from '@turnpike/sdk';
import { isAncestor, readHead } from './head.js';
import { nameOf } from './headers.js';
import { hookHealth, testHook } from './hook-health.js';
import { removeHook, writeHook } from './hooks.js';
import { inspect } from './inspect.js';
import { ensureKey, removeKey } from './keys.js';
import { listRepositories } from './list-repositories.js';
import { locate } from './locate.js';
import { findMissed } from './missed.js';
import { parseAccount } from './parse-account.js';
import { parseDelivery } from './parse.js';
import { permissionOf } from './permission.js';
import { createServers } from './place.js';
import { readCommit, readFile } from './read.js';
import { renewToken, type OAuthApplication } from './renew-token.js';
import type { ServerSettings } from './server.js';
import { writeStatus } from './status.js';
import { verifyDelivery } from './verify.js';
import { whoAmI } from './who-am-i.js';

export interface ProviderSettings extends ServerSettings {
  /** Lent to repositories that have no credential. */
  readonly token: string | undefined;
  readonly webhookSecrets: readonly string[];
  readonly pollSeconds: number;
  readonly oauth: OAuthApplication;
}

/** One GitLab. */
export function createGitlabProvider(settings: ProviderSettings): VcsProvider {
  const { id, url, token, webhookSecrets, pollSeconds } = settings;
  const servers = createServers(settings, token);
  return {
    id,
    kind: 'gitlab',
    describe: 'GitLab',
    pollSeconds,
    identify: nameOf,
    verify: (d, secrets) => verifyDelivery(d, [...secrets, ...webhookSecrets]),
    parse: (d) => parseDelivery(d, url),
    parseAccount,
    missed: (r, cursor, told) => findMissed(servers.of(r), r, cursor, told),
    file: (r, path, ref) => readFile(servers.of(r), path, ref),
    commit: (r, ref) => readCommit(servers.of(r), ref),
    head: async (r, ref) => (leadsElsewhere(ref) ? null : readHead(servers.of(r), ref)),
    isAncestor: (r, sha, of) => isAncestor(servers.of(r), sha, of),
    cloneAccess: async (r) => ({
      url: r.repository.cloneUrl,
      credential: withUser(credentialOf(r, token)),
    }),
    setStatus: (r, status) => writeStatus(servers.of(r), status),
    installHook: (r, hook) => writeHook(servers.of(r), hook),
    removeHook: (r, hook) => removeHook(servers.of(r), hook.url),
    locate: (r) => locate(servers.of(r), r.repository.vcsId),
    hookHealth: (r, hook) => hookHealth(servers.of(r), hook.url),
    testHook: (r, hook) => testHook(servers.of(r), hook.url),
    ensureKey: (r, key) => ensureKey(servers.of(r), key),
    removeKey: (r, { publicKey }) => removeKey(servers.of(r), publicKey),
    whoAmI: (own) => whoAmI(servers.with({ kind: 'token', token: own })),
    renewToken: (refresh) => renewToken(settings, refresh),
    repositories: ({ credential }, page) => listRepositories(servers.with(credential), page),
    permission: (r, account) => permissionOf(servers.of(r), r, account),
    inspect: (address, credential = null) => inspect(servers, url, address, credential),
  };
}

/** Tokens of a sign-in are taken beside this name alone; access tokens beside any. */
function withUser(credential: VcsCredential | null): VcsCredential | null {
  if (credential?.kind !== 'token') return credential;
  return { kind: 'basic', user: 'oauth2', password: credential.token };
}
