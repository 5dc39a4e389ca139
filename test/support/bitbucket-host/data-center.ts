/** Bitbucket Data Center, as its REST API has been since 7.4. */
import { z } from 'zod';
import type { BitbucketHost } from './bitbucket-host.js';
import type { Asked, Route } from './route.js';
import {
  commitOf,
  cut,
  git,
  includes,
  refsOf,
  type Answer,
  type HostHook,
  type HostKey,
  type HostPerson,
  type HostPull,
  type HostRepository,
  type Level,
} from './world.js';

const hookBody = z.strictObject({
  name: z.string(),
  url: z.url(),
  active: z.boolean(),
  sslVerificationRequired: z.boolean(),
  configuration: z.strictObject({ secret: z.string().min(1) }),
  events: z
    .array(
      z.enum([
        'repo:refs_changed',
        'repo:modified',
        'pr:opened',
        'pr:from_ref_updated',
        'pr:modified',
        'pr:merged',
        'pr:declined',
        'pr:deleted',
      ]),
    )
    .min(1),
});
const keyBody = z.strictObject({
  key: z.strictObject({ text: z.string().regex(/^ssh-/), label: z.string().max(255) }),
  permission: z.enum(['REPO_READ', 'REPO_WRITE']),
});
const statusBody = z.strictObject({
  key: z.string().min(1).max(255),
  state: z.enum(['SUCCESSFUL', 'FAILED', 'INPROGRESS', 'CANCELLED', 'UNKNOWN']),
  name: z.string().max(255),
  url: z.url(),
  description: z.string().max(255),
});
const LEVELS: Readonly<Record<string, Level>> = {
  ...{ REPO_READ: 'read', REPO_WRITE: 'write', REPO_ADMIN: 'admin' },
};

export const dataCenterError = (status: number, name: string, message: string): Answer => ({
  status,
  body: {
    errors: [{ context: null, message, exceptionName: `com.atlassian.bitbucket.${name}` }],
  },
});
const NO_COMMIT = dataCenterError(404, 'commit.NoSuchCommitException', 'Commit does not exist.');
const NOTHING = dataCenterError(404, 'NoSuchObjectException', 'There is no such thing.');

export function dataCenterRepository(one: HostRepository, withLinks = true): object {
  const key = one.owner;
  return {
    ...{ id: one.id, slug: one.name, name: one.name, scmId: 'git', state: 'AVAILABLE' },
    ...{ public: !one.private, archived: false, forkable: true },
    ...(one.origin ? { origin: { id: one.origin.id, slug: one.origin.name } } : {}),
    project: {
      ...{ key, id: 1, name: key, public: false },
      type: key.startsWith('~') ? 'PERSONAL' : 'NORMAL',
    },
    ...(withLinks
      ? {
          links: {
            clone: [{ name: 'ssh', href: `ssh://git@127.0.0.1:7999/${key}/${one.name}.git` }],
          },
        }
      : {}),
  };
}

export const dataCenterPerson = ({ id, name }: HostPerson): object => ({
  ...{ id, name, slug: name, displayName: name.toUpperCase(), type: 'NORMAL', active: true },
});

const side = (one: HostPull['from']): object => ({
  ...{ id: `refs/heads/${one.branch}`, displayId: one.branch },
  latestCommit: commitOf(one.repository.gitDir, `refs/heads/${one.branch}`)?.sha,
  repository: dataCenterRepository(one.repository, false),
});

export const dataCenterPull = (pull: HostPull): object => ({
  ...{ id: pull.id, version: 0, title: pull.title, state: pull.state },
  ...{ open: pull.state === 'OPEN', closed: pull.state !== 'OPEN' },
  ...{ fromRef: side(pull.from), toRef: side(pull.to) },
  author: { user: dataCenterPerson(pull.author), role: 'AUTHOR', approved: false },
});

function commitBody(dir: string, name: string): object | undefined {
  const found = commitOf(dir, name);
  if (!found) return undefined;
  const person = { name: found.author, emailAddress: found.email };
  const [authorTimestamp, committerTimestamp] = [found.seconds * 1000, found.seconds * 1000];
  return {
    ...{ id: found.sha, displayId: found.sha.slice(0, 11), message: found.message },
    ...{ author: person, committer: person, authorTimestamp, committerTimestamp },
  };
}

const hookOf = ({ id, url, active, events }: HostHook): object => ({
  ...{ id, name: 'Turnpike', url, active, events, configuration: {} },
});
const keyOf = ({ id, key, label, permission }: HostKey): object => ({
  ...{ key: { id, text: `${key} ${label}`, label }, permission },
});

export function dataCenterRoutes(host: BitbucketHost): readonly Route[] {
  const REPO = '/rest/api/1.0/projects/:owner/repos/:name';
  const KEYS = '/rest/keys/1.0/projects/:owner/repos/:name/ssh';
  const PAGED = ['limit', 'start'];
  const list = ({ call }: Asked, all: readonly unknown[]): Answer => {
    const size = Math.min(Number(call.query.get('limit') ?? 25), host.pageSize);
    const start = Number(call.query.get('start') ?? 0);
    const { rows: values, next } = cut(all, start, size);
    const end = next === null ? { isLastPage: true } : { isLastPage: false, nextPageStart: next };
    return { status: 200, body: { values, size: values.length, limit: size, start, ...end } };
  };
  const refs = (kind: 'heads' | 'tags') => (asked: Asked) =>
    list(
      asked,
      refsOf(asked.repository.gitDir)
        .filter(({ ref }) => ref.startsWith(`refs/${kind}/`))
        .map(({ ref, commit, object }) => ({
          ...{ id: ref, displayId: ref.slice(`refs/${kind}/`.length), latestCommit: commit },
          ...(kind === 'tags' ? { hash: object === commit ? null : object } : {}),
        })),
    );
  const routes: readonly Route[] = [
    {
      ...{ method: 'GET', path: '/plugins/servlet/applinks/whoami' },
      answer: ({ call }) => ({ status: 200, raw: call.who?.name ?? '' }),
    },
    {
      ...{ method: 'GET', path: '/rest/api/1.0/users/:user' },
      answer({ params }) {
        const found = host.people.find(({ name }) => name === params['user']);
        return found ? { status: 200, body: dataCenterPerson(found) } : NOTHING;
      },
    },
    {
      method: 'GET',
      path: '/rest/api/1.0/users',
      query: [...PAGED, 'filter', 'permission', 'permission.repositoryId'],
      answer(asked) {
        const { query } = asked.call;
        const repository = host.repositories.find(
          ({ id }) => String(id) === query.get('permission.repositoryId'),
        );
        const wanted = LEVELS[query.get('permission') ?? ''];
        const rows = host.people.filter(
          (one) =>
            one.name.includes(query.get('filter') ?? '') &&
            wanted !== undefined &&
            includes(repository?.rights.get(one), wanted),
        );
        return list(asked, rows.map(dataCenterPerson));
      },
    },
    {
      ...{ method: 'GET', path: '/rest/api/1.0/repos', query: [...PAGED, 'permission'] },
      answer(asked) {
        const wanted = LEVELS[asked.call.query.get('permission') ?? ''];
        const rows = host.repositories.filter(
          ({ rights }) => wanted !== undefined && includes(rights.get(asked.call.who!), wanted),
        );
        return list(
          asked,
          rows.map((one) => dataCenterRepository(one)),
        );
      },
    },
    {
      ...{ method: 'GET', path: REPO, needs: 'read' },
      answer: ({ repository }) => ({ status: 200, body: dataCenterRepository(repository) }),
    },
    {
      ...{ method: 'GET', path: `${REPO}/default-branch`, needs: 'read' },
      answer: ({ repository }) =>
        commitOf(repository.gitDir, 'refs/heads/main')
          ? { status: 200, body: { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' } }
          : { status: 204 },
    },
    {
      ...{ method: 'GET', path: `${REPO}/branches`, query: PAGED, needs: 'read' },
      answer: refs('heads'),
    },
    {
      ...{ method: 'GET', path: `${REPO}/tags`, query: PAGED, needs: 'read' },
      answer: refs('tags'),
    },
    {
      ...{
        method: 'GET',
        path: `${REPO}/commits`,
        query: [...PAGED, 'since', 'until'],
        needs: 'read',
      },
      answer(asked) {
        const { gitDir } = asked.repository;
        const [since, until] = [asked.call.query.get('since'), asked.call.query.get('until')];
        if (!until || !commitOf(gitDir, until)) return NO_COMMIT;
        if (since !== null && !commitOf(gitDir, since)) return NO_COMMIT;
        const range = since === null ? [until] : [until, `^${since}`];
        const said = git(gitDir, 'rev-list', '--max-count=50', ...range, '--') ?? '';
        const rows = said.split('\n').flatMap((sha) => (sha ? [commitBody(gitDir, sha)] : []));
        return list(asked, rows);
      },
    },
    {
      ...{ method: 'GET', path: `${REPO}/raw/*file`, query: ['at'], needs: 'read' },
      answer({ repository, params, call }) {
        const [at, file] = [call.query.get('at') ?? 'refs/heads/main', params['file'] ?? ''];
        const commit = commitOf(repository.gitDir, at);
        if (!commit) return NO_COMMIT;
        const type = git(repository.gitDir, 'cat-file', '-t', `${commit.sha}:${file}`);
        if (type === undefined)
          return dataCenterError(404, 'content.NoSuchPathException', `The path "${file}" is none.`);
        if (type === 'tree')
          return dataCenterError(400, 'content.FileContentUnprocessableException', 'A folder.');
        return { status: 200, raw: host.fileOf(repository, commit.sha, file) };
      },
    },
    {
      ...{
        method: 'GET',
        path: `${REPO}/pull-requests`,
        query: [...PAGED, 'state'],
        needs: 'read',
      },
      answer(asked) {
        const state = asked.call.query.get('state');
        return list(
          asked,
          asked.repository.pulls.filter((one) => one.state === state).map(dataCenterPull),
        );
      },
    },
    {
      ...{ method: 'GET', path: `${REPO}/pull-requests/:number`, needs: 'read' },
      answer({ repository, params }) {
        const found = repository.pulls.find(({ id }) => String(id) === params['number']);
        return found ? { status: 200, body: dataCenterPull(found) } : NOTHING;
      },
    },
    {
      ...{ method: 'POST', path: `${REPO}/commits/:sha/builds`, body: statusBody, needs: 'read' },
      answer({ repository, params, call }) {
        if (host.isOld) return dataCenterError(404, 'NoSuchObjectException', 'null for uri');
        const sha = params['sha'] ?? '';
        if (commitOf(repository.gitDir, sha)?.sha !== sha) return NO_COMMIT;
        host.setStatus(repository, sha, call.body as { readonly key: string });
        return { status: 204 };
      },
    },
    {
      ...{ method: 'POST', path: '/rest/build-status/1.0/commits/:sha', body: statusBody },
      answer({ params, call }) {
        const sha = params['sha'] ?? '';
        for (const one of host.repositories)
          if (commitOf(one.gitDir, sha))
            host.setStatus(one, sha, call.body as { readonly key: string });
        return { status: 204 };
      },
    },
    {
      ...{ method: 'GET', path: `${REPO}/webhooks`, query: PAGED, needs: 'admin' },
      answer: (asked) => list(asked, asked.repository.hooks.map(hookOf)),
    },
    {
      ...{ method: 'POST', path: `${REPO}/webhooks`, body: hookBody, needs: 'admin' },
      answer({ repository, call }) {
        const { configuration, ...made } = call.body as z.infer<typeof hookBody>;
        const hook: HostHook = { ...host.ids(), ...made, secret: configuration.secret };
        repository.hooks.push(hook);
        return { status: 201, body: hookOf(hook) };
      },
    },
    {
      ...{ method: 'PUT', path: `${REPO}/webhooks/:id`, body: hookBody, needs: 'admin' },
      answer({ repository, params, call }) {
        const hook = repository.hooks.find(({ id }) => String(id) === params['id']);
        if (!hook) return NOTHING;
        const { configuration, ...made } = call.body as z.infer<typeof hookBody>;
        Object.assign(hook, made, { secret: configuration.secret });
        return { status: 200, body: hookOf(hook) };
      },
    },
    {
      ...{ method: 'DELETE', path: `${REPO}/webhooks/:id`, needs: 'admin' },
      answer: ({ repository: { hooks }, params }) =>
        host.remove(hooks, ({ id }) => String(id) === params['id']) ? { status: 204 } : NOTHING,
    },
    {
      method: 'POST',
      path: `${REPO}/webhooks/test`,
      ...{ query: ['url', 'webhookId'], body: z.strictObject({}), needs: 'admin' as const },
      answer({ repository, call }) {
        const hook = repository.hooks.find(({ id }) => String(id) === call.query.get('webhookId'));
        if (!hook) return NOTHING;
        host.later(() => host.send(hook, 'diagnostics:ping', { test: true }));
        return { status: 200, body: {} };
      },
    },
    {
      ...{ method: 'GET', path: `${REPO}/webhooks/:id/latest`, needs: 'admin' },
      answer({ params }) {
        const status = host.lastStatus.get(Number(params['id']));
        if (status === undefined) return { status: 204 };
        const outcome = status < 300 ? 'SUCCESS' : 'FAILURE';
        const result = { description: String(status), outcome };
        return {
          status: 200,
          body: { id: 1, event: 'x', start: 1, finish: 1_700_000_000_000, result },
        };
      },
    },
    {
      ...{ method: 'GET', path: KEYS, query: PAGED, needs: 'admin' },
      answer: (asked) => list(asked, asked.repository.keys.map(keyOf)),
    },
    {
      ...{ method: 'POST', path: KEYS, body: keyBody, needs: 'admin' },
      answer({ repository, call }) {
        const { key, permission } = call.body as z.infer<typeof keyBody>;
        const bare = key.text.split(' ').slice(0, 2).join(' ');
        if (host.usedKeys.has(bare))
          return dataCenterError(409, 'ssh.DuplicateKeyException', 'The key is a person’s.');
        const made: HostKey = { id: host.ids().id, key: bare, label: key.label, permission };
        repository.keys.push(made);
        return { status: 201, body: keyOf(made) };
      },
    },
    {
      ...{ method: 'DELETE', path: `${KEYS}/:id`, needs: 'admin' },
      answer: ({ repository: { keys }, params }) =>
        host.remove(keys, ({ id }) => String(id) === params['id']) ? { status: 204 } : NOTHING,
    },
  ];
  return routes;
}
