/**
 * A GitLab that keeps what it is told and refuses what GitLab refuses: each call is held against the rules of its API,
 * and what has no rule fails the test. Its repositories are git's, and it sends what webhooks ask for.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { passwordOf, serveGit } from '../github-host/git.js';
import { projectBody } from './bodies.js';
import { CALLS, listed } from './calls.js';
import { pushBody, requestDelivery, signed, testBody, type Moved } from './deliveries.js';
import { LabOAuth } from './oauth.js';
import { commit, git, makeRepository, removeRepository, tried, type Change } from './repository.js';
import { levelIn, seesCode, seesProject } from './rights.js';
import { against, RULES } from './rules.js';
import {
  missing,
  refused,
  type LabAnswer,
  type LabCall,
  type LabGroup,
  type LabHook,
  type LabPerson,
  type LabProject,
  type LabRequest,
  type LabToken,
} from './world.js';

/** A push of more refs is told of by nothing at all. */
const MOST_REFS = 3;
const FAILURES_UNTIL_OFF = 4;
/** What may be asked of a project that shows no code. */
const WITHOUT_CODE = new Set(['project', 'member']);

export class GitlabHost {
  readonly calls: LabCall[] = [];
  readonly people: LabPerson[] = [];
  readonly groups: LabGroup[] = [];
  readonly projects: LabProject[] = [];
  readonly tokens = new Map<string, LabToken>();
  readonly oauth = new LabOAuth(this.tokens);
  readonly blocked = new Set<number>();
  readonly keysInUse = new Set<string>();
  /** What was asked otherwise than GitLab can be asked. */
  readonly oddities: string[] = [];
  /** Passwords that git came with. */
  readonly clones: string[] = [];
  /** Names that git came with. */
  readonly cloners: string[] = [];
  /** So many statuses are answered with "another one is being written". */
  busy = 0;
  /** Does this version sign deliveries? */
  signs = true;
  /** Its administrator lets it send to public addresses only. */
  refusesLocal = false;
  /** Deliveries are lost on the way. */
  silent = false;
  /** Answers in place of the host. */
  fault: ((call: LabCall) => LabAnswer | undefined) | undefined;
  url = '';
  #prefix = '';
  #last = 0;
  readonly #sending = new Set<Promise<void>>();
  readonly #server = createServer((request, response) => {
    this.#take(request, response).catch((error: unknown) => {
      this.oddities.push(`the stand-in failed: ${String(error)}`);
      response.destroy();
    });
  });

  /** `prefix`: of its address: `/gitlab`. */
  static async start(prefix = ''): Promise<GitlabHost> {
    const host = new GitlabHost();
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    host.#prefix = prefix;
    host.url = `http://127.0.0.1:${(host.#server.address() as AddressInfo).port}${prefix}`;
    return host;
  }

  async close(): Promise<void> {
    await Promise.all(this.#sending);
    this.#server.closeAllConnections();
    this.#server.close();
    for (const { gitDir } of this.projects) removeRepository(gitDir);
  }

  next = (): number => (this.#last += 1);

  person(login: string, scope: LabToken['scope'] = 'api'): LabPerson {
    const id = this.next();
    const made = { id, login, token: `glpat-${login}-${id}${'0'.repeat(20)}` };
    this.people.push(made);
    this.tokens.set(made.token, { person: made, scope, endsAt: Infinity });
    return made;
  }

  group(path: string): LabGroup {
    const made = { id: this.next(), path, members: new Map<number, number>() };
    this.groups.push(made);
    return made;
  }

  project(
    path: string,
    made: {
      readonly visibility?: LabProject['visibility'];
      readonly files?: Change['files'];
      readonly owner?: LabPerson;
      readonly id?: number;
    } = {},
  ): LabProject {
    const project: LabProject = {
      ...{ id: made.id ?? this.next(), path, visibility: made.visibility ?? 'private' },
      ...{ archived: false, gitDir: makeRepository(), members: new Map<number, number>() },
      ...{ shares: [], hooks: [], keys: [], statuses: [], pipelines: [], requests: [] },
      mergeRequestsOff: false,
    };
    if (made.owner) project.members.set(made.owner.id, 50);
    if (made.files) commit(project.gitDir, { branch: 'main', files: made.files });
    this.projects.push(project);
    return project;
  }

  /** Commits to a branch and tells of it. Answers the commit. */
  push(project: LabProject, who: LabPerson, change: Change): string {
    const ref = `refs/heads/${change.branch}`;
    const before = tried(project.gitDir, ['rev-parse', '--verify', '-q', ref]) ?? null;
    const after = commit(project.gitDir, change);
    this.tell(project, who, [{ ref, before, after }]);
    return after;
  }

  /** Sends what its webhooks want to know of one push. */
  tell(project: LabProject, who: LabPerson, moved: readonly Moved[]): void {
    if (moved.length > MOST_REFS) return;
    for (const one of moved) {
      const kind = one.ref.startsWith('refs/tags/') ? 'tag_push' : 'push';
      const body = pushBody(project, one, who, this.url);
      for (const hook of project.hooks.filter((each) => each[`${kind}_events`]))
        this.#send(hook, kind, body);
    }
  }

  test(project: LabProject, hook: LabHook): void {
    const [who] = this.people;
    this.#send(hook, 'push', testBody(project, who!, this.url));
  }

  /** Opens one and tells of it. */
  request(
    target: LabProject,
    author: LabPerson,
    from: { readonly project?: LabProject; readonly branch: string; readonly to?: string },
  ): LabRequest {
    const source = from.project ?? target;
    const one: LabRequest = {
      ...{ iid: target.requests.length + 1, id: this.next() + 5_000, title: 'Change it', author },
      ...{ source, sourceBranch: from.branch, targetBranch: from.to ?? 'main', state: 'opened' },
      ...{ sha: '', detailed_merge_status: 'mergeable' },
    };
    target.requests.push(one);
    this.#fetchHead(target, one);
    this.tellRequest(target, one, { action: 'open' });
    return one;
  }

  /** Follows its source branch, and tells of it. */
  update(target: LabProject, one: LabRequest): void {
    const oldrev = one.sha;
    this.#fetchHead(target, one);
    this.tellRequest(target, one, { action: 'update', oldrev });
  }

  tellRequest(
    target: LabProject,
    one: LabRequest,
    more: { readonly action: string; readonly oldrev?: string; readonly changes?: object },
  ): void {
    const body = requestDelivery(one, target, more, this.url);
    for (const hook of target.hooks.filter((each) => each.merge_requests_events))
      this.#send(hook, 'merge_request', body);
  }

  #fetchHead(target: LabProject, one: LabRequest): void {
    const ref = `+refs/heads/${one.sourceBranch}:refs/merge-requests/${one.iid}/head`;
    git(target.gitDir, ['fetch', '-q', one.source.gitDir, ref]);
    one.sha = git(target.gitDir, ['rev-parse', `refs/merge-requests/${one.iid}/head`]);
  }

  #send(hook: LabHook, kind: string, payload: object): void {
    if (hook.alert_status !== 'executable' || this.silent) return;
    const { body, headers } = signed(kind, payload, hook);
    const sent = fetch(hook.url, { method: 'POST', body, headers, redirect: 'manual' })
      .then(({ status }) => status)
      .catch(() => 'internal error')
      .then((status) => this.#note(hook, status))
      .finally(() => this.#sending.delete(sent));
    this.#sending.add(sent);
  }

  #note(hook: LabHook, status: number | string): void {
    hook.events.push({ response_status: String(status), created_at: new Date().toISOString() });
    hook.failures = typeof status === 'number' && status < 400 ? 0 : hook.failures + 1;
    if (hook.failures >= FAILURES_UNTIL_OFF) hook.alert_status = 'temporarily_disabled';
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(request);
    const { pathname, searchParams: query, search } = new URL(request.url ?? '/', 'http://host');
    if (!pathname.startsWith(`${this.#prefix}/`)) return this.#say(response, missing(''));
    const path = pathname.slice(this.#prefix.length);
    const [, slug, rest = ''] = /^\/(.+?)\.git(\/.*)$/.exec(path) ?? [];
    const cloned = this.projects.find((one) => one.path === slug);
    if (cloned) return this.#clone(cloned, request, response, { bytes, rest, search });
    if (path === '/oauth/authorize' || path === '/oauth/token') {
      const answer =
        path === '/oauth/token'
          ? this.oauth.token(new URLSearchParams(bytes.toString()))
          : this.oauth.authorize(query);
      if (answer === 'lost') return void response.destroy();
      const { status, body, location } = answer;
      const headers: Record<string, string> = location === undefined ? {} : { location };
      return this.#say(response, { status, body, headers });
    }
    if (!path.startsWith('/api/v4/')) return this.#say(response, missing(''));
    const raw = bytes.toString();
    const call: LabCall = {
      ...{ method: request.method ?? '', path: path.slice('/api/v4'.length), query },
      body: (raw === '' ? {} : JSON.parse(raw)) as LabCall['body'],
      token: (request.headers.authorization ?? '').replace(/^bearer /i, ''),
    };
    this.calls.push(call);
    if (!request.headers['user-agent']) this.oddities.push(`${call.path} without a User-Agent`);
    this.#say(response, this.fault?.(call) ?? this.#answer(call));
  }

  #clone(
    project: LabProject,
    request: IncomingMessage,
    response: ServerResponse,
    asked: { readonly bytes: Uint8Array; readonly rest: string; readonly search: string },
  ): void {
    const password = passwordOf(request.headers);
    const basic = (request.headers.authorization ?? '').replace(/^basic /i, '');
    const [user = ''] = Buffer.from(basic, 'base64').toString().split(':');
    const token = this.#tokenOf(password);
    this.clones.push(password);
    this.cloners.push(user);
    // Tokens of a sign-in are taken beside this name alone.
    const isNamed = password.startsWith('glpat-') || user === 'oauth2';
    const person = isNamed ? token?.person : undefined;
    const level = levelIn(project, person, this.groups);
    if (seesCode(project, person, level)) {
      const query = asked.search.slice(1);
      const { gitDir } = project;
      return serveGit(request, asked.bytes, response, { gitDir, rest: asked.rest, query });
    }
    response.writeHead(401, { 'www-authenticate': 'Basic realm="GitLab"' });
    response.end('HTTP Basic: Access denied.');
  }

  #tokenOf(text: string): LabToken | undefined {
    const found = this.tokens.get(text);
    return found && found.endsAt > Date.now() && !this.blocked.has(found.person.id)
      ? found
      : undefined;
  }

  #answer(call: LabCall): LabAnswer {
    const known = RULES.find(({ method, path }) => method === call.method && path.test(call.path));
    const odd = known ? against(known, call) : ['GitLab has no such call'];
    this.oddities.push(...odd.map((why) => `${call.method} ${call.path}: ${why}`));
    if (!known) return { status: 404, body: { error: '404 Not Found' } };
    if (odd.length > 0) return { status: 400, body: { error: odd.join(', ') } };
    const token = this.#tokenOf(call.token);
    if (call.token !== '' && !token) return refused(401, '401 Unauthorized');
    if (call.method !== 'GET' && !token) return refused(401, '401 Unauthorized');
    if (call.method !== 'GET' && token?.scope !== 'api')
      return {
        status: 403,
        body: {
          error: 'insufficient_scope',
          error_description:
            'The request requires higher privileges than provided by the access token.',
        },
      };
    const parts = known.path.exec(call.path)!.slice(1).map(decodeURIComponent);
    return this.#handled(call, known.name, parts, token?.person);
  }

  #handled(
    call: LabCall,
    name: string,
    [first = '', ...parts]: readonly string[],
    person: LabPerson | undefined,
  ): LabAnswer {
    if (name === 'me')
      return person ? { status: 200, body: meOf(person) } : refused(401, '401 Unauthorized');
    if (name === 'groups')
      return listed(
        call,
        this,
        this.groups.map(({ id, path }) => ({ id, full_path: path })),
      );
    if (name === 'projects')
      return person ? this.#list(call, person) : refused(401, '401 Unauthorized');
    const project = this.projects.find((one) => one.path === first || String(one.id) === first);
    const level = project ? levelIn(project, person, this.groups) : 0;
    if (!project || !seesProject(project, person, level)) return missing('Project');
    if (!WITHOUT_CODE.has(name) && !seesCode(project, person, level))
      return refused(403, '403 Forbidden');
    return CALLS[name]!({ call, host: this, project, person, level }, ...parts);
  }

  #list(call: LabCall, person: LabPerson): LabAnswer {
    const number = (name: string, otherwise: number): number =>
      Number(call.query.get(name) ?? otherwise);
    const rows = this.projects
      .filter((one) => {
        const level = levelIn(one, person, this.groups);
        return level > 0 && level >= number('min_access_level', 0);
      })
      .filter(({ id }) => id > number('id_after', 0) && id < number('id_before', Infinity))
      .toSorted((a, b) => a.id - b.id)
      .map((one) => projectBody(one, this.url));
    return listed(call, this, rows);
  }

  #say(response: ServerResponse, { status, body, bytes, headers }: LabAnswer): void {
    const type = bytes ? 'application/octet-stream' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(bytes ?? (body === undefined ? undefined : JSON.stringify(body)));
  }
}

const meOf = ({ id, login }: LabPerson): object => ({
  ...{ id, username: login, name: login, state: 'active', avatar_url: null },
  ...{ email: `${login}@example.com`, confirmed_at: '2026-01-02T03:04:05Z' },
});
