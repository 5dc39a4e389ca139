import { leadsElsewhere, type VcsProvider } from '@turnpike/sdk';
import { cloneAccess } from './clone-access.js';
import type { Dialect } from './dialect.js';
import { createPlaces } from './places.js';
import { renewToken } from './renew-token.js';
import type { HostSettings } from './settings.js';
import { verifyDelivery } from './verify.js';

/** One host of Bitbucket, in its dialect. */
export function createBitbucketProvider<P>(host: HostSettings, dialect: Dialect<P>): VcsProvider {
  const { id, kind, name, token, webhookSecrets, pollSeconds } = host;
  const { testHook } = dialect;
  const places = createPlaces(host, dialect.placeAt);
  return {
    id,
    kind,
    describe: name,
    pollSeconds,
    identify: dialect.identify,
    verify: (d, secrets) => verifyDelivery(d, [...secrets, ...webhookSecrets]),
    parse: (d) => dialect.parseDelivery(d, host.url),
    split: dialect.splitPush,
    missed: (r, cursor, told) => dialect.findMissed(places.of(r), r, cursor, told),
    file: (r, path, ref) => dialect.readFile(places.of(r), path, ref),
    commit: (r, ref) => dialect.readCommit(places.of(r), ref),
    head: async (r, ref) => (leadsElsewhere(ref) ? null : dialect.readHead(places.of(r), ref)),
    isAncestor: (r, sha, of) => dialect.isAncestor(places.of(r), sha, of),
    cloneAccess: async (r) => cloneAccess(r, token),
    setStatus: (r, status) => dialect.writeStatus(places.of(r), status),
    installHook: (r, hook) => dialect.writeHook(places.of(r), hook),
    removeHook: (r, { url }) => dialect.removeHook(places.of(r), url),
    locate: (r) => dialect.locate(places.of(r), r.repository.vcsId),
    hookHealth: (r, { url }) => dialect.hookHealth(places.of(r), url),
    ...(testHook ? { testHook: (r, { url }) => testHook(places.of(r), url) } : {}),
    ensureKey: (r, key) => dialect.ensureKey(places.of(r), key),
    removeKey: (r, { publicKey }) => dialect.removeKey(places.of(r), publicKey),
    whoAmI: (own) => dialect.whoAmI(host, own),
    renewToken: (refresh) => renewToken(host, refresh, dialect.renewal),
    repositories: ({ credential }, page) => dialect.listRepositories(places.with(credential), page),
    permission: (r, account) => dialect.permissionOf(places.of(r), r, account),
    inspect: (url, credential = null) => dialect.inspect(places, url, credential),
  };
}
