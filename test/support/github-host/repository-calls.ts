/** What GitHub answers about a repository: reading, and what is set up at it. */
import type { Described } from './described.js';
import {
  NOT_FOUND,
  refused,
  type Answer,
  type Call,
  type HostHook,
  type HostRepository,
} from './world.js';

export type Level = 'admin' | 'write' | 'read';
export interface Asked {
  readonly call: Call;
  readonly repository: HostRepository;
  /** Of who asks. */
  readonly level: Level;
  /** What the token of an installation may do; undefined: a person asks. */
  readonly permissions: Readonly<Record<string, string>> | undefined;
  readonly api: Described;
  /** Its address. */
  readonly url: string;
  readonly id: (kind: string) => number;
  /** Rights by login to ids. */
  readonly personOf: (login: string) => { readonly id: number; readonly login: string } | undefined;
}
type Handler = (asked: Asked, ...parts: readonly string[]) => Answer;

const PAGE = 30;
const MOST_HOOKS = 20;
const MOST_STATUSES = 1_000;

/** By method and the rest of the path after the repository. */
const CALLS: readonly (readonly [string, RegExp, Handler])[] = [
  ['GET', /^$/, readRepository],
  [
    'GET',
    /^\/hooks$/,
    (asked) =>
      admin(asked, () =>
        listed(
          asked,
          'repos/list-webhooks',
          asked.repository.hooks.map((hook) => hookOf(asked, hook)),
        ),
      ),
  ],
  ['POST', /^\/hooks$/, (asked) => admin(asked, () => makeHook(asked))],
  [
    'PATCH',
    /^\/hooks\/(\d+)$/,
    (asked, id = '') => admin(asked, () => changeHook(asked, Number(id))),
  ],
  [
    'DELETE',
    /^\/hooks\/(\d+)$/,
    (asked, id = '') => admin(asked, () => removeFrom(asked.repository.hooks, Number(id))),
  ],
  [
    'POST',
    /^\/hooks\/(\d+)\/pings$/,
    (asked, id = '') =>
      admin(asked, () =>
        asked.repository.hooks.some((one) => one.id === Number(id)) ? { status: 204 } : NOT_FOUND,
      ),
  ],
  [
    'GET',
    /^\/keys$/,
    (asked) => admin(asked, () => listed(asked, 'repos/list-deploy-keys', asked.repository.keys)),
  ],
  ['POST', /^\/keys$/, (asked) => admin(asked, () => makeKey(asked))],
  [
    'DELETE',
    /^\/keys\/(\d+)$/,
    (asked, id = '') => admin(asked, () => removeFrom(asked.repository.keys, Number(id))),
  ],
  ['GET', /^\/collaborators\/([^/]+)\/permission$/, readRight],
  ['GET', /^\/branches$/, (asked) => listed(asked, 'repos/list-branches', refsOf(asked, 'heads'))],
  ['GET', /^\/tags$/, (asked) => listed(asked, 'repos/list-tags', refsOf(asked, 'tags'))],
  ['GET', /^\/pulls$/, (asked) => listed(asked, 'pulls/list', [])],
  ['GET', /^\/commits\/([^/]+)$/, readCommit],
  [
    'GET',
    /^\/commits\/([^/]+)\/statuses$/,
    (asked, sha) =>
      listed(
        asked,
        'repos/list-commit-statuses-for-ref',
        asked.repository.statuses.filter((one) => one.sha === sha).toReversed(),
      ),
  ],
  ['GET', /^\/commits\/([^/]+)\/check-runs$/, listChecks],
  ['GET', /^\/contents\/([^/]+)$/, readContents],
  ['GET', /^\/compare\/([^/]+)$/, () => NOT_FOUND],
  ['POST', /^\/statuses\/([^/]+)$/, makeStatus],
  ['POST', /^\/check-runs$/, (asked) => checks(asked, () => makeCheck(asked))],
  [
    'PATCH',
    /^\/check-runs\/(\d+)$/,
    (asked, id = '') => checks(asked, () => changeCheck(asked, Number(id))),
  ],
];

export function answerOf(asked: Asked, rest: string): Answer {
  for (const [method, pattern, handler] of CALLS) {
    const found = method === asked.call.method ? pattern.exec(rest) : null;
    if (found) return handler(asked, ...found.slice(1).map((part) => decodeURIComponent(part)));
  }
  return NOT_FOUND;
}

/** People who may not are told that there is nothing; apps that they may not. */
function admin(asked: Asked, work: () => Answer): Answer {
  if (asked.permissions)
    return asked.permissions['administration'] === 'write'
      ? work()
      : refused(403, 'Resource not accessible by integration');
  return asked.level === 'admin' ? work() : NOT_FOUND;
}

function checks({ permissions }: Asked, work: () => Answer): Answer {
  if (!permissions) return refused(403, 'You must authenticate via a GitHub App.');
  return permissions['checks'] === 'write'
    ? work()
    : refused(403, 'Resource not accessible by integration');
}

/** A page and where the next one is. */
function listed({ call, api, url }: Asked, operation: string, rows: readonly object[]): Answer {
  const size = Math.min(100, Number(call.query.get('per_page') ?? PAGE));
  const page = Number(call.query.get('page') ?? 1);
  const shown = rows.slice((page - 1) * size, page * size);
  const next = new URL(`${url}${call.path}`);
  for (const [name, value] of call.query) next.searchParams.set(name, value);
  next.searchParams.set('page', String(page + 1));
  const more = rows.length > page * size;
  return {
    status: 200,
    body: api.answer(operation, 200, shown),
    ...(more ? { headers: { link: `<${next.href}>; rel="next"` } } : {}),
  };
}

export function repositoryBody(
  { id, owner, name, private: hidden }: HostRepository,
  url: string,
): object {
  const web = url.replace('http:', 'https:');
  return {
    ...{ id, name, full_name: `${owner}/${name}`, private: hidden, default_branch: 'main' },
    ...{ clone_url: `${url}/${owner}/${name}.git`, html_url: `${web}/${owner}/${name}` },
    ssh_url: `git@${new URL(url).hostname}:${owner}/${name}.git`,
    visibility: hidden ? 'private' : 'public',
    owner: { id: 1, login: owner, type: 'User' },
  };
}

function readRepository({ api, repository, url }: Asked): Answer {
  return { status: 200, body: api.answer('repos/get', 200, repositoryBody(repository, url)) };
}

function hookOf({ url, repository }: Asked, hook: HostHook): object {
  const at = `${url}/repos/${repository.owner}/${repository.name}/hooks/${hook.id}`;
  const config = { ...hook.config, ...(hook.config['secret'] ? { secret: '********' } : {}) };
  const { id, active, events, last_response } = hook;
  return {
    ...{ id, active, events, last_response, config, type: 'Repository', name: 'web' },
    ...{ url: at, test_url: `${at}/test`, ping_url: `${at}/pings` },
  };
}

function makeHook(asked: Asked): Answer {
  const { repository, call, id } = asked;
  const {
    config,
    events = ['push'],
    active = true,
    name = 'web',
  } = call.body as unknown as HostHook & { name?: string };
  if (name !== 'web')
    return refused(422, 'Validation Failed', [
      { resource: 'Hook', code: 'invalid', field: 'name' },
    ]);
  const isTwin = repository.hooks.some(
    (one) =>
      one.config['url'] === config['url'] && one.events.some((event) => events.includes(event)),
  );
  if (isTwin) return failed('Hook', 'Hook already exists on this repository');
  for (const event of events)
    if (repository.hooks.filter((one) => one.events.includes(event)).length >= MOST_HOOKS)
      return failed('Hook', `The "${event}" event cannot have more than ${MOST_HOOKS} hooks`);
  const hook: HostHook = {
    ...{ id: id('hook'), active, events, config },
    last_response: { code: null, status: 'unused', message: null },
  };
  repository.hooks.push(hook);
  return { status: 201, body: asked.api.answer('repos/create-webhook', 201, hookOf(asked, hook)) };
}

function changeHook(asked: Asked, id: number): Answer {
  const hook = asked.repository.hooks.find((one) => one.id === id);
  if (!hook) return NOT_FOUND;
  // What `config` does not have is gone, the secret too.
  Object.assign(hook, asked.call.body);
  hook.last_response = { code: null, status: 'unused', message: null };
  return { status: 200, body: asked.api.answer('repos/update-webhook', 200, hookOf(asked, hook)) };
}

function removeFrom(rows: { readonly id: number }[], id: number): Answer {
  const at = rows.findIndex((one) => one.id === id);
  if (at < 0) return NOT_FOUND;
  rows.splice(at, 1);
  return { status: 204 };
}

function makeKey({ repository, call, id, api }: Asked): Answer {
  const { title, key, read_only } = call.body as { title: string; key: string; read_only: boolean };
  if (repository.keysDisabled)
    return refused(422, 'Validation Failed', [
      {
        resource: 'PublicKey',
        code: 'custom',
        message: 'Deploy keys are disabled for this repository',
      },
    ]);
  if (
    USED.has(key.trim().split(' ').slice(0, 2).join(' ')) ||
    repository.keys.some((one) => one.key === key)
  )
    return failed('PublicKey', 'key is already in use');
  const row = { id: id('key'), title, key, read_only: read_only === true };
  repository.keys.push(row);
  return { status: 201, body: api.answer('repos/create-deploy-key', 201, row) };
}
/** Keys of people and of other repositories. */
export const USED = new Set<string>();

const failed = (resource: string, message: string): Answer =>
  refused(422, 'Validation Failed', [{ resource, code: 'custom', message }]);

function readRight({ repository, api, personOf, level }: Asked, login = ''): Answer {
  const person = personOf(login);
  if (!person || level === 'read') return NOT_FOUND;
  const permission = repository.rights.get(login) ?? (repository.private ? 'none' : 'read');
  const user = { id: person.id, login: person.login };
  const members = { permission, role_name: permission, user };
  return { status: 200, body: api.answer('repos/get-collaborator-permission-level', 200, members) };
}

function refsOf({ repository }: Asked, kind: string): readonly object[] {
  return [...repository.refs].flatMap(([ref, sha]) =>
    ref.startsWith(`refs/${kind}/`)
      ? [{ name: ref.slice(`refs/${kind}/`.length), commit: { sha }, protected: false }]
      : [],
  );
}

/** By a branch, a tag or a sha. */
function shaOf({ repository }: Asked, ref: string): string | undefined {
  const known = [...repository.refs.values()].find((sha) => sha === ref);
  return known ?? repository.refs.get(`refs/${ref}`) ?? repository.refs.get(`refs/heads/${ref}`);
}

function readCommit(asked: Asked, ref = ''): Answer {
  const sha = shaOf(asked, ref);
  if (!sha) return refused(422, `No commit found for SHA: ${ref}`);
  const person = { name: 'Ada', email: 'ada@example.com', date: '2026-01-02T03:04:05Z' };
  const commit = { message: 'One', author: person, committer: person };
  return { status: 200, body: asked.api.answer('repos/get-commit', 200, { sha, commit }) };
}

function readContents({ repository, url, call }: Asked, path = ''): Answer {
  const text = repository.files.get(path);
  if (text === undefined) return NOT_FOUND;
  const at = `${url}${call.path}`;
  return {
    status: 200,
    body: {
      ...{
        type: 'file',
        encoding: 'base64',
        size: text.length,
        name: path,
        path,
        sha: 'a'.repeat(40),
      },
      ...{ content: Buffer.from(text).toString('base64'), url: at, git_url: at, html_url: at },
      ...{ download_url: at, _links: { git: at, html: at, self: at } },
    },
  };
}

function makeStatus({ repository, call, api, level, permissions }: Asked, sha = ''): Answer {
  const allowed = permissions ? permissions['statuses'] === 'write' : level !== 'read';
  if (!allowed)
    return permissions ? refused(403, 'Resource not accessible by integration') : NOT_FOUND;
  const {
    state,
    context = 'default',
    description = '',
    target_url = '',
  } = call.body as Record<string, string>;
  if (!/^[0-9a-f]{40}$/.test(sha) || ![...repository.refs.values()].includes(sha))
    return refused(422, `No commit found for SHA: ${sha}`);
  if ([...description].length > 140)
    return failed('Status', 'description is too long (maximum is 140 characters)');
  const same = repository.statuses.filter((one) => one.sha === sha && one.context === context);
  if (same.length >= MOST_STATUSES)
    return failed('Status', 'This SHA and context has reached the maximum number of statuses.');
  const row = { sha, state: state!, context, description, target_url };
  repository.statuses.push(row);
  return { status: 201, body: api.answer('repos/create-commit-status', 201, row) };
}

const MOST_CHARACTERS = 65_535;

function problemOf(body: Call['body']): Answer | undefined {
  const output = body['output'] as { summary?: string; text?: string } | undefined;
  for (const field of ['summary', 'text'] as const)
    if ([...(output?.[field] ?? '')].length > MOST_CHARACTERS)
      return refused(
        422,
        `Invalid request. Only ${MOST_CHARACTERS} characters are allowed; ${output![field]!.length} were supplied.`,
      );
  // A half of a surrogate pair is no character.
  if (/[\uD800-\uDFFF]/u.test(output?.summary ?? '')) return refused(400, 'Problems parsing JSON');
  return undefined;
}

function makeCheck(asked: Asked): Answer {
  const { call, repository, id, api } = asked;
  const wrong = problemOf(call.body);
  if (wrong) return wrong;
  if (![...repository.refs.values()].includes(String(call.body['head_sha'])))
    return refused(422, `No commit found for SHA: ${String(call.body['head_sha'])}`);
  const check = { id: id('check'), annotations: [], body: {}, requests: 0 };
  repository.checks.push(check);
  return { status: 201, body: api.answer('checks/create', 201, changed(check, call.body)) };
}

function changeCheck({ call, repository, api }: Asked, id: number): Answer {
  const check = repository.checks.find((one) => one.id === id);
  const wrong = problemOf(call.body);
  if (!check || wrong) return wrong ?? NOT_FOUND;
  return { status: 200, body: api.answer('checks/update', 200, changed(check, call.body)) };
}

/** Annotations are appended; a conclusion completes it. */
function changed(check: HostRepository['checks'][number], body: Call['body']): object {
  const { annotations = [], ...output } = (body['output'] ?? {}) as { annotations?: object[] };
  check.annotations.push(...annotations);
  check.requests += 1;
  const status = body['conclusion']
    ? 'completed'
    : (body['status'] ?? check.body['status'] ?? 'queued');
  check.body = {
    ...check.body,
    ...body,
    status,
    output: { ...(check.body['output'] as object), ...output },
  };
  return checkOf(check);
}

function checkOf({ id, body, annotations }: HostRepository['checks'][number]): object {
  const {
    title = null,
    summary = null,
    text = null,
  } = (body['output'] ?? {}) as Record<string, string | null>;
  const {
    name,
    head_sha,
    external_id = null,
    status,
    conclusion = null,
    details_url = null,
    started_at = null,
    completed_at = null,
  } = body as Record<string, string | null>;
  return {
    ...{ id, name, head_sha, external_id, status, conclusion, details_url },
    output: {
      title,
      summary,
      text,
      annotations_count: annotations.length,
      annotations_url: 'https://github.com/a',
    },
    ...{
      pull_requests: [],
      check_suite: { id: 5 },
      app: null,
      started_at,
      completed_at,
    },
  };
}

function listChecks(asked: Asked, sha = ''): Answer {
  const name = asked.call.query.get('check_name');
  const rows = asked.repository.checks.filter(
    ({ body }) => body['head_sha'] === sha && (name === null || body['name'] === name),
  );
  const check_runs = rows.toReversed().map(checkOf);
  const body = { total_count: rows.length, check_runs };
  return { status: 200, body: asked.api.answer('checks/list-for-ref', 200, body) };
}
