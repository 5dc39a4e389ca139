/** Bitbucket Cloud, version 2.0 of its API. */
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

const URL_OF_OURS = z.url();
const hookBody = z.strictObject({
  description: z.string(),
  url: URL_OF_OURS,
  active: z.boolean(),
  secret: z.string().min(1).optional(),
  events: z
    .array(
      z.enum([
        'repo:push',
        'repo:fork',
        'repo:updated',
        'repo:transfer',
        'pullrequest:created',
        'pullrequest:updated',
        'pullrequest:fulfilled',
      ]),
    )
    .min(1),
});
const keyBody = z.strictObject({ key: z.string().regex(/^ssh-/), label: z.string().max(255) });
const statusBody = z.strictObject({
  key: z.string().min(1).max(40),
  state: z.enum(['SUCCESSFUL', 'FAILED', 'INPROGRESS', 'STOPPED']),
  name: z.string().max(255),
  url: URL_OF_OURS,
  description: z.string().max(255),
  refname: z.string().optional(),
});
const LEVELS: Readonly<Record<string, Level>> = {
  ...{ member: 'read', contributor: 'write', admin: 'admin' },
};

export const cloudError = (status: number, message: string): Answer => ({
  status,
  body: { type: 'error', error: { message } },
});
const GONE = cloudError(404, 'Resource not found');

export function cloudRepository(one: HostRepository, url: string): object {
  const fullName = `${one.owner}/${one.name}`;
  const html = `${url}/${fullName}`;
  return {
    ...{ type: 'repository', uuid: one.uuid, full_name: fullName, name: one.name, scm: 'git' },
    ...{ is_private: one.private, description: '', slug: one.name },
    mainbranch: { type: 'branch', name: 'main' },
    ...(one.origin ? { parent: { uuid: one.origin.uuid } } : {}),
    owner: { type: 'team', display_name: one.owner },
    workspace: { type: 'workspace', slug: one.owner },
    links: {
      html: { href: html },
      clone: [
        { name: 'https', href: `${html.replace('://', '://ada@')}.git` },
        { name: 'ssh', href: `git@bitbucket.org:${fullName}.git` },
      ],
    },
  };
}

/** 12 digits, everywhere but at the commit itself. */
const side = (one: HostPull['from'], url: string): object => ({
  branch: { name: one.branch },
  commit: {
    type: 'commit',
    hash: (commitOf(one.repository.gitDir, one.branch)?.sha ?? '').slice(0, 12),
  },
  repository: {
    ...{ type: 'repository', uuid: one.repository.uuid, name: one.repository.name },
    full_name: `${one.repository.owner}/${one.repository.name}`,
    links: { html: { href: `${url}/${one.repository.owner}/${one.repository.name}` } },
  },
});

export const cloudPull = (pull: HostPull, url: string): object => ({
  ...{ type: 'pullrequest', id: pull.id, title: pull.title, state: pull.state },
  ...{ source: side(pull.from, url), destination: side(pull.to, url) },
  author: cloudPerson(pull.author),
  links: {
    html: {
      href: `${url}/${pull.to.repository.owner}/${pull.to.repository.name}/pull-requests/${pull.id}`,
    },
  },
});

export const cloudPerson = ({ uuid, name }: HostPerson): object => ({
  ...{ type: 'user', uuid, nickname: name, display_name: name.toUpperCase(), links: {} },
});

function cloudCommit(dir: string, name: string, url: string): object | undefined {
  const found = commitOf(dir, name);
  return (
    found && {
      ...{ type: 'commit', hash: found.sha, message: found.message },
      date: new Date(found.seconds * 1000).toISOString().replace('.000Z', '+00:00'),
      author: { type: 'author', raw: `${found.author} <${found.email}>` },
      links: { html: { href: `${url}/commits/${found.sha}` } },
    }
  );
}

const hookOf = ({ uuid, url, active, events, secret }: HostHook): object => ({
  ...{ type: 'webhook_subscription', uuid, url, active, events, secret_set: secret !== '' },
});

export function cloudRoutes(host: BitbucketHost): readonly Route[] {
  const REPO = '/2.0/repositories/:owner/:name';
  /** `next` is an address; a page is as long as asked for, within bounds. */
  const list = ({ call }: Asked, all: readonly unknown[], most = 100): Answer => {
    const size = Math.min(Number(call.query.get('pagelen') ?? 10), most, host.pageSize);
    const page = Number(call.query.get('page') ?? 1);
    const { rows, next } = cut(all, (page - 1) * size, size);
    const following = new URL(`${host.url}${call.path}?${call.query.toString()}`);
    following.searchParams.set('page', String(page + 1));
    return {
      status: 200,
      body: {
        values: rows,
        pagelen: size,
        page,
        ...(next === null ? {} : { next: following.href }),
      },
    };
  };
  const PAGED = ['pagelen', 'page'];
  const refs =
    (kind: 'heads' | 'tags') =>
    ({ repository }: Asked) =>
      refsOf(repository.gitDir)
        .filter(({ ref }) => ref.startsWith(`refs/${kind}/`))
        .map(({ ref, commit }) => ({
          ...{ type: kind === 'heads' ? 'branch' : 'tag', name: ref.slice(`refs/${kind}/`.length) },
          target: { type: 'commit', hash: commit },
        }));
  const oneRef =
    (kind: 'heads' | 'tags') =>
    (asked: Asked): Answer => {
      const found = refs(kind)(asked).find(({ name }) => name === asked.params['ref']);
      return found ? { status: 200, body: found } : GONE;
    };
  const routes: readonly Route[] = [
    {
      ...{ method: 'GET', path: '/2.0/user' },
      answer: ({ call }) => ({ status: 200, body: cloudPerson(call.who!) }),
    },
    {
      ...{ method: 'GET', path: '/2.0/user/emails', query: PAGED },
      answer: (asked) =>
        list(asked, [
          { email: `${asked.call.who!.name}@example.com`, is_primary: true, is_confirmed: true },
        ]),
    },
    {
      ...{ method: 'GET', path: '/2.0/user/workspaces', query: PAGED },
      answer(asked) {
        const own = host.repositories.filter(({ rights }) => rights.has(asked.call.who!));
        const slugs = [...new Set(own.map(({ owner }) => owner))];
        return list(
          asked,
          slugs.map((slug) => ({
            type: 'workspace_access',
            workspace: { type: 'workspace', slug },
          })),
        );
      },
    },
    {
      ...{ method: 'GET', path: '/2.0/repositories/:owner', query: [...PAGED, 'role'] },
      answer(asked) {
        const { call, params } = asked;
        const wanted = LEVELS[call.query.get('role') ?? ''];
        const rows = host.repositories.filter(
          (one) =>
            one.owner === params['owner'] &&
            wanted !== undefined &&
            includes(one.rights.get(call.who!), wanted),
        );
        return list(
          asked,
          rows.map((one) => cloudRepository(one, host.url)),
        );
      },
    },
    {
      method: 'GET',
      path: '/2.0/workspaces/:owner/permissions/repositories/:name',
      ...{ query: [...PAGED, 'q'], needs: 'admin' as const },
      answer(asked) {
        const [, uuid] = /^user\.uuid="([^"]+)"$/.exec(asked.call.query.get('q') ?? '') ?? [];
        const grants = [...asked.repository.rights].filter(([person]) => person.uuid === uuid);
        return list(
          asked,
          grants.map(([person, permission]) => ({
            ...{ type: 'repository_permission', permission, user: cloudPerson(person) },
          })),
        );
      },
    },
    {
      ...{ method: 'GET', path: REPO, needs: 'read' },
      answer: ({ repository }) => ({ status: 200, body: cloudRepository(repository, host.url) }),
    },
    {
      ...{ method: 'GET', path: `${REPO}/refs/branches`, query: PAGED, needs: 'read' },
      answer: (asked) => list(asked, refs('heads')(asked)),
    },
    {
      ...{ method: 'GET', path: `${REPO}/refs/tags`, query: PAGED, needs: 'read' },
      answer: (asked) => list(asked, refs('tags')(asked)),
    },
    {
      ...{ method: 'GET', path: `${REPO}/refs/branches/*ref`, needs: 'read' },
      answer: oneRef('heads'),
    },
    { ...{ method: 'GET', path: `${REPO}/refs/tags/*ref`, needs: 'read' }, answer: oneRef('tags') },
    {
      ...{ method: 'GET', path: `${REPO}/commit/:sha`, needs: 'read' },
      answer({ repository, params }) {
        const sha = params['sha'] ?? '';
        const body = /^[0-9a-f]{7,40}$/.test(sha)
          ? cloudCommit(repository.gitDir, sha, host.url)
          : undefined;
        return body ? { status: 200, body } : cloudError(404, `Commit not found ${sha}`);
      },
    },
    {
      ...{
        method: 'GET',
        path: `${REPO}/commits/:sha`,
        query: [...PAGED, 'exclude'],
        needs: 'read',
      },
      answer(asked) {
        const { repository, params, call } = asked;
        const [sha, not] = [params['sha'] ?? '', call.query.get('exclude') ?? ''];
        const said = git(repository.gitDir, 'rev-list', sha, `^${not}`);
        if (said === undefined) return cloudError(404, 'Commit not found');
        return list(
          asked,
          said.split('\n').flatMap((hash) => (hash ? [{ type: 'commit', hash }] : [])),
        );
      },
    },
    {
      ...{ method: 'GET', path: `${REPO}/src/:sha/*file`, query: ['format'], needs: 'read' },
      answer({ repository, params, call }) {
        const { sha = '', file = '' } = params;
        if (!/^[0-9a-f]{40}$/.test(sha)) return cloudError(404, 'Commit not found');
        const type = git(repository.gitDir, 'cat-file', '-t', `${sha}:${file}`);
        if (type === undefined) return cloudError(404, 'No such file or directory');
        if (call.query.get('format') === 'meta' || type === 'tree') {
          const kind = type === 'tree' ? 'commit_directory' : 'commit_file';
          return { status: 200, body: { type: kind, path: file } };
        }
        return { status: 200, raw: host.fileOf(repository, sha, file) };
      },
    },
    {
      ...{ method: 'GET', path: `${REPO}/pullrequests`, query: [...PAGED, 'state'], needs: 'read' },
      answer(asked) {
        const state = asked.call.query.get('state');
        const rows = asked.repository.pulls.filter((one) => one.state === state);
        return list(
          asked,
          rows.map((one) => cloudPull(one, host.url)),
          50,
        );
      },
    },
    {
      ...{ method: 'GET', path: `${REPO}/pullrequests/:number`, needs: 'read' },
      answer({ repository, params }) {
        const found = repository.pulls.find(({ id }) => String(id) === params['number']);
        return found ? { status: 200, body: cloudPull(found, host.url) } : GONE;
      },
    },
    {
      method: 'POST',
      path: `${REPO}/commit/:sha/statuses/build`,
      ...{ body: statusBody, needs: 'read' as const },
      answer({ repository, params, call }) {
        const sha = params['sha'] ?? '';
        if (commitOf(repository.gitDir, sha)?.sha !== sha) return GONE;
        host.setStatus(repository, sha, call.body as { readonly key: string });
        return { status: 201, body: call.body };
      },
    },
    {
      ...{ method: 'GET', path: `${REPO}/hooks`, query: PAGED, needs: 'admin' },
      answer: (asked) => list(asked, asked.repository.hooks.map(hookOf)),
    },
    {
      ...{ method: 'POST', path: `${REPO}/hooks`, body: hookBody, needs: 'admin' },
      answer({ repository, call }) {
        const made = { secret: '', ...(call.body as z.infer<typeof hookBody>) };
        const hook: HostHook = { ...host.ids(), ...made };
        repository.hooks.push(hook);
        return { status: 201, body: hookOf(hook) };
      },
    },
    {
      ...{ method: 'PUT', path: `${REPO}/hooks/:uuid`, body: hookBody, needs: 'admin' },
      answer({ repository, params, call }) {
        const hook = repository.hooks.find(({ uuid }) => uuid === params['uuid']);
        if (!hook) return GONE;
        Object.assign(hook, call.body);
        return { status: 200, body: hookOf(hook) };
      },
    },
    {
      ...{ method: 'DELETE', path: `${REPO}/hooks/:uuid`, needs: 'admin' },
      answer: ({ repository: { hooks }, params }) =>
        host.remove(hooks, ({ uuid }) => uuid === params['uuid']) ? { status: 204 } : GONE,
    },
    {
      ...{ method: 'GET', path: `${REPO}/deploy-keys`, query: PAGED, needs: 'admin' },
      answer: (asked) => list(asked, asked.repository.keys),
    },
    {
      ...{ method: 'POST', path: `${REPO}/deploy-keys`, body: keyBody, needs: 'admin' },
      answer({ repository, call }) {
        const { key, label } = call.body as z.infer<typeof keyBody>;
        const bare = key.split(' ').slice(0, 2).join(' ');
        if (host.usedKeys.has(bare))
          return cloudError(400, 'Someone has already registered that SSH key.');
        const made: HostKey = { id: host.ids().id, key: bare, label, permission: 'read' };
        repository.keys.push(made);
        return { status: 200, body: made };
      },
    },
    {
      ...{ method: 'DELETE', path: `${REPO}/deploy-keys/:id`, needs: 'admin' },
      answer: ({ repository: { keys }, params }) =>
        host.remove(keys, ({ id }) => String(id) === params['id']) ? { status: 204 } : GONE,
    },
  ];
  return routes;
}
