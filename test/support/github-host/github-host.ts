/** A GitHub that keeps what it is told, refuses what GitHub refuses, and holds all of it against GitHub's description. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { passwordOf, serveGit } from './git.js';
import { HostApp, type InstallationToken } from './app-calls.js';
import { described, type Described } from './described.js';
import { answerOf, repositoryBody, USED, type Level } from './repository-calls.js';
import {
  NOT_FOUND,
  refused,
  type Answer,
  type Call,
  type HostPerson,
  type HostRepository,
} from './world.js';

export interface MadeRepository {
  readonly private?: boolean;
  readonly files?: Readonly<Record<string, string>>;
  readonly sha?: string;
  readonly gitDir?: string;
}
/** Answers in place of the host; `late`: it does what it is asked and never says so; undefined: let it. */
export type Fault = (call: Call) => Answer | 'late' | undefined;

export class GithubHost {
  readonly calls: Call[] = [];
  readonly repositories: HostRepository[] = [];
  readonly people: HostPerson[] = [];
  readonly app = new HostApp();
  /** What the description had against requests and answers. */
  readonly oddities: string[] = [];
  /** Words of what was answered with 401. */
  readonly refusals: string[] = [];
  readonly deadTokens = new Set<string>();
  /** Passwords that git came with. */
  readonly clones: string[] = [];
  fault: Fault | undefined;
  url = '';
  #last = 0;
  readonly #server = createServer((request, response) => {
    this.#take(request, response).catch((error: unknown) => {
      this.oddities.push(`the stand-in failed: ${String(error)}`);
      response.destroy();
    });
  });
  #api!: Described;

  static async start(): Promise<GithubHost> {
    const host = new GithubHost();
    host.#api = await described();
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    host.url = `http://127.0.0.1:${(host.#server.address() as AddressInfo).port}`;
    return host;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  person(login: string): HostPerson {
    const made = { id: this.#next(), login, token: `gho_${login}${'0'.repeat(30)}` };
    this.people.push(made);
    return made;
  }

  repository(owner: HostPerson, name: string, made: MadeRepository = {}): HostRepository {
    const row: HostRepository = {
      ...{ id: this.#next(), owner: owner.login, name, private: made.private ?? false },
      rights: new Map([[owner.login, 'admin']]),
      ...{ hooks: [], keys: [], statuses: [], checks: [], keysDisabled: false },
      gitDir: made.gitDir ?? '',
      refs: new Map([['refs/heads/main', made.sha ?? 'c'.repeat(40)]]),
      files: new Map(Object.entries(made.files ?? {})),
    };
    this.repositories.push(row);
    return row;
  }

  /** A key that another repository or person there has. */
  useKeyElsewhere(key: string): () => void {
    USED.add(key);
    return () => void USED.delete(key);
  }

  #mayClone(repository: HostRepository, password: string): boolean {
    const ofApp = this.app.tokens.get(password);
    const person = this.people.find((one) => one.token === password);
    const isRead = !ofApp || ofApp.permissions['contents'] !== undefined;
    return isRead && this.#levelOf(repository, person, ofApp) !== undefined;
  }

  #next = (): number => (this.#last += 1);

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(request);
    const { pathname: path, searchParams: query, search } = new URL(request.url ?? '/', this.url);
    const [, owner, name, rest = ''] = /^\/([^/]+)\/([^/]+)\.git(\/.*)$/.exec(path) ?? [];
    const cloned = this.repositories.find((one) => one.owner === owner && one.name === name);
    if (cloned) {
      const password = passwordOf(request.headers);
      this.clones.push(password);
      if (this.#mayClone(cloned, password))
        return serveGit(request, bytes, response, {
          ...{ gitDir: cloned.gitDir, rest, query: search.slice(1) },
        });
      response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' });
      return void response.end('Repository not found.');
    }
    const raw = bytes.toString();
    const token = (request.headers.authorization ?? '').replace(/^(?:token|bearer) /i, '');
    const body = (raw === '' ? {} : JSON.parse(raw)) as Call['body'];
    const call: Call = { method: request.method ?? '', path, query, body, token };
    this.calls.push(call);
    const asked = {
      ...{ method: call.method, path, query: Object.fromEntries(query) },
      headers: request.headers as Record<string, string>,
      ...(raw === '' ? {} : { body }),
    };
    const odd = this.#api.against(asked);
    this.oddities.push(...odd);
    const faulty = this.fault?.(call);
    const answer =
      typeof faulty === 'object' ? faulty : this.#answer(call, odd, request.headers['user-agent']);
    if (faulty === 'late') return;
    this.oddities.push(...this.#api.againstAnswer(asked, answer.status, answer.body));
    if (answer.status === 401) this.refusals.push((answer.body as { message: string }).message);
    const date = new Date(this.app.now).toUTCString();
    response.sendDate = false;
    response.writeHead(answer.status, {
      'content-type': 'application/json; charset=utf-8',
      date,
      ...answer.headers,
    });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  #answer(call: Call, odd: readonly string[], agent: string | undefined): Answer {
    if (!agent) return refused(403, 'Request forbidden by administrative rules.');
    if (odd.length > 0) return refused(422, `Invalid request. ${odd.join(' ')}`);
    const { path, token } = call;
    const [, code] = /^\/app-manifests\/([^/]+)\/conversions$/.exec(path) ?? [];
    if (code !== undefined) return this.app.conversion(code, this.#api);
    if (path.startsWith('/app') || /^\/repos\/[^/]+\/[^/]+\/installation$/.test(path))
      return this.app.answer(call, this.#api, this.repositories);
    const ofApp = this.app.tokens.get(token);
    if (ofApp && ofApp.refusals > 0) {
      ofApp.refusals -= 1;
      return refused(401, 'Bad credentials');
    }
    const person = this.people.find((one) => one.token === token);
    if (token !== '' && (this.deadTokens.has(token) || (!ofApp && !person)))
      return refused(401, 'Bad credentials');
    if (path === '/installation/token' && ofApp) {
      this.app.tokens.delete(token);
      return { status: 204 };
    }
    if (path === '/installation/repositories' && ofApp)
      return this.app.repositoriesOf(ofApp, this.repositories, this.#api, this.url);
    return this.#ofRepository(call, person, ofApp);
  }

  #ofRepository(
    call: Call,
    person: HostPerson | undefined,
    ofApp: InstallationToken | undefined,
  ): Answer {
    const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(call.path) ?? [];
    const [, byId] = /^\/repositories\/(\d+)$/.exec(call.path) ?? [];
    const repository = this.repositories.find((one) =>
      byId ? one.id === Number(byId) : one.owner === owner && one.name === name,
    );
    const level = repository && this.#levelOf(repository, person, ofApp);
    if (!repository || !level) return NOT_FOUND;
    if (byId)
      return {
        status: 200,
        body: this.#api.answer('repos/get', 200, repositoryBody(repository, this.url)),
      };
    const asked = {
      ...{ call, repository, level, api: this.#api, url: this.url, id: this.#next },
      permissions: ofApp?.permissions,
      personOf: (login: string) => this.people.find((one) => one.login === login),
    };
    return answerOf(asked, rest);
  }

  #levelOf(
    repository: HostRepository,
    person: HostPerson | undefined,
    ofApp: InstallationToken | undefined,
  ): Level | undefined {
    if (ofApp) {
      const { installation, repositoryIds } = ofApp;
      const named = (repositoryIds ?? [repository.id]).includes(repository.id);
      return installation.repositories.has(repository.id) && named ? 'write' : undefined;
    }
    return (
      (person && repository.rights.get(person.login)) ?? (repository.private ? undefined : 'read')
    );
  }
}
