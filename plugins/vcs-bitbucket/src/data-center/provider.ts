import type { VcsProvider } from '@turnpike/sdk';
import { cloneAccess } from '../clone-access.js';
import { leadsElsewhere } from '../refs.js';
import { askedOfDataCenter, renewToken } from '../renew-token.js';
import type { HostSettings } from '../settings.js';
import { verifyDelivery } from '../verify.js';
import { isAncestor, readHead } from './head.js';
import { hookHealth, removeHook, testHook, writeHook } from './hooks.js';
import { inspect } from './inspect.js';
import { ensureKey, removeKey } from './keys.js';
import { listRepositories } from './list-repositories.js';
import { locate } from './locate.js';
import { findMissed } from './missed.js';
import { parseDelivery, splitPush } from './parse.js';
import { permissionOf } from './permission.js';
import { createDataCenter } from './place.js';
import { readCommit, readFile } from './read.js';
import { writeStatus } from './status.js';
import { whoAmI } from './who-am-i.js';

/** A server of Bitbucket Data Center. */
export function createDataCenterProvider(host: HostSettings): VcsProvider {
  const { id, kind, name, token, webhookSecrets, pollSeconds } = host;
  const server = createDataCenter(host);
  return {
    id,
    kind,
    describe: name,
    pollSeconds,
    identify({ headers }) {
      const [event, guid] = [headers['x-event-key'], headers['x-request-id']];
      // Cloud's have an id of another name, and proxies may add this one.
      const isCloud = headers['x-request-uuid'] !== undefined;
      return event && guid && !isCloud ? { event, guid } : undefined;
    },
    verify: (d, secrets) => verifyDelivery(d, [...secrets, ...webhookSecrets]),
    parse: (d) => parseDelivery(d, host.url),
    split: splitPush,
    missed: (r, cursor, told) => findMissed(server.of(r), r, cursor, told),
    file: (r, path, ref) => readFile(server.of(r), path, ref),
    commit: (r, ref) => readCommit(server.of(r), ref),
    head: async (r, ref) => (leadsElsewhere(ref) ? null : readHead(server.of(r), ref)),
    isAncestor: (r, sha, of) => isAncestor(server.of(r), sha, of),
    cloneAccess: async (r) => cloneAccess(r, token),
    setStatus: (r, status) => writeStatus(server.of(r), status),
    installHook: (r, hook) => writeHook(server.of(r), hook),
    removeHook: (r, { url }) => removeHook(server.of(r), url),
    locate: (r) => locate(server.of(r), r.repository.vcsId),
    hookHealth: (r, { url }) => hookHealth(server.of(r), url),
    testHook: (r, { url }) => testHook(server.of(r), url),
    ensureKey: (r, key) => ensureKey(server.of(r), key),
    removeKey: (r, { publicKey }) => removeKey(server.of(r), publicKey),
    whoAmI: (own) => whoAmI(host, own),
    renewToken: (refresh) => renewToken(host, refresh, askedOfDataCenter),
    repositories: ({ credential }, page) => listRepositories(server.with(credential), page),
    permission: (r, account) => permissionOf(server.of(r), r, account),
    inspect: (url, credential = null) => inspect(server, url, credential),
  };
}
