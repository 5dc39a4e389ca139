import type { VcsProvider } from '@turnpike/sdk';
import { cloneAccess } from '../clone-access.js';
import { leadsElsewhere } from '../refs.js';
import { askedOfCloud, renewToken } from '../renew-token.js';
import type { HostSettings } from '../settings.js';
import { verifyDelivery } from '../verify.js';
import { isAncestor, readHead } from './head.js';
import { hookHealth, removeHook, writeHook } from './hooks.js';
import { inspect } from './inspect.js';
import { ensureKey, removeKey } from './keys.js';
import { listRepositories } from './list-repositories.js';
import { locate } from './locate.js';
import { findMissed } from './missed.js';
import { parseDelivery, splitPush } from './parse.js';
import { permissionOf } from './permission.js';
import { createCloud } from './place.js';
import { readCommit, readFile } from './read.js';
import { writeStatus } from './status.js';
import { whoAmI } from './who-am-i.js';

/** Bitbucket Cloud. */
export function createCloudProvider(host: HostSettings): VcsProvider {
  const { id, kind, name, token, webhookSecrets, pollSeconds } = host;
  const cloud = createCloud(host);
  return {
    id,
    kind,
    describe: name,
    pollSeconds,
    identify({ headers }) {
      const [event, guid] = [headers['x-event-key'], headers['x-request-uuid']];
      return event && guid ? { event, guid } : undefined;
    },
    verify: (d, secrets) => verifyDelivery(d, [...secrets, ...webhookSecrets]),
    parse: (d) => parseDelivery(d, host.url),
    split: splitPush,
    missed: (r, cursor, told) => findMissed(cloud.of(r), r, cursor, told),
    file: (r, path, ref) => readFile(cloud.of(r), path, ref),
    commit: (r, ref) => readCommit(cloud.of(r), ref),
    head: async (r, ref) => (leadsElsewhere(ref) ? null : readHead(cloud.of(r), ref)),
    isAncestor: (r, sha, of) => isAncestor(cloud.of(r), sha, of),
    cloneAccess: async (r) => cloneAccess(r, token),
    setStatus: (r, status) => writeStatus(cloud.of(r), status),
    installHook: (r, hook) => writeHook(cloud.of(r), hook),
    removeHook: (r, { url }) => removeHook(cloud.of(r), url),
    locate: (r) => locate(cloud.of(r), r.repository.vcsId),
    hookHealth: (r, { url }) => hookHealth(cloud.of(r), url),
    ensureKey: (r, key) => ensureKey(cloud.of(r), key),
    removeKey: (r, { publicKey }) => removeKey(cloud.of(r), publicKey),
    whoAmI: (own) => whoAmI(cloud.with({ kind: 'token', token: own })),
    renewToken: (refresh) => renewToken(host, refresh, askedOfCloud),
    repositories: ({ credential }, page) => listRepositories(cloud.with(credential), page),
    permission: (r, account) => permissionOf(cloud.of(r), r, account),
    inspect: (url, credential = null) => inspect(cloud, url, credential),
  };
}
