import {
  InputError,
  readPayload,
  type RepoIdentity,
  type VcsCredential,
  type VcsProvider,
} from '@turnpike/sdk';
import { listRepositories, readPermission, renewToken, whoAmI } from './accounts.js';
import { appForm, takeApp } from './app/manifest.js';
import { ask, createClients, nameOf, type Clients } from './client.js';
import { writeCheck } from './checks/write-check.js';
import { cloneAccess, endCloneAccess } from './clone-access.js';
import type { GithubHost } from './hosts.js';
import { findMissed } from './missed.js';
import { parseDelivery } from './parse.js';
import { parseAccount } from './parse-account.js';
import { repositorySchema, toIdentity } from './payload.js';
import { isAncestor, readHead } from './history.js';
import { readCommit, readFile } from './read.js';
import { verifyDelivery } from './verify.js';
import { locate } from './locate.js';
import { healthByApp, installByApp, removeByApp, testByApp } from './by-app.js';
import { ensureKey, removeKey } from './keys.js';
import { writeStatus } from './write.js';

/** One GitHub or GitHub Enterprise Server. */
export function createGithubProvider(host: GithubHost): VcsProvider {
  const clients = createClients(host);
  return {
    id: host.id,
    kind: 'github',
    describe: 'GitHub',
    pollSeconds: host.pollSeconds,
    identify: ({ headers }) => {
      if (OTHERS.some((name) => headers[name] !== undefined)) return undefined;
      if (isOfOther(host, headers['x-github-enterprise-host'])) return undefined;
      const event = headers['x-github-event'];
      const guid = headers['x-github-delivery'] ?? headers['x-github-guid'];
      return event && guid ? { event, guid } : undefined;
    },
    verify: async (d, secrets) => {
      const ofApp = (await host.app?.())?.webhookSecret;
      return verifyDelivery(d, [...secrets, ...host.webhookSecrets, ...(ofApp ? [ofApp] : [])]);
    },
    parse: parseDelivery,
    missed: (r, cursor, told) => findMissed(clients.of(r), r, cursor, told),
    file: (r, path, ref) => readFile(clients.of(r), path, ref),
    commit: (r, ref) => readCommit(clients.of(r), ref),
    head: (r, ref) => readHead(clients.of(r), ref),
    isAncestor: (r, sha, of) => isAncestor(clients.of(r), sha, of),
    cloneAccess: (r) => cloneAccess(clients, host, r),
    endCloneAccess: (_r, credential) => endCloneAccess(clients, credential),
    setCheck: (r, check) => writeCheck(clients, r, check),
    setStatus: (r, status) => writeStatus(clients.of(r), status),
    installHook: (r, hook) => installByApp(clients, r, hook),
    removeHook: (r, { url }) => removeByApp(clients, r, url),
    installation: async (r) => (await clients.app.reaches(r, nameOf(r)))?.installation ?? null,
    hookHealth: (r, { url }) => healthByApp(clients, r, url),
    testHook: (r, { url }) => testByApp(clients, r, url),
    ensureKey: (r, key) => ensureKey(clients.of(r), key),
    removeKey: (r, { publicKey }) => removeKey(clients.of(r), publicKey),
    whoAmI: (token) => whoAmI(clients.with({ kind: 'token', token })),
    renewToken: (refresh) => renewToken(host, refresh),
    repositories: (a, page) => listRepositories(clients.with(a.credential), a, page),
    permission: (r, account) => readPermission(clients.of(r), account),
    tellsRights: true,
    async parseAccount(d) {
      const event = parseAccount(d);
      if (event?.event.startsWith('installation'))
        (await clients.app.now())?.installations.forget();
      return event;
    },
    ...(host.app && host.webUrl
      ? {
          appForm: (wish) => appForm(host.webUrl!, wish),
          takeApp: (code) => takeApp(clients.anonymous(), code),
        }
      : {}),
    locate: (r) => locate(clients.of(r), r.repository.vcsId),
    inspect: (url, credential = null) => inspect(clients, host, url, credential),
  };
}

/** Gitea and its kin send GitHub's headers beside their own. */
const OTHERS = ['x-gitea-event', 'x-gogs-event', 'x-forgejo-event'];

/** An Enterprise server names itself; which of several GitHubs sent it, this tells at the shared door. */
function isOfOther({ webHost }: GithubHost, said: string | undefined): boolean {
  return said !== undefined && said !== '' && said.toLowerCase() !== webHost.toLowerCase();
}

async function inspect(
  clients: Clients,
  { id, webHost }: GithubHost,
  url: string,
  credential: VcsCredential | null,
): Promise<RepoIdentity> {
  const name = nameAt(webHost, url);
  if (!name)
    throw new InputError('TURNPIKE_INPUT_INVALID', 'This is no repository of GitHub.', {
      wayOut: `Give a URL such as https://${webHost}/owner/name.`,
    });
  const [owner, repo] = name;
  const found = await ask(() => clients.with(credential).rest.repos.get({ owner, repo }), [404]);
  if (found) return toIdentity(readPayload(repositorySchema, found));
  throw new InputError('TURNPIKE_INPUT_INVALID', `GitHub shows no repository ${owner}/${repo}.`, {
    wayOut: `Give a token that may read it, or set vcs-github.token, or \`token\` of the entry ${id} of hosts.`,
  });
}

function nameAt(host: string, url: string): readonly [string, string] | undefined {
  const text = url.trim().replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/');
  if (!URL.canParse(text) || new URL(text).host !== host) return undefined;
  const [, owner, repo, rest] = new URL(text).pathname.replace(/\.git$/, '').split('/');
  return owner && repo && !rest ? [owner, repo] : undefined;
}
