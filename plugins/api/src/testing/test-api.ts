/** The api in a real host with a database: one private repository, one build of two jobs, four people. */
import {
  InputError,
  tokens,
  type Commands,
  type LogReader,
  type Plugin,
  type Repository,
  type VcsProvider,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { fake, testPlugin, type Fake, type TestHost } from '@turnpike/sdk/testing';
import { plugin } from '../plugin.js';
import { addBuild } from './add-build.js';

export type Body = Readonly<Record<string, unknown>>;
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of JSON; else empty. */
  readonly body: Body;
}
export interface TestApi {
  readonly host: TestHost;
  readonly store: Store;
  readonly repository: Repository;
  /** Commands that were handed to hub. */
  readonly asked: { readonly name: string; readonly input: unknown }[];
  /** Logs that were removed. */
  readonly removed: unknown[];
  /** What hub says no with. */
  refusal: { readonly rule: string; readonly message: string } | undefined;
  /** `who`: root, writer, reader, stranger, a token, or null for a visitor. `address`: `GET /v3/repos`. */
  ask(who: string | null, address: string, body?: unknown): Promise<Answer>;
  addBuild(state?: 'passed' | 'created'): Promise<number>;
  stop(): Promise<void>;
}
export interface TestApiOptions {
  readonly config?: object;
  readonly plugins?: readonly Plugin[];
  readonly deps?: readonly Fake[];
  /** Configuration beside the api's own. */
  readonly core?: Readonly<Record<string, unknown>>;
}

export const LOG = 'travis_fold:start:a\r\u001b[32mhello\u001b[0m\r\nworld\n';
const PEOPLE = ['root', 'writer', 'reader', 'stranger'] as const;

export const tokenOf = (who: string): string =>
  (PEOPLE as readonly string[]).includes(who) ? `token-of-${who}` : who;

export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const asked: TestApi['asked'] = [];
  const removed: unknown[] = [];
  const hub: Pick<TestApi, 'refusal'> = { refusal: undefined };
  const host = await testPlugin(plugin, {
    faults: 'kept',
    config: options.config ?? {},
    plugins: options.plugins ?? [],
    ...(options.core ? { core: options.core } : {}),
    deps: [
      fake(tokens.commands, commands(asked, hub)),
      fake(tokens.logReader, logReader(removed)),
      fake(tokens.vcsProviders, provider),
      fake(tokens.logins, { id: 'local', title: 'Password', kind: 'password' }),
      ...(options.deps ?? []),
    ],
  });
  const store = host.resolve(tokens.store);
  const repository = await addRepository(store);
  await addPeople(host, store, repository);
  await addBuild(store, repository);
  return Object.assign(hub, {
    host,
    store,
    repository,
    asked,
    removed,
    ask: (who: string | null, address: string, body?: unknown) => ask(host, who, address, body),
    addBuild: (state?: 'passed' | 'created') => addBuild(store, repository, state),
    stop: () => host.stop(),
  });
}

async function ask(
  host: TestHost,
  who: string | null,
  address: string,
  body: unknown,
): Promise<Answer> {
  const [method = 'GET', path = ''] = address.split(' ');
  const response = await host.request(path, {
    method,
    headers: {
      ...(who === null ? {} : { authorization: `token ${tokenOf(who)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.match(/[/+]json\b/);
  const { status, headers } = response;
  return { status, headers, text, body: (isJson ? JSON.parse(text) : {}) as Body };
}

function commands(asked: TestApi['asked'], hub: Pick<TestApi, 'refusal'>): Commands {
  const answer = (name: string) => async (input: unknown) => {
    asked.push({ name, input });
    return hub.refusal ? { accepted: false, ...hub.refusal } : { accepted: true };
  };
  return {
    cancelJob: answer('cancelJob'),
    cancelBuild: answer('cancelBuild'),
    errorJob: answer('errorJob'),
    restartJob: answer('restartJob'),
    restartBuild: answer('restartBuild'),
  };
}

/** Every log is the same. */
function logReader(removed: unknown[]): LogReader {
  const bytes = Buffer.from(LOG);
  return {
    info: async () => ({ end: bytes.length, sealed: true, lines: 2, parts: 1 }),
    async *read(_run, range) {
      yield bytes.subarray(range.from, range.to);
    },
    parts: async () => [{ number: 0, content: LOG, final: true }],
    search: async (_run, text, limit) =>
      LOG.split('\n')
        .map((line, at) => ({ line: at + 1, text: line }))
        .filter((line) => line.text.includes(text))
        .slice(0, limit),
    remove: async (run) => void removed.push(run),
  };
}

/** Knows absolute paths; one that ends with `host-77` has that id at its host. */
const provider = {
  id: 'git',
  describe: '',
  async inspect(url: string) {
    if (!url.startsWith('/')) throw new InputError('TURNPIKE_INPUT_INVALID', 'None of mine.');
    return {
      vcsId: /host-(\d+)$/.exec(url)?.[1] ?? null,
      slug: `local${url}`,
      cloneUrl: url,
      htmlUrl: null,
      private: false,
      fork: false,
      defaultBranch: 'trunk',
      description: null,
      ownerType: 'user',
    };
  },
} as unknown as VcsProvider;

async function addRepository(store: Store): Promise<Repository> {
  const owner = await store.owners.ensure({ host: 'git', login: 'ada', type: 'organization' });
  return store.repositories.insert({
    ownerId: owner.id,
    name: 'engine',
    vcsProvider: 'git',
    vcsId: null,
    cloneUrl: 'https://user:secret@example.com/ada/engine.git',
    htmlUrl: null,
    private: true,
    fork: false,
    defaultBranch: 'main',
    description: 'An engine',
    active: true,
  });
}

async function addPeople(host: TestHost, store: Store, repository: Repository): Promise<void> {
  const secrets = host.resolve(tokens.secrets);
  for (const login of PEOPLE) {
    const admin = login === 'root';
    const user = await store.users.insert({ login, name: null, email: null, admin });
    const hash = secrets.hash(tokenOf(login));
    await store.sessions.createToken({ hash, userId: user.id, name: 'test', scopes: ['*'] });
    const level = login === 'writer' ? 'write' : login === 'reader' ? 'read' : null;
    if (level) await store.users.setPermission(user.id, repository.id, level);
  }
}
