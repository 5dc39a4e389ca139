/**
 * A Bitbucket that keeps what it is told and refuses what Bitbucket refuses. What no route of its dialect knows (an
 * address, a word of a query, a body) is kept among `oddities`, which a test holds to be empty.
 */
import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createTestRepository, type TestRepository } from '@turnpike/sdk/testing';
import { passwordOf, serveGit } from '../github-host/git.js';
import { cloudError, cloudRoutes } from './cloud.js';
import { dataCenterError, dataCenterRoutes } from './data-center.js';
import { changesBetween, pullOf, pushOf, type Dialect, type Told } from './deliveries.js';
import { findRoute, odditiesOf, type Found, type Route } from './route.js';
import {
  git,
  includes,
  refsOf,
  type Answer,
  type Call,
  type HostHook,
  type HostPerson,
  type HostPull,
  type HostRepository,
  type Level,
} from './world.js';

/** Above it Cloud tells nothing at all. */
const MOST_BYTES = 256 * 1024;
/** Data Center is below a path, as many are. */
const PREFIX = { cloud: '', 'data-center': '/code' } as const;

export class BitbucketHost {
  readonly people: HostPerson[] = [];
  readonly repositories: HostRepository[] = [];
  readonly calls: Call[] = [];
  readonly oddities: string[] = [];
  readonly usedKeys = new Set<string>();
  /** User and password that git came with. */
  readonly clones: string[] = [];
  /** Of a hook of Data Center: what its last delivery was answered. */
  readonly lastStatus = new Map<number, number>();
  /** Deliveries as they were sent, whether or not anybody heard of them. */
  readonly sent: { readonly headers: Record<string, string>; readonly body: string }[] = [];
  /** No page is longer. */
  pageSize = 100;
  /** A server before 7.4. */
  isOld = false;
  /** In place of an answer; undefined: let it. */
  fault: ((call: Call) => Answer | undefined) | undefined;
  url = '';
  readonly dialect: Dialect;
  #last = 0;
  readonly #folders: TestRepository[] = [];
  readonly #work: Promise<unknown>[] = [];
  #routes: readonly Route[] = [];
  readonly #server = createServer((request, response) => {
    this.#take(request, response).catch((error: unknown) => {
      this.oddities.push(`the stand-in failed: ${String(error)}`);
      response.destroy();
    });
  });

  private constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  static async start(dialect: Dialect): Promise<BitbucketHost> {
    const host = new BitbucketHost(dialect);
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    const { port } = host.#server.address() as AddressInfo;
    host.url = `http://127.0.0.1:${port}${PREFIX[dialect]}`;
    host.#routes = dialect === 'cloud' ? cloudRoutes(host) : dataCenterRoutes(host);
    return host;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await Promise.allSettled(this.#work);
    for (const one of this.#folders) await one.remove();
  }

  /** The entry of `hosts`. */
  entry(more: object = {}): { readonly id: string; readonly kind: string; readonly url: string } {
    const kind = this.dialect === 'cloud' ? 'bitbucket' : 'bitbucket-datacenter';
    const api = this.dialect === 'cloud' ? { apiUrl: this.url } : {};
    return { ...{ id: 'work', kind, url: this.url }, ...api, ...more };
  }

  person(name: string): HostPerson {
    const { uuid, id } = this.ids();
    const made = { uuid, id, name, token: `token-of-${name}` };
    this.people.push(made);
    return made;
  }

  async repository(
    admin: HostPerson,
    slug: string,
    made: {
      readonly private?: boolean;
      readonly files?: Readonly<Record<string, string>>;
      readonly origin?: HostRepository;
    } = {},
  ): Promise<HostRepository & { readonly work: TestRepository }> {
    const work = await createTestRepository();
    this.#folders.push(work);
    if (made.origin) await work.git('pull', '--quiet', made.origin.gitDir, 'main');
    if (made.files) await work.commit('First', made.files);
    const [owner = '', name = ''] = slug.split('/');
    const row = {
      ...{ ...this.ids(), owner, name, private: made.private ?? false, work },
      gitDir: `${work.path}/.git`,
      rights: new Map<HostPerson, Level>([[admin, 'admin']]),
      ...{ hooks: [], keys: [], statuses: new Map(), pulls: [], origin: made.origin },
    };
    this.repositories.push(row);
    return row;
  }

  /** Does it, and tells of what it changed in one delivery. */
  async push(
    repository: HostRepository,
    actor: HostPerson,
    work: () => Promise<unknown>,
  ): Promise<void> {
    const before = refsOf(repository.gitDir);
    await work();
    const changes = changesBetween(before, refsOf(repository.gitDir));
    await this.tell(repository, pushOf(this.dialect, repository, actor, changes, this.url));
  }

  /** Opens one, or tells of one that has other commits now. */
  async pull(pull: Omit<HostPull, 'id' | 'state'> | HostPull): Promise<HostPull> {
    const isNew = !('id' in pull);
    const made: HostPull = isNew ? { ...pull, id: this.ids().id, state: 'OPEN' } : pull;
    const { repository } = made.to;
    if (isNew) repository.pulls.push(made);
    if (this.dialect === 'data-center') this.#setPullRef(made);
    await this.tell(repository, pullOf(this.dialect, made, isNew, this.url));
    return made;
  }

  /** Data Center alone has the head as a ref, of a fork as well. */
  #setPullRef({ id, from, to }: HostPull): void {
    const ref = `refs/pull-requests/${id}/from`;
    const source = `+refs/heads/${from.branch}:${ref}`;
    git(to.repository.gitDir, 'fetch', '--quiet', from.repository.gitDir, source);
  }

  async tell(repository: HostRepository, told: Told): Promise<void> {
    const wanted = repository.hooks.filter(
      ({ active, events }) => active && events.includes(told.event),
    );
    for (const hook of wanted) await this.send(hook, told.event, told.payload);
  }

  async send(hook: HostHook, event: string, payload: object): Promise<void> {
    const body = JSON.stringify(payload);
    if (this.dialect === 'cloud' && Buffer.byteLength(body) > MOST_BYTES) return;
    const delivery = { headers: this.headers(event, body, hook.secret), body };
    this.sent.push(delivery);
    const answer = await fetch(hook.url, { method: 'POST', ...delivery }).catch(() => undefined);
    if (answer) this.lastStatus.set(hook.id, answer.status);
  }

  headers(event: string, body: string, secret: string): Record<string, string> {
    const id = this.dialect === 'cloud' ? 'x-request-uuid' : 'x-request-id';
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return {
      ...{ 'content-type': 'application/json', 'x-event-key': event, [id]: randomUUID() },
      ...(secret === '' ? {} : { 'x-hub-signature': `sha256=${signature}` }),
    };
  }

  /** Once the answer is out. */
  later(work: () => Promise<unknown>): void {
    this.#work.push(new Promise((resolve) => setImmediate(resolve)).then(work));
  }

  ids(): { readonly uuid: string; readonly id: number } {
    return { uuid: `{${randomUUID()}}`, id: (this.#last += 1) };
  }

  remove<T>(rows: T[], isIt: (row: T) => boolean): boolean {
    const at = rows.findIndex(isIt);
    return at !== -1 && rows.splice(at, 1).length === 1;
  }

  setStatus({ statuses }: HostRepository, sha: string, status: { readonly key: string }): void {
    const of = statuses.get(sha) ?? new Map<string, Readonly<Record<string, unknown>>>();
    statuses.set(sha, of.set(status.key, status));
  }

  fileOf({ gitDir }: HostRepository, sha: string, file: string): Buffer {
    return execFileSync('git', ['-C', gitDir, 'cat-file', 'blob', `${sha}:${file}`]);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(request);
    const url = new URL(request.url ?? '/', this.url);
    const prefix = PREFIX[this.dialect];
    const path = url.pathname.slice(prefix.length);
    if (path.includes('.git/')) return this.#git(request, bytes, response, path, url.search);
    const raw = bytes.toString();
    const call: Call = {
      ...{ method: request.method ?? '', path, query: url.searchParams },
      body: raw === '' ? undefined : (JSON.parse(raw) as unknown),
      who: this.#who(request.headers.authorization),
    };
    this.calls.push(call);
    const answer = this.fault?.(call) ?? this.#answer(call, request.headers);
    response.writeHead(answer.status, {
      'content-type': answer.raw === undefined ? 'application/json' : 'text/plain',
      ...answer.headers,
    });
    response.end(answer.raw ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)));
  }

  #who(authorization = ''): HostPerson | undefined {
    return this.people.find(({ token }) => authorization === `Bearer ${token}`);
  }

  #refused(status: number, message: string): Answer {
    return this.dialect === 'cloud'
      ? cloudError(status, message)
      : dataCenterError(status, 'AuthorisationException', message);
  }

  #answer(call: Call, { authorization, ...headers }: IncomingMessage['headers']): Answer {
    const found = findRoute(this.#routes, call);
    const odd = found ? odditiesOf(found, call) : ['there is no such address'];
    const faults = headers['user-agent'] ? odd : [...odd, 'there is no User-Agent'];
    if (!found || faults.length > 0) {
      this.oddities.push(...faults.map((why) => `${call.method} ${call.path}: ${why}`));
      return this.#refused(found ? 400 : 404, faults.join(' '));
    }
    if (authorization !== undefined && !call.who) return this.#refused(401, 'Token is not known.');
    return this.#ofRepository(call, found);
  }

  #ofRepository(call: Call, { route, params }: Found): Answer {
    const isOfNone = route.needs === undefined;
    if (isOfNone && !call.who && !route.path.includes('whoami'))
      return this.#refused(401, 'Sign in first.');
    const repository = this.repositories.find((one) => this.#isNamed(one, params));
    const own = repository && call.who && repository.rights.get(call.who);
    const level = own ?? (repository?.private === false ? 'read' : undefined);
    const asked = { call, params, repository: repository!, level: level! };
    if (isOfNone) return route.answer(asked);
    if (!repository || !level)
      return this.dialect === 'cloud'
        ? cloudError(404, 'You may not have access to this repository or it no longer exists.')
        : dataCenterError(404, 'repository.NoSuchRepositoryException', 'It does not exist.');
    if (!includes(level, route.needs!))
      return this.#refused(this.dialect === 'cloud' ? 403 : 401, 'You have not the permission.');
    return route.answer(asked);
  }

  /** Cloud: by id as well, with an empty workspace. */
  #isNamed(one: HostRepository, params: Readonly<Record<string, string>>): boolean {
    const { owner = '', name } = params;
    const isOwner =
      one.owner === owner || (this.dialect === 'cloud' && owner === '{}' && name === one.uuid);
    return isOwner && (one.name === name || (this.dialect === 'cloud' && one.uuid === name));
  }

  #git(
    request: IncomingMessage,
    bytes: Buffer,
    response: ServerResponse,
    path: string,
    search: string,
  ): void {
    const [, owner = '', name, rest = ''] =
      /^(?:\/scm)?\/([^/]+)\/([^/]+)\.git(\/.*)$/.exec(path) ?? [];
    const own = this.dialect === 'cloud' ? owner : owner.toUpperCase();
    const found = this.repositories.find((one) => one.owner === own && one.name === name);
    const plain = Buffer.from(
      (request.headers.authorization ?? '').replace(/^basic /i, ''),
      'base64',
    );
    if (plain.length > 0) this.clones.push(plain.toString());
    const who = this.people.find(({ token }) => token === passwordOf(request.headers));
    const isUser = plain.toString().startsWith('x-token-auth:');
    if (found && (!found.private || (isUser && who && found.rights.has(who))))
      return serveGit(request, bytes, response, {
        ...{ gitDir: found.gitDir, rest, query: search.slice(1) },
      });
    response.writeHead(401, { 'www-authenticate': 'Basic realm="Bitbucket"' });
    response.end('Sign in first.');
  }
}
