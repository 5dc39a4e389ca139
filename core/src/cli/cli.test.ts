import { createServer, type IncomingMessage, type Server } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox } from '../secrets/secret-box.js';
import { openKeyRing } from '../secrets/server-key.js';
import { openStore } from '../store/open-store.js';
import type { Io } from './io.js';
import { runCli } from './run-cli.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-cli-'));
  mkdirSync(join(folder, 'config'));
  writeFileSync(
    join(folder, 'config', 'default.yml'),
    'plugins: [./hello.mjs]\nbus: {url: memory}\n',
  );
  writeFileSync(join(folder, 'config', 'hello.mjs'), HELLO);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a stranger would write it, without a build step. */
const HELLO = `
export const plugin = { kind: 'turnpike-plugin', definition: {
  id: 'hello', summary: 'Says hello.',
  cli: [{
    command: 'hello <name>', summary: 'Says hello.',
    options: [{ flags: '--loud', description: 'in capitals' }],
    run: async ({ args, options, out }) => {
      const text = 'hello ' + args[0];
      out((options.loud ? text.toUpperCase() : text) + '\\n');
      return 7;
    },
  }],
} };
`;

const PAGER = `
const unavailable = 'Set pager.url.';
const value = { id: 'pager', unavailable, targets: () => [], send: async () => undefined };
const token = { kind: 'many', name: 'notifiers' };
export const plugin = { kind: 'turnpike-plugin', definition: {
  id: 'notify-pager', summary: 'Pages.', offers: [token],
  notifier: {
    id: 'pager', key: 'pager', events: ['finished'], onSuccess: 'always', onFailure: 'always',
    onStart: 'never', onCancel: 'never', onError: 'always', pullRequests: false, always: false,
  },
  provides: () => [{ token, value }],
} };
`;

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
async function run(
  args: readonly string[],
  world: Partial<Io> & { readonly input?: string } = {},
): Promise<Result> {
  let out = '';
  let err = '';
  const io: Io = {
    env: { TURNPIKE_CONFIG_DIR: join(folder, 'config'), ...world.env },
    cwd: folder,
    isTerminal: false,
    stdin: (async function* () {
      yield Buffer.from(world.input ?? '');
    })(),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  };
  return { code: await runCli(args, io), out, err };
}

describe('the command line', () => {
  it('shows its commands, those of plugins and its exit codes', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const word of ['start', 'repo', 'backup', 'hello', 'Exit codes'])
      expect(out).toContain(word);
  });

  it('shows help where a plugin has a command named like one of its own', async () => {
    writeFileSync(
      join(folder, 'config', 'hello.mjs'),
      HELLO.replace('hello <name>', 'config [file]').replace("Says hello.',", "Reads a file.',"),
    );
    for (const args of [['--help'], ['help']]) {
      const { code, out, err } = await run(args);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/config\s.*explain and check/);
    }
    expect((await run(['config', 'explain', 'http.port'])).out).toContain('http.port');
  });

  it('runs commands of plugins, with arguments, options and their exit code', async () => {
    expect(await run(['hello', 'you', '--loud'])).toEqual({ code: 7, out: 'HELLO YOU\n', err: '' });
  });

  it('knows wrong commands and arguments from the rest', async () => {
    const wrong = await run(['bild']);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.err).toContain('Did you mean "build"?');
    expect(await run(['repo', 'add'])).toMatchObject({ code: 2 });
  });

  it('says code, place and way out of an error, as text and as JSON', async () => {
    writeFileSync(join(folder, 'config', 'default.yml'), 'bus: {url: memory}\nhttp:\n  prot: 1\n');
    const { code, err } = await run(['config', 'check']);
    expect(code).toBe(2);
    expect(err).toContain('TURNPIKE_CONFIG_INVALID');
    expect(err).toMatch(
      /default\.yml:3: http\.prot is not a known key\. Did you mean "port"\?\n {2}→ /,
    );
    const { out } = await run(['config', 'check', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      error: { code: 'TURNPIKE_CONFIG_INVALID', details: { line: 3 } },
    });
  });

  it('names file and line of each plugin that cannot be had', async () => {
    const file = join(folder, 'own.yml');
    writeFileSync(file, "plugins:\n  - '...'\n  - ./none.mjs\n  - '@acme/nowhere'\n");
    const { code, err } = await run(['config', 'check', '--config', file]);
    expect(code).toBe(2);
    expect(err).toContain(`TURNPIKE_PLUGIN_UNKNOWN ${file}:3: There is no plugin at`);
    expect(err).toContain(`TURNPIKE_PLUGIN_UNKNOWN ${file}:4: The plugin @acme/nowhere`);
  });

  it('says which database cannot be reached', async () => {
    const database = 'database.url=postgres://someone:hidden@127.0.0.1:1/it';
    const { code, err } = await run(['db', 'migrate', '--set', database]);
    expect(code).toBe(3);
    expect(err).toContain('The database at 127.0.0.1:1 cannot be reached: connect ECONNREFUSED');
    expect(err).not.toContain('hidden');
  });

  it('finds little room and notifiers that are not configured, without a server', async () => {
    writeFileSync(join(folder, 'config', 'hello.mjs'), PAGER);
    const set = ['--set', 'http.port=0', '--set', `host.lowSpaceBytes=${Number.MAX_SAFE_INTEGER}`];
    const { code, out } = await run(['doctor', '--json', ...set]);
    expect(code).toBe(0);
    const checks = JSON.parse(out) as readonly { readonly name: string }[];
    const named = (name: string) => checks.find((check) => check.name === name);
    expect(named('database')).toMatchObject({ message: 'is made on the first start' });
    expect(existsSync(join(folder, 'data', 'turnpike.db'))).toBe(false);
    expect(named('data folder')).toMatchObject({
      state: 'warning',
      message: expect.stringMatching(/ free of /) as string,
      wayOut: expect.stringContaining('Make room') as string,
    });
    expect(named('notifications by pager')).toEqual({
      name: 'notifications by pager',
      state: 'warning',
      message: 'not configured',
      wayOut: 'Set pager.url.',
    });
  });

  it('lists and checks plugins', async () => {
    const { out } = await run(['plugin', 'list', '--json']);
    expect(JSON.parse(out)).toMatchObject([{ id: 'hello', runs: true, summary: 'Says hello.' }]);
    const file = join(folder, 'own.yml');
    writeFileSync(file, "plugins:\n  - '...'\n  - ./none.mjs\n");
    const listed = await run(['plugin', 'list', '--config', file]);
    expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('hello') as string });
    expect(listed.err).toContain(`TURNPIKE_PLUGIN_UNKNOWN ${file}:3`);
    const doctor = await run(['plugin', 'doctor', './none.mjs']);
    expect(doctor.code).toBe(1);
    expect(doctor.out).toContain('TURNPIKE_PLUGIN_UNKNOWN');
  });

  it('encrypts with a public key, from an argument or standard input', async () => {
    const { encryptFor: _encrypt, ...box } = createSecretBox(openKeyRing(join(folder, 'key')));
    const { publicKey, privateKey } = await box.newKeyPair();
    writeFileSync(join(folder, 'key.pem'), publicKey);
    const { out } = await run(['encrypt', '--public-key', 'key.pem', '--json'], { input: 'A=b\n' });
    const { secure } = JSON.parse(out) as { secure: string };
    expect(box.decryptWith(privateKey, secure)).toBe('A=b');
    expect(await run(['encrypt', 'x'])).toMatchObject({ code: 2 });
  }, 60_000);
});

describe('backup and restore', () => {
  it('carry database, key and logs to another data folder', async () => {
    writeFileSync(
      join(folder, 'config', 'default.yml'),
      'plugins: [./store.mjs]\nbus: {url: memory}\n',
    );
    writeFileSync(join(folder, 'config', 'store.mjs'), STORE);
    const dataDir = join(folder, 'data');
    await writeOwner(dataDir, 'acme');
    const sealed = createSecretBox(openKeyRing(join(dataDir, 'key'))).seal('secret');
    mkdirSync(join(dataDir, 'store-test'));
    writeFileSync(join(dataDir, 'store-test', '1.log'), 'hello\n');

    const backup = await run(['backup', 'all.tar.gz', '--json']);
    expect(backup).toMatchObject({ code: 0, err: '' });
    expect(statSync(join(folder, 'all.tar.gz')).mode & 0o777).toBe(0o600);
    expect(await run(['restore', 'all.tar.gz'])).toMatchObject({ code: 1 });

    const other = join(folder, 'other');
    const restored = await run(['restore', 'all.tar.gz', '--set', `dataDir=${other}`]);
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(await ownersOf(other)).toEqual(['acme']);
    expect(createSecretBox(openKeyRing(join(other, 'key'))).open(sealed)).toBe('secret');
    expect(existsSync(join(other, 'store-test', '1.log'))).toBe(true);
    expect(statSync(join(other, 'turnpike.db')).mode & 0o777).toBe(0o600);
  });

  it('refuse while a server has the database, and files that are no backup', async () => {
    writeFileSync(join(folder, 'config', 'default.yml'), 'bus: {url: memory}\n');
    const opened = await openStore({ dataDir: join(folder, 'data') });
    const { code, err } = await run(['backup', 'all.tar.gz']);
    expect({ code, busy: err.includes('TURNPIKE_STORE_IN_USE') }).toEqual({ code: 1, busy: true });
    await opened.close();
    writeFileSync(join(folder, 'nonsense'), 'nonsense');
    expect((await run(['restore', 'nonsense'])).code).not.toBe(0);
  });
});

const STORE = `
const logStores = { kind: 'many', name: 'logStores' };
export const plugin = { kind: 'turnpike-plugin', definition: {
  id: 'store-test', summary: 'Keeps logs.', offers: [logStores],
  provides: () => [{ token: logStores, value: {} }],
} };
`;

async function writeOwner(dataDir: string, login: string): Promise<void> {
  const opened = await openStore({ dataDir });
  await opened.migrate([]);
  await opened.store.owners.ensure({ login, type: 'user' });
  await opened.close();
}
async function ownersOf(dataDir: string): Promise<readonly string[]> {
  const opened = await openStore({ dataDir });
  const owners = await opened.store.owners.list();
  await opened.close();
  return owners.map((owner) => owner.login);
}

/** Stands in for the API: answers by method and path, remembers what came. */
type Answers = Readonly<Record<string, unknown>>;
interface Request {
  readonly what: string;
  readonly token: string | undefined;
  readonly body: unknown;
}
describe('commands that talk to the server', () => {
  let server: Server;
  let requests: Request[];
  let answers: Answers;
  beforeEach(async () => {
    requests = [];
    answers = {};
    server = createServer((request, response) => {
      void (async () => {
        const what = `${request.method} ${request.url?.split('?')[0]}`;
        const { authorization, range } = request.headers;
        requests.push({ what, token: authorization, body: await bodyOf(request) });
        const found = answers[what];
        const answer =
          typeof found === 'function' ? (found as (range?: string) => unknown)(range) : found;
        if (answer instanceof LogAnswer) return answer.write(response);
        response.statusCode = answer === undefined ? 404 : 200;
        response.end(
          JSON.stringify(answer ?? { error_message: 'Not there.', error_type: 'not_found' }),
        );
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    mkdirSync(join(folder, 'data'));
    const access = JSON.stringify({ url: `http://127.0.0.1:${port}`, token: 'left-by-login' });
    writeFileSync(join(folder, 'data', 'cli.json'), access);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('find address and token where the server left them', async () => {
    answers = { 'POST /v3/repos': { id: 3, slug: 'acme/app' } };
    const { code, out } = await run([
      'repo',
      'add',
      'https://git.example/acme/app',
      '--slug',
      'acme/app',
    ]);
    expect({ code, out: out.split(':')[0] }).toEqual({ code: 0, out: 'added acme/app (3)' });
    expect(requests).toEqual([
      {
        what: 'POST /v3/repos',
        token: 'token left-by-login',
        body: { clone_url: 'https://git.example/acme/app', slug: 'acme/app' },
      },
    ]);
  });

  it('make a folder of this machine an absolute path', async () => {
    mkdirSync(join(folder, 'app'));
    answers = { 'POST /v3/repos': { id: 3, slug: 'acme/app' } };
    await run(['repo', 'add', './app']);
    expect(requests[0]?.body).toEqual({ clone_url: join(folder, 'app') });
  });

  it('tell missing things, refusals and a server that is away apart', async () => {
    expect(await run(['build', 'show', '7'])).toMatchObject({
      code: 5,
      err: 'TURNPIKE_NOT_FOUND: Not there.\n',
    });
    expect(await run(['build', 'show', 'nonsense'])).toMatchObject({ code: 2 });
    const away = ['--url', await closedAddress(), '--token', 'x'];
    const { code, err } = await run(['build', 'show', '7', ...away]);
    expect(code).toBe(3);
    expect(err).toContain('ECONNREFUSED');
    rmSync(join(folder, 'data', 'cli.json'));
    expect(await run(['build', 'list'])).toMatchObject({ code: 3 });
  });

  it('find a build by its number, and list those of all repositories', async () => {
    const build = { id: 70, number: '7', state: 'passed' };
    answers = {
      'GET /v3/repo/acme%2Fapp/builds': { builds: [build] },
      'GET /v3/repo/3/builds': { builds: [build] },
      'GET /v3/repos': { repositories: [{ id: 3, slug: 'acme/app' }] },
      'GET /v3/build/70': { ...build, jobs: [{ id: 700, number: '7.1', state: 'passed' }] },
    };
    const shown = await run(['build', 'show', 'acme/app#7']);
    expect(shown.out).toMatch(/^#7\s+passed.*\n\s+7\.1\s+passed\s+700\n$/);
    const listed = await run(['build', 'list', '--json']);
    expect(JSON.parse(listed.out)).toMatchObject([
      { number: '7', repository: { slug: 'acme/app' } },
    ]);
  });

  it('exit with 1 for a request that was rejected and a build that did not pass', async () => {
    answers = {
      'POST /v3/repo/acme%2Fapp/requests': { request: { id: 5 } },
      'GET /v3/repo/acme%2Fapp/request/5': {
        state: 'finished',
        result: 'rejected',
        message: 'skipped',
      },
    };
    expect(await run(['build', 'trigger', 'acme/app'])).toMatchObject({
      code: 1,
      out: 'rejected: skipped\n',
    });
    answers = {
      ...answers,
      'GET /v3/repo/acme%2Fapp/request/5': { state: 'finished', builds: [{ id: 70 }] },
      'GET /v3/build/70': { id: 70, number: '7', state: 'failed' },
    };
    expect(await run(['build', 'trigger', 'acme/app', '--wait'])).toMatchObject({ code: 1 });
    expect(await run(['build', 'trigger', 'acme/app'])).toMatchObject({ code: 0 });
  });

  it('follow a log until it is sealed, each byte once', async () => {
    let log = 'one\n';
    let asked = 0;
    answers = {
      'GET /v3/job/7/log.txt': (range?: string) => {
        asked += 1;
        if (asked === 2) log += 'two\n';
        if (asked === 4) log += 'three\n';
        return new LogAnswer(log, Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0), asked > 4);
      },
    };
    expect(await run(['logs', '7', '--follow'])).toEqual({
      code: 0,
      out: 'one\ntwo\nthree\n',
      err: '',
    });
    expect(asked).toBe(5);
  });

  it('print a new token and a link for a new user', async () => {
    answers = {
      'POST /v3/user/tokens': { id: 1, name: 'ci', token: 'abc' },
      'POST /v3/users': { url: 'http://ci/-/login#once=x', user: { login: 'ada' } },
    };
    expect(await run(['token', 'create', 'ci', '--days', '7'])).toMatchObject({ out: 'abc\n' });
    expect(requests[0]?.body).toEqual({ name: 'ci', expires_in_days: 7 });
    expect((await run(['user', 'add', 'ada', '--admin'])).out).toContain(
      'http://ci/-/login#once=x',
    );
    expect(requests[1]?.body).toEqual({ login: 'ada', admin: true });
  });
});

async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

class LogAnswer {
  readonly #log: Buffer;
  readonly #from: number;
  readonly #isSealed: boolean;
  constructor(log: string, from: number, isSealed: boolean) {
    this.#log = Buffer.from(log);
    this.#from = from;
    this.#isSealed = isSealed;
  }
  write(response: import('node:http').ServerResponse): void {
    const isPastEnd = this.#from > 0 && this.#from >= this.#log.length;
    response.writeHead(isPastEnd ? 416 : 200, {
      'x-log-run': '1',
      'x-log-end': String(this.#log.length),
      'x-log-sealed': String(this.#isSealed),
    });
    response.end(isPastEnd ? '' : this.#log.subarray(this.#from));
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
}
