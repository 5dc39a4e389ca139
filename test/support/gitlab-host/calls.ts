/** What GitLab answers about a project: reading, and what is set up at it. */
import { hookBody, projectBody, requestBody } from './bodies.js';
import type { GitlabHost } from './gitlab-host.js';
import { commitOf, describeCommit, git, merge, refsOf, revision, tried } from './repository.js';
import { levelIn } from './rights.js';
import { listStatuses, setStatus } from './statuses.js';
import {
  missing,
  refused,
  type LabAnswer,
  type LabCall,
  type LabHook,
  type LabPerson,
  type LabProject,
} from './world.js';

export interface Asked {
  readonly call: LabCall;
  readonly host: GitlabHost;
  readonly project: LabProject;
  /** Who asks. */
  readonly person: LabPerson | undefined;
  /** What they may do. */
  readonly level: number;
}
type Handler = (asked: Asked, ...parts: readonly string[]) => LabAnswer;
const PAGE = 20;
const MOST_HOOKS = 100;
const ok = (body: unknown): LabAnswer => ({ status: 200, body });
const least =
  (level: number, work: Handler): Handler =>
  (asked, ...parts) =>
    asked.level >= level ? work(asked, ...parts) : refused(403, '403 Forbidden');

/** By the name of their rule. */
export const CALLS: Readonly<Record<string, Handler>> = {
  project: ({ project, host }) => ok(projectBody(project, host.url)),
  member: readMember,
  file: readFile,
  commit: ({ project }, name = '') => {
    const sha = revision(project.gitDir, name) ?? commitOf(project.gitDir, name);
    return sha ? ok(describeCommit(project.gitDir, sha)) : missing('Commit');
  },
  statuses: (asked, sha) => listed(asked.call, asked.host, listStatuses(asked, sha)),
  setStatus: least(30, setStatus),
  refs: (asked, kind) =>
    listed(
      asked.call,
      asked.host,
      [...refs(asked, kind)].map(([name, id]) => ({ name, commit: { id } })),
    ),
  ref: (asked, kind, name = '') => {
    const id = refs(asked, kind).get(name);
    return id ? ok({ name, commit: { id } }) : missing(kind === 'tags' ? 'Tag' : 'Branch');
  },
  mergeBase: readMergeBase,
  requests: readRequests,
  request: (asked, iid) => {
    const found = asked.project.requests.find((one) => one.iid === Number(iid));
    return found ? ok(requestBody(found, asked.project, asked.host.url)) : missing('');
  },
  mergeRef: makeMergeRef,
  keys: least(40, ({ call, host, project }) => listed(call, host, project.keys)),
  makeKey: least(40, makeKey),
  changeKey: least(40, ({ project, call }, id) => {
    const key = project.keys.find((one) => one.id === Number(id));
    if (key) key.can_push = call.body['can_push'] === true;
    return key ? ok(key) : missing('Deploy Key');
  }),
  removeKey: least(40, ({ project }, id) => removeFrom(project.keys, Number(id))),
  hooks: least(40, ({ call, host, project }) => listed(call, host, project.hooks.map(hookBody))),
  makeHook: least(40, makeHook),
  changeHook: least(40, changeHook),
  removeHook: least(40, ({ project }, id) => removeFrom(project.hooks, Number(id))),
  hookEvents: least(40, ({ call, host, project }, id) => {
    const hook = project.hooks.find((one) => one.id === Number(id));
    return hook ? listed(call, host, hook.events.toReversed()) : missing('');
  }),
  testHook: least(40, ({ project, host }, id) => {
    const hook = project.hooks.find((one) => one.id === Number(id));
    if (!hook) return missing('');
    if (refsOf(project.gitDir, 'heads').size === 0)
      return refused(422, 'Ensure the project has at least one commit.');
    host.test(project, hook);
    return { status: 201, body: { message: '201 Created' } };
  }),
};

/** A page and where the next one is. */
export function listed(call: LabCall, host: GitlabHost, rows: readonly object[]): LabAnswer {
  const size = Math.min(100, Number(call.query.get('per_page') ?? PAGE));
  const page = Number(call.query.get('page') ?? 1);
  const next = new URL(`${host.url}/api/v4${call.path}`);
  for (const [name, value] of call.query) next.searchParams.append(name, value);
  next.searchParams.set('page', String(page + 1));
  const more = rows.length > page * size;
  return {
    ...ok(rows.slice((page - 1) * size, page * size)),
    ...(more ? { headers: { link: `<${next.href}>; rel="next"` } } : {}),
  };
}

function refs({ project }: Asked, kind = ''): ReadonlyMap<string, string> {
  return refsOf(project.gitDir, kind === 'tags' ? 'tags' : 'heads');
}

function readMember({ project, host }: Asked, id = ''): LabAnswer {
  const person = host.people.find((one) => one.id === Number(id));
  const level = levelIn(project, person, host.groups);
  if (!person || level === 0) return missing('');
  const state = host.blocked.has(person.id) ? 'blocked' : 'active';
  return ok({ id: person.id, username: person.login, state, access_level: level });
}

function readFile({ project, call }: Asked, path = ''): LabAnswer {
  const sha = revision(project.gitDir, call.query.get('ref') ?? 'HEAD');
  if (!sha) return missing('Commit');
  const type = tried(project.gitDir, ['cat-file', '-t', `${sha}:${path}`]);
  if (type !== 'blob') return missing('File');
  const id = git(project.gitDir, ['rev-parse', `${sha}:${path}`]);
  // With its last line as it is.
  const text = git(project.gitDir, ['cat-file', '--batch'], { input: `${id}\n` });
  const size = Number(text.split('\n', 1)[0]?.split(' ')[2]);
  const start = text.indexOf('\n') + 1;
  const bytes = Buffer.from(`${text}\n\n`).subarray(start, start + size);
  return { status: 200, bytes };
}

function readMergeBase({ project, call }: Asked): LabAnswer {
  const names = call.query.getAll('refs[]');
  if (names.length < 2) return refused(400, 'Provide at least 2 refs');
  const shas = names.map((name) => revision(project.gitDir, name));
  const unknown = names.filter((_name, at) => shas[at] === undefined);
  if (unknown.length > 0) return refused(400, `Could not find ref: ${unknown.join(', ')}`);
  const base = tried(project.gitDir, ['merge-base', ...shas.map(String)]);
  return base ? ok(describeCommit(project.gitDir, base)) : missing('Merge Base');
}

function readRequests({ project, call, host }: Asked): LabAnswer {
  if (project.mergeRequestsOff) return refused(403, '403 Forbidden');
  const state = call.query.get('state') ?? 'all';
  const rows = project.requests.filter((one) => state === 'all' || one.state === state);
  return listed(
    call,
    host,
    rows.map((one) => requestBody(one, project, host.url)),
  );
}

function makeMergeRef({ project }: Asked, iid = ''): LabAnswer {
  const one = project.requests.find((request) => request.iid === Number(iid));
  if (!one) return missing('');
  const target = commitOf(project.gitDir, `refs/heads/${one.targetBranch}`);
  const isLooked = !['preparing', 'unchecked', 'checking'].includes(one.detailed_merge_status);
  const made =
    one.state === 'opened' && target && isLooked
      ? merge(project.gitDir, target, one.sha, one.iid)
      : undefined;
  if (made) return ok({ commit_id: made });
  if (isLooked && one.state === 'opened') one.detailed_merge_status = 'conflict';
  return refused(400, 'Merge request is not mergeable');
}

function makeKey({ project, call, host }: Asked): LabAnswer {
  const { title, key, can_push } = call.body as { title: string; key: string; can_push?: boolean };
  const kernel = (text: string): string => text.trim().split(/\s+/).slice(0, 2).join(' ');
  if (!/^(ssh-ed25519|ssh-rsa|ecdsa-\S+) \S+/.test(key))
    return refused(400, { key: ['is invalid'], fingerprint: ['cannot be generated'] });
  if (
    host.keysInUse.has(kernel(key)) ||
    host.projects.some(({ keys }) => keys.some((one) => kernel(one.key) === kernel(key)))
  )
    return refused(400, { fingerprint_sha256: ['has already been taken'] });
  const row = { id: host.next(), title, key, can_push: can_push === true };
  project.keys.push(row);
  return { status: 201, body: row };
}

function problemOf({ call, host }: Asked): LabAnswer | undefined {
  const { url, signing_token: signing } = call.body as { url: string; signing_token?: string };
  const isUrl = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isUrl || (host.refusesLocal && /^(127\.|localhost)/.test(new URL(url).hostname)))
    return refused(422, 'Invalid url given');
  const key = Buffer.from(signing?.replace(/^whsec_/, '') ?? '', 'base64');
  if (signing !== undefined && (!signing.startsWith('whsec_') || key.length !== 32))
    return refused(422, 'Invalid signing token given');
  return undefined;
}

function makeHook(asked: Asked): LabAnswer {
  const wrong = problemOf(asked);
  if (wrong) return wrong;
  if (asked.project.hooks.length >= MOST_HOOKS)
    return refused(422, { base: [`Maximum number of project hooks (${MOST_HOOKS}) exceeded`] });
  const hook: LabHook = {
    ...{ id: asked.host.next(), url: '', token: '', signingToken: '', failures: 0, events: [] },
    // Pushes are told of unless one says otherwise.
    ...{ push_events: true, tag_push_events: false, merge_requests_events: false },
    alert_status: 'executable',
  };
  asked.project.hooks.push(hook);
  return { status: 201, body: hookBody(changed(asked, hook)) };
}

function changeHook(asked: Asked, id = ''): LabAnswer {
  const hook = asked.project.hooks.find((one) => one.id === Number(id));
  if (!hook) return missing('');
  return problemOf(asked) ?? ok(hookBody(changed(asked, hook)));
}

function changed({ call, host }: Asked, hook: LabHook): LabHook {
  const { signing_token: signing, ...rest } = call.body as Partial<LabHook> & {
    readonly signing_token?: string;
  };
  const { url, token, push_events, tag_push_events, merge_requests_events } = { ...hook, ...rest };
  // Servers that sign nothing pass over it.
  const signingToken = host.signs ? (signing ?? hook.signingToken) : '';
  return Object.assign(hook, {
    ...{ url, token, signingToken, push_events, tag_push_events, merge_requests_events },
  });
}

function removeFrom(rows: { readonly id: number }[], id: number): LabAnswer {
  const at = rows.findIndex((one) => one.id === id);
  if (at < 0) return missing('');
  rows.splice(at, 1);
  return { status: 204 };
}
