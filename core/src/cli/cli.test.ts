import { createServer, type IncomingMessage, type Server } from 'node:http';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { create, extract } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MigrationTools } from '../contracts/plugin.js';
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
/** What a command says of itself when it takes more than a second: that depends on how busy the machine is. */
const SLOW = /^.+ … \d+ s\n$/;

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
    ...(world.ask ? { ask: world.ask } : {}),
    stdin: (async function* () {
      yield Buffer.from(world.input ?? '');
    })(),
    out: (text) => void (out += text),
    err: (text) => void (SLOW.test(text) || (err += text)),
  };
  return { code: await runCli(args, io), out, err };
}

describe('the command line', () => {
  it('shows its commands, those of plugins and its exit codes', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const word of ['start', 'repo', 'backup', 'hello', 'Exit codes'])
      expect(out).toContain(word);
    // The first run reads every command and plugin of the disk.
  }, 120_000);

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

  it('tells what a plugin asks for, and what it taps without asking', async () => {
    const asking = (
      permissions: string,
    ) => `export const plugin = { kind: 'turnpike-plugin', definition: {
      id: 'asking', summary: 'Asks.', ${permissions}
      taps({ hooks, deps, config }) {
        for (const one of deps.list ?? []) one.use(config);
        hooks.job.payload.tap('asking', (context) => context);
        hooks.job.route.tap('asking', () => undefined);
      },
    } };`;
    const file = join(folder, 'asking.mjs');
    writeFileSync(file, asking("permissions: { hooks: ['job.route'], hosts: ['*.example.org'] },"));
    const refused = await run(['plugin', 'doctor', './asking.mjs']);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('asking taps the hook job.payload, which it does not declare.');
    expect(refused.out).toContain("hooks: ['job.route', 'job.payload']");
    writeFileSync(
      join(folder, 'asks.mjs'),
      asking("permissions: { hooks: ['job.route', 'job.payload'], secrets: ['env'] },"),
    );
    const { out, code } = await run(['plugin', 'doctor', './asks.mjs']);
    expect(out).toContain(
      '2 plugins, no problems\nasking 0.1.0\n  Is shown secrets\n    env: values',
    );
    expect(out).toContain(
      'job.payload: changes what workers are told to run (is shown the secrets',
    );
    expect(code).toBe(0);
    const own = join(folder, 'asks.yml');
    writeFileSync(own, "plugins:\n  - '...'\n  - ./asks.mjs\n");
    const short = await run(['plugin', 'list', '--config', own]);
    expect(short.out).toMatch(/asking +0\.1\.0 +runs +secrets: env, 2 hooks +Asks\./);
    const long = await run(['plugin', 'list', '--asks', '--config', own]);
    expect(long.out).toContain('    job.route: chooses the queue of a job');
    expect(long.out).toMatch(/hello [\d.]+\n  Brings\n    commands/);
  });

  it('notes plugins that do not describe their routes, and refuses none for it', async () => {
    writeFileSync(
      join(folder, 'quiet.mjs'),
      `export const plugin = { kind: 'turnpike-plugin', definition: {
        id: 'quiet', summary: 'Serves.', routes: () => [],
      } };`,
    );
    const { code, out } = await run(['plugin', 'doctor', './quiet.mjs']);
    expect(code).toBe(0);
    expect(out).toContain('note: quiet does not describe its routes');
    expect(out).not.toContain('note: hello');
  });

  it('notes what plugins use that is going, with what takes its place', async () => {
    writeFileSync(
      join(folder, 'older.mjs'),
      `export const plugin = { kind: 'turnpike-plugin', definition: { id: 'older', summary: 'Is older.' },
        deprecated: [{ name: 'oldName', since: '0.1', use: 'newName' }] };`,
    );
    const { code, out } = await run(['plugin', 'doctor', './older.mjs']);
    expect(code).toBe(0);
    expect(out).toContain('note: older uses oldName, deprecated since 0.1: use newName');
  });

  it('encrypts with a public key, from an argument or standard input', async () => {
    const { encryptFor: _encrypt, ...box } = createSecretBox(openKeyRing(join(folder, 'key')));
    const { publicKey, privateKey } = await box.newKeyPair();
    writeFileSync(join(folder, 'key.pem'), publicKey);
    const { out } = await run(['encrypt', '--public-key', 'key.pem', '--json'], { input: 'A=b\n' });
    const { secure } = JSON.parse(out) as { secure: string };
    expect(box.decryptWith(privateKey, secure)).toBe('A=b');
    expect(await run(['encrypt', 'x'])).toMatchObject({ code: 2 });
  }, 300_000);
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

    const backup = await run(['backup', 'all.tar.gz', '--with-key', '--json']);
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

  it('leave the key out unless it is asked for, and say what that means', async () => {
    writeFileSync(join(folder, 'config', 'default.yml'), 'bus: {url: memory}\n');
    const dataDir = join(folder, 'data');
    await writeOwner(dataDir, 'acme');
    createSecretBox(openKeyRing(join(dataDir, 'key'))).seal('secret');
    const { out } = await run(['backup', 'all.tar.gz']);
    expect(out).toContain('NOT the server’s key');
    expect(out).toContain(`keep a copy of ${join(dataDir, 'key')} elsewhere`);
    const other = join(folder, 'other');
    const restored = await run(['restore', 'all.tar.gz', '--set', `dataDir=${other}`]);
    expect(restored.code).toBe(0);
    expect(restored.out).toContain(`put your copy of the key at ${join(other, 'key')}`);
    expect(existsSync(join(other, 'key'))).toBe(false);
    expect(await ownersOf(other)).toEqual(['acme']);
  });

  it('restore refuses while a server has the database, and files that are no backup', async () => {
    writeFileSync(join(folder, 'config', 'default.yml'), 'bus: {url: memory}\n');
    const opened = await openStore({ dataDir: join(folder, 'data') });
    await opened.migrate([]);
    expect(await run(['backup', 'all.tar.gz'])).toMatchObject({ code: 0 });
    const { code, err } = await run(['restore', 'all.tar.gz', '--force']);
    expect({ code, busy: err.includes('TURNPIKE_STORE_IN_USE') }).toEqual({ code: 1, busy: true });
    await opened.close();
    writeFileSync(join(folder, 'nonsense'), 'nonsense');
    for (const args of [['restore'], ['backup', 'verify']])
      expect((await run([...args, 'nonsense'])).code).not.toBe(0);
  });

  it('restore reads what the first format wrote', async () => {
    const old = join(folder, 'old');
    const written = join(folder, 'written');
    writeFileSync(join(folder, 'config', 'default.yml'), 'bus: {url: memory}\n');
    await writeOwner(written, 'acme');
    mkdirSync(join(old, 'folders', 'store-test'), { recursive: true });
    writeFileSync(join(old, 'folders', 'store-test', '1.log'), 'hello\n');
    const database = new Database(join(written, 'turnpike.db'));
    database.exec(`vacuum into '${join(old, 'database')}'`);
    database.close();
    writeFileSync(join(old, 'key'), `${'a'.repeat(43)}=\n`);
    const manifest = { format: 1, dialect: 'sqlite', createdAt: 'then', folders: ['store-test'] };
    writeFileSync(join(old, 'manifest.json'), JSON.stringify(manifest));
    await create({ gzip: true, cwd: old, file: join(folder, 'old.tar.gz') }, ['.']);
    const other = join(folder, 'other');
    expect(await run(['restore', 'old.tar.gz', '--set', `dataDir=${other}`])).toMatchObject({
      code: 0,
    });
    expect(await ownersOf(other)).toEqual(['acme']);
    expect(existsSync(join(other, 'key'))).toBe(true);
    expect(existsSync(join(other, 'store-test', '1.log'))).toBe(true);
  });

  it('verify finds each byte that is not as it was, whichever file it is in', async () => {
    writeFileSync(
      join(folder, 'config', 'default.yml'),
      'plugins: [./store.mjs]\nbus: {url: memory}\n',
    );
    writeFileSync(join(folder, 'config', 'store.mjs'), STORE);
    const dataDir = join(folder, 'data');
    await writeOwner(dataDir, 'acme');
    mkdirSync(join(dataDir, 'store-test'));
    writeFileSync(join(dataDir, 'store-test', '1.log'), 'hello\n');
    expect(await run(['backup', 'all.tar.gz', '--with-key'])).toMatchObject({ code: 0 });
    const good = await run(['backup', 'verify', 'all.tar.gz', '--json']);
    expect(good.code).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject({
      whole: true,
      parts: [{ name: 'store-test', files: 1 }],
    });
    const unpacked = join(folder, 'unpacked');
    mkdirSync(unpacked);
    await extract({ file: join(folder, 'all.tar.gz'), cwd: unpacked });
    const files = ['database', 'parts/store-test/1.log'];
    for (const file of files) {
      const path = join(unpacked, file);
      const before = readFileSync(path);
      for (const change of ['other', 'gone']) {
        if (change === 'gone') rmSync(path);
        else
          writeFileSync(
            path,
            Buffer.concat([before.subarray(0, -1), Buffer.from([before.at(-1)! ^ 1])]),
          );
        await create({ gzip: true, cwd: unpacked, file: join(folder, 'bad.tar.gz') }, ['.']);
        const bad = await run(['backup', 'verify', 'bad.tar.gz']);
        expect(bad.code, `${file} ${change}`).not.toBe(0);
        expect(bad.err).toContain(file);
        writeFileSync(path, before);
      }
    }
    const whole = readFileSync(join(folder, 'all.tar.gz'));
    writeFileSync(join(folder, 'cut.tar.gz'), whole.subarray(0, whole.byteLength / 2));
    expect((await run(['backup', 'verify', 'cut.tar.gz'])).code).not.toBe(0);
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
  await opened.store.owners.ensure({ host: 'git', login, type: 'user' });
  await opened.close();
}
async function ownersOf(dataDir: string): Promise<readonly string[]> {
  const opened = await openStore({ dataDir });
  const owners = await opened.store.owners.list();
  await opened.close();
  return owners.map((owner) => owner.login);
}

/** An error of the API. */
class Refused {
  readonly error_message = 'Not now.';
  readonly status: number;
  readonly error_type: string;
  readonly code: string;

  constructor(status: number, errorType: string, code: string) {
    this.status = status;
    this.error_type = errorType;
    this.code = code;
  }
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
        const status = answer instanceof Refused ? answer.status : 200;
        response.statusCode = answer === undefined ? 404 : status;
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

  it('send a token only to the server that it is of', async () => {
    answers = { 'GET /v3/users': { users: [] } };
    const here = (await readLeft()).url;
    const { port } = new URL(here);
    const ask = async (args: readonly string[], env: Record<string, string> = {}) => {
      requests.length = 0;
      const base = { TURNPIKE_CONFIG_DIR: join(folder, 'config') };
      await run(['user', 'list', ...args], { env: { ...base, ...env } });
      return requests[0]?.token;
    };
    expect(await ask([])).toBe('token left-by-login');
    expect(await ask(['--url', `${here}/`])).toBe('token left-by-login');
    expect(await ask(['--url', `http://localhost:${port}`])).toBe('token left-by-login');
    // Another place of the same machine is another server, and so is another of two names.
    await writeLeft({ url: 'http://127.0.0.1:1', token: 'left-by-login' });
    expect(await ask(['--url', here])).toBeUndefined();
    expect(await ask([], { TURNPIKE_URL: here })).toBeUndefined();
    expect(await ask(['--url', here], { TURNPIKE_TOKEN: 'mine' })).toBe('token mine');
    const home = { TURNPIKE_URL: 'https://ci.example.com', TURNPIKE_TOKEN: 'mine' };
    expect(await ask(['--url', here], home)).toBeUndefined();
    expect(await ask(['--url', here, '--token', 'given'], home)).toBe('token given');
  });

  it('keep a token for each server that one logs in to', async () => {
    const home = join(folder, 'home');
    const env = { TURNPIKE_CONFIG_DIR: join(folder, 'config'), HOME: home };
    const here = (await readLeft()).url;
    const other = `${here}/other`;
    rmSync(leftFile());
    const users = { 'GET /v3/users': { users: [] }, 'GET /other/v3/users': { users: [] } };
    const who = { login: 'ada' };
    answers = { ...users, 'GET /v3/user': who, 'GET /other/v3/user': who };
    const logIn = (url: string, input: string, ...more: string[]) =>
      run(['login', url, ...more], { env, input });
    const used = async (...args: string[]) => {
      requests.length = 0;
      await run(['user', 'list', ...args], { env });
      return requests[0]?.token;
    };
    expect(await logIn(here, 'first\n')).toMatchObject({
      code: 0,
      out: `logged in to ${here} as ada\n`,
    });
    const file = join(home, 'token');
    writeFileSync(file, 'second');
    expect((await logIn(`${other}/`, '', '--token-from', `file:${file}`)).code).toBe(0);
    expect(await used('--url', here)).toBe('token first');
    expect(await used('--url', other)).toBe('token second');
    expect(await used(), 'the last one needs no name').toBe('token second');
    await logIn(here, 'third');
    expect([await used(), await used('--url', other)]).toEqual(['token third', 'token second']);
    const kept = join(home, '.config', 'turnpike', 'servers.json');
    expect(statSync(kept).mode & 0o077).toBe(0);
    expect((await run(['login'], { env })).out).toBe(`${here}\n${other}\n`);
    answers = users;
    expect((await logIn(here, 'refused')).code, 'a token that is refused').not.toBe(0);
    expect((await logIn('http://ada:pw@127.0.0.1:1', 'x')).err).toMatch(/password in it/);
    expect((await logIn(here, ' \n')).err).toMatch(/holds no token/);
    expect(await used('--url', here)).toBe('token third');
    expect((await run(['logout', here], { env })).code).toBe(0);
    expect([await used('--url', here), await used()]).toEqual([undefined, 'token second']);
    expect((await run(['logout', here], { env })).err).toMatch(/No token is kept/);
  });

  it('take access away and give it', async () => {
    const user = { login: 'eve', admin: false, suspended_at: null, email: 'e@example.com' };
    const at = '2026-11-28T10:00:00Z';
    const session = { id: '0123456789abcdef', used_at: at, created_at: at, address: '10.0.0.1' };
    answers = {
      'GET /v3/users': { users: [user, { ...user, login: 'ada', admin: true, suspended_at: at }] },
      'POST /v3/user/eve/suspend': user,
      'POST /v3/user/eve/promote': user,
      'GET /v3/user/eve/tokens': {
        tokens: [{ id: 7, name: 'script', scopes: ['read'], used_at: null, expires_at: null }],
      },
      'GET /v3/user/eve/sessions': { sessions: [{ ...session, agent: 'Netscape' }] },
      'DELETE /v3/user/eve/token/7': {},
      'DELETE /v3/user/eve/session/0123456789abcdef': {},
      'DELETE /v3/user/eve/access': {},
      'PUT /v3/repo/acme%2Fapp/permission/eve': { user, level: 'read' },
      'GET /v3/repo/acme%2Fapp/permissions': { permissions: [{ user, level: 'read' }] },
    };
    const out = async (...args: string[]) => {
      const done = await run(args);
      expect(done, args.join(' ')).toMatchObject({ code: 0, err: '' });
      return done.out;
    };
    expect(await out('user', 'list')).toMatch(/^eve +e@example.com\nada +administrator +suspended/);
    expect(await out('user', 'suspend', 'eve')).toBe('suspended eve\n');
    expect(await out('user', 'promote', 'eve')).toBe('promoted eve\n');
    expect(await out('user', 'tokens', 'eve')).toContain('7  script  read');
    expect(await out('user', 'sessions', 'eve')).toContain('0123456789abcdef');
    expect(await out('user', 'revoke', 'eve', '7')).toBe('ended the token 7 of eve\n');
    expect(await out('user', 'revoke', 'eve', '0123456789abcdef')).toContain('the session');
    expect(await out('user', 'revoke', 'eve')).toContain('all tokens and sessions');
    expect(await out('repo', 'grant', 'acme/app', 'eve', 'read')).toBe('eve may read acme/app\n');
    expect(requests.at(-1)?.body).toEqual({ level: 'read' });
    await out('repo', 'grant', 'acme/app', 'eve', 'none');
    expect(requests.at(-1)?.body).toEqual({ level: null });
    expect(await out('repo', 'members', 'acme/app')).toBe('eve  read\n');
    expect(await run(['repo', 'grant', 'acme/app', 'eve', 'owner'])).toMatchObject({ code: 2 });
  });

  it('ask before what cannot be undone', async () => {
    answers = { 'DELETE /v3/repo/acme%2Fapp': {}, 'DELETE /v3/user/eve': {} };
    for (const args of [
      ['repo', 'remove', 'acme/app'],
      ['user', 'remove', 'eve'],
    ]) {
      const nobody = await run(args);
      expect(nobody).toMatchObject({ code: 2 });
      expect(nobody.err).toContain('--yes');
      const asked: string[] = [];
      const say = (word: string) => ({
        ask: async (question: string) => {
          asked.push(question);
          return word;
        },
      });
      for (const no of ['', 'n', 'no', 'yesterday'])
        expect(await run(args, say(no))).toMatchObject({ code: 2 });
      expect(requests).toEqual([]);
      expect(asked[0]).toContain(args[2]);
      expect(await run(args, say('y'))).toMatchObject({ code: 0 });
      expect(await run([...args, '--yes'])).toMatchObject({ code: 0 });
      expect(requests.splice(0)).toHaveLength(2);
    }
  });

  it('make tokens of workers, and show who did what', async () => {
    const entry = {
      ...{ at: '2026-11-28T10:00:00Z', who: 'ada', address: '10.0.0.1', action: 'user.suspend' },
      ...{ target: 'user/eve', before: { suspended: false }, after: { suspended: true } },
    };
    answers = {
      'POST /v3/worker_tokens': { name: 'one', token: 'tpw_x' },
      'GET /v3/worker_tokens': { worker_tokens: [{ name: 'one', queues: ['a'], used_at: null }] },
      'DELETE /v3/worker_token/one': {},
      'GET /v3/audit': { audit_entries: [entry] },
    };
    expect((await run(['worker', 'token', 'create', 'one', '--queues', 'a, b'])).out).toBe(
      'tpw_x\n',
    );
    expect(requests[0]?.body).toEqual({ name: 'one', queues: ['a', 'b'] });
    expect((await run(['worker', 'token', 'list'])).out).toContain('one  a  never used');
    expect((await run(['worker', 'token', 'revoke', 'one'])).out).toContain('revoked');
    const { out } = await run(['audit', '--user', 'ada', '--action', 'user.']);
    expect(out).toContain('ada  10.0.0.1  user.suspend  user/eve');
    expect(out).toContain('{"suspended":false} → {"suspended":true}');
  });

  it('suspend owners, write out the audit log, and take rights away', async () => {
    const owner = { '@type': 'user', login: 'acme', host: 'git', suspended_at: null };
    const line = '{"id":1}\n';
    answers = {
      'GET /v3/owners': { owners: [owner] },
      'POST /v3/owner/acme/suspend': owner,
      'GET /v3/audit.jsonl': line,
      'GET /v3/repo/acme%2Fapp/audit': { audit_entries: [] },
      'PUT /v3/repo/acme%2Fapp/permission/eve': { user: { login: 'eve' }, level: null },
    };
    expect((await run(['owner', 'list'])).out).toContain('acme  user  git');
    expect((await run(['owner', 'suspend', 'acme', '--host', 'git'])).out).toContain(
      'suspended acme',
    );
    await run(['audit', '--repo', 'acme/app', '--target', 'repo/']);
    expect((await run(['repo', 'revoke', 'acme/app', 'eve'])).out).toContain('no rights');
    expect(requests.at(-1)?.body).toEqual({ level: null });
  });

  it('make teams, and give rights on all that an owner has', async () => {
    const team = { id: 7, name: 'Core', level: null, description: 'the heart' };
    const whole = {
      ...{ ...team, members: [{ login: 'eve' }] },
      repositories: [{ id: 5, slug: 'acme/app', level: 'write' }],
    };
    const user = { login: 'eve' };
    const origins = [{ source: 'team', via: 'Core', level: 'read' }];
    answers = {
      'GET /v3/owner/acme/teams': { teams: [team] },
      'POST /v3/owner/acme/teams': team,
      'GET /v3/team/7': whole,
      'PATCH /v3/team/7': { ...whole, level: 'read' },
      'DELETE /v3/team/7': {},
      'PUT /v3/team/7/member/eve': whole,
      'DELETE /v3/team/7/member/eve': { ...whole, members: [] },
      'PUT /v3/team/7/repo/acme%2Fapp': whole,
      'GET /v3/owner/acme/permissions': { permissions: [{ user, level: 'read', origins }] },
      'PUT /v3/owner/acme/permission/eve': { user, level: 'read', origins },
    };
    const out = async (...args: string[]) => {
      const done = await run(args);
      expect(done, args.join(' ')).toMatchObject({ code: 0, err: '' });
      return done.out;
    };
    expect(await out('team', 'list', 'acme')).toContain('Core');
    await out('team', 'add', 'acme', 'Core', '--level', 'read', '--host', 'git');
    expect(requests.at(-1)?.body).toEqual({ name: 'Core', level: 'read' });
    expect(await out('team', 'show', 'acme', 'core')).toBe('Core: eve\nacme/app  write\n');
    await out('team', 'join', 'acme', 'core', 'eve');
    expect(await out('team', 'leave', 'acme', 'core', 'eve')).toContain('nobody yet');
    await out('team', 'grant', 'acme', 'core', 'write', 'acme/app');
    expect(requests.at(-1)?.body).toEqual({ level: 'write' });
    expect(await out('team', 'grant', 'acme', 'core', 'read')).toContain('all repositories  read');
    expect(await run(['team', 'show', 'acme', 'none'])).toMatchObject({ code: 2 });
    expect(await run(['team', 'grant', 'acme', 'core', 'all'])).toMatchObject({ code: 2 });
    expect(await run(['team', 'remove', 'acme', 'core'])).toMatchObject({ code: 2 });
    expect(await out('team', 'remove', 'acme', 'core', '--yes')).toBe('deleted the team Core\n');
    expect(await out('owner', 'members', 'acme')).toBe('eve  read  team Core (read)\n');
    await out('owner', 'grant', 'acme', 'eve', 'admin');
    expect(requests.at(-1)?.body).toEqual({ level: 'admin' });
    const taken = await out('owner', 'grant', 'acme', 'eve', 'none');
    expect(taken).toBe('eve may still read all of acme: team Core (read)\n');
  });

  it('say who may have builds started, in a repository and in all that an owner has', async () => {
    const entry = { user: { id: 9, login: 'eve' }, permission: false, role: 'write' };
    const listed = { build_permissions: [entry] };
    answers = {
      'GET /v3/repo/acme%2Fapp/build_permissions': listed,
      'PATCH /v3/repo/acme%2Fapp/build_permissions': {},
      'GET /v3/owner/acme': { id: 3, login: 'acme' },
      'GET /v3/org/3/build_permissions': listed,
      'PATCH /v3/org/3/build_permissions': {},
    };
    const builders = await run(['repo', 'builders', 'acme/app']);
    expect(builders.out).toBe('eve  write  may not have builds started\n');
    const allowed = await run(['repo', 'allow-builds', 'acme/app', 'Eve']);
    expect(allowed.out).toBe('eve may have builds started in acme/app\n');
    expect(requests.at(-1)?.body).toEqual({ user_ids: [9], permission: true });
    await run(['owner', 'deny-builds', 'acme', 'eve']);
    expect(requests.at(-1)).toMatchObject({ body: { user_ids: [9], permission: false } });
    expect(await run(['repo', 'deny-builds', 'acme/app', 'nobody'])).toMatchObject({ code: 2 });
  });

  it('ask the code hosts anew and wait, whoever has asked, and fail where a host cannot be', async () => {
    const synced = (state: string, more: object = {}) => ({
      ...{ id: 1, host: 'work', login: 'ada', state, repositories: 3, owners: 1 },
      ...{ message: null, way_out: null, ...more },
    });
    let looks = 0;
    let end = synced('done');
    let asked: unknown = { id: 7 };
    answers = {
      'GET /v3/user': { id: 7 },
      'POST /v3/user/7/sync': () => asked,
      'GET /v3/user/syncs': () => ({ syncs: [(looks += 1) < 3 ? synced('running') : end] }),
    };
    const done = await run(['sync']);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toBe('ada @ work  done  3 repositories of 1 owners\n');
    expect(looks).toBe(3);
    // Not waited for: it goes on.
    looks = 0;
    expect((await run(['sync', '--no-wait'])).out).toContain('running');
    expect(looks).toBe(1);
    // Somebody has asked already: theirs is waited for.
    asked = new Refused(409, 'already_syncing', 'TURNPIKE_CONFLICT');
    expect(await run(['sync'])).toMatchObject({ code: 0 });
    asked = { id: 7 };
    end = synced('signed_out', { message: 'The token is dead.', way_out: 'Sign in again.' });
    const failed = await run(['sync']);
    expect(failed.code).not.toBe(0);
    expect(failed.err).toContain('The token is dead.');
    expect(failed.err).toContain('Sign in again.');
    asked = new Refused(403, 'insufficient_access', 'TURNPIKE_ACCESS_DENIED');
    expect((await run(['sync'])).code).not.toBe(0);
  });

  it('make, list and revoke tokens of an owner', async () => {
    const token = {
      ...{ id: 7, name: 'deploy', scopes: ['write'], used_at: null, expires_at: null },
    };
    answers = {
      'POST /v3/owner/acme/tokens': { ...token, token: 'tp_x' },
      'GET /v3/owner/acme/tokens': { tokens: [token] },
      'DELETE /v3/owner/acme/token/7': {},
    };
    const made = await run(['owner', 'token', 'create', 'acme', 'deploy', 'write', '--days', '9']);
    expect(made.out).toBe('tp_x\n');
    expect(requests.at(-1)?.body).toEqual({ name: 'deploy', level: 'write', expires_in_days: 9 });
    expect((await run(['owner', 'token', 'list', 'acme'])).out).toContain('7  deploy  write');
    expect((await run(['owner', 'token', 'revoke', 'acme', '7'])).out).toBe('revoked 7\n');
    const none = await run(['owner', 'token', 'create', 'acme', 'deploy', 'none']);
    expect(none).toMatchObject({ code: 2 });
  });

  it('change, write out and delete the own account, the last one only when it is meant', async () => {
    answers = {
      'GET /v3/preferences': { preferences: [{ name: 'build_emails', value: true }] },
      'PATCH /v3/preference/build_emails': { name: 'build_emails', value: false },
      'GET /v3/user/export': { account: { login: 'ada' } },
      'GET /v3/user': { login: 'ada' },
      'DELETE /v3/user': {},
    };
    expect((await run(['account', 'preferences'])).out).toContain('build_emails  true');
    await run(['account', 'prefer', 'build_emails', 'false']);
    expect(requests.at(-1)?.body).toEqual({ value: false });
    expect(JSON.parse((await run(['account', 'export'])).out)).toEqual({
      account: { login: 'ada' },
    });
    expect((await run(['account', 'delete', '--yes'])).out).toContain('deleted ada');
    expect(requests.at(-1)?.body).toEqual({ login: 'ada' });
  });

  it('make a folder of this machine an absolute path', async () => {
    mkdirSync(join(folder, 'app'));
    answers = { 'POST /v3/repos': { id: 3, slug: 'acme/app' } };
    await run(['repo', 'add', './app']);
    expect(requests[0]?.body).toEqual({ clone_url: join(folder, 'app') });
  });

  it('say that a hook tells of each push where none was asked for', async () => {
    mkdirSync(join(folder, 'app'));
    const added = { id: 3, slug: 'acme/app', provider: 'git' };
    answers = { 'POST /v3/repos': added };
    const { out } = await run(['repo', 'add', './app']);
    expect(out).toContain('turnpike repo hook install acme/app');
    expect(out).toContain('--hook');
    answers = { 'POST /v3/repos': { ...added, hook: { installed: true, message: 'done' } } };
    expect((await run(['repo', 'add', './app', '--hook'])).out).not.toContain('hook install');
  });

  it('say how installing the hook went, and read the token of the host from where nobody sees it', async () => {
    const hook = { installed: false, message: 'GitHub refused: 404 Not Found' };
    answers = { 'POST /v3/repos': { id: 3, slug: 'acme/app', provider: 'github', hook } };
    writeFileSync(join(folder, 'token'), 'ghp_secret\n');
    const address = 'https://bot:pass-word@git.example/acme/app';
    const args = ['repo', 'add', address, '--hook', '--host-token', 'file:token'];
    const { code, out, err } = await run(args);
    expect(code).toBe(0);
    expect(out).toContain('hook: not installed. GitHub refused: 404 Not Found');
    expect(out + err).not.toMatch(/pass-word|ghp_secret/);
    expect(requests[0]).toMatchObject({
      token: 'token left-by-login',
      body: { clone_url: address, install_hook: true, token: 'ghp_secret' },
    });
    for (const where of ['ghp_secret', 'env:NOT_SET_HERE', 'file:nowhere'])
      expect(await run(['repo', 'add', address, '--host-token', where])).toMatchObject({
        code: 2,
        err: expect.not.stringContaining('pass-word') as string,
      });
  });

  it('change where a repository lies, what reads it and who sees it', async () => {
    const app = { slug: 'acme/app', private: true, clone_url: 'https://git.example/new' };
    const health = { state: 'failing', since: 'noon', message: 'moved', way_out: 'look there' };
    const webhook = { url: 'https://ci/hooks/git/3', secret: 's3' };
    answers = {
      'PATCH /v3/repo/acme%2Fapp': app,
      'GET /v3/repo/acme%2Fapp': { ...app, health },
      'GET /v3/repo/acme%2Fapp/hook': webhook,
      'POST /v3/repo/acme%2Fapp/hook': { ...webhook, hook: { installed: true, message: 'done' } },
    };
    writeFileSync(join(folder, 'token'), 'glpat-1');
    await run(['repo', 'set-url', 'acme/app', 'https://git.example/new']);
    await run(['repo', 'set-token', 'acme/app', '--host-token', 'file:token']);
    await run(['repo', 'set-token', 'acme/app']);
    await run(['repo', 'set-visibility', 'acme/app', 'public']);
    expect(requests.map(({ body }) => body)).toEqual([
      { clone_url: 'https://git.example/new' },
      { token: 'glpat-1' },
      { token: null },
      { private: false },
    ]);
    expect((await run(['repo', 'set-visibility', 'acme/app', 'secret'])).code).toBe(2);
    const shown = (await run(['repo', 'show', 'acme/app'])).out;
    expect(shown).toContain('cannot be asked since noon: moved');
    expect(shown).toContain('look there');
    const pair = { public_key: '-----BEGIN PUBLIC KEY-----\nabc\n', fingerprint: 'SHA256:x' };
    const path = '/v3/repo/acme%2Fapp/key_pair/generated';
    answers = { ...answers, [`GET ${path}`]: pair };
    expect((await run(['repo', 'key', 'acme/app'])).out).toBe(`${pair.public_key}SHA256:x\n`);
    requests.length = 0;
    expect((await run(['repo', 'key', 'acme/app', '--rotate'])).err).toMatch(/Add --yes/);
    expect(requests).toEqual([]);
    answers = { ...answers, [`POST ${path}`]: { ...pair, fingerprint: 'SHA256:y' } };
    const rotated = await run(['repo', 'key', 'acme/app', '--rotate', '--yes']);
    expect(rotated.out).toContain('SHA256:y');
    expect((await run(['repo', 'hook', 'show', 'acme/app'])).out).toContain('secret: s3');
    expect((await run(['repo', 'hook', 'renew', 'acme/app'])).out).toContain('hook: done');
    expect(requests.at(-1)?.body).toEqual({ renew: true });
    await run(['repo', 'hook', 'install', 'acme/app']);
    expect(requests.at(-1)?.body).toEqual({ renew: false });
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

const leftFile = () => join(folder, 'data', 'cli.json');
const readLeft = async () => JSON.parse(readFileSync(leftFile(), 'utf8')) as { url: string };
const writeLeft = async (left: object) => writeFileSync(leftFile(), JSON.stringify(left));

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

describe('key rotate', () => {
  const dataDir = () => join(folder, 'data');
  const keysIn = () => readFileSync(join(dataDir(), 'key'), 'utf8').split(/\s+/).filter(Boolean);
  const prepare = async (valueOfPlugin: (box: ReturnType<typeof createSecretBox>) => string) => {
    writeFileSync(join(folder, 'config', 'default.yml'), 'bus: {url: memory}\n');
    await writeOwner(dataDir(), 'acme');
    const text = valueOfPlugin(createSecretBox(openKeyRing(join(dataDir(), 'key'))));
    const opened = await openStore({ dataDir: dataDir() });
    const notes = {
      name: '0001-notes',
      up: (tools: MigrationTools) => tools.createTable('notes', { text: { type: 'text' } }),
    };
    await opened.migrate([{ id: 'my-notes', migrations: [notes] }]);
    await opened.tablesOf('my-notes').table('notes').insert({ text });
    await opened.close();
  };

  it('drops the old key when nothing is sealed with it any more, and says so', async () => {
    await prepare(() => 'plain');
    const { code, out } = await run(['key', 'rotate']);
    expect(code).toBe(0);
    expect(out).toContain('the old key is gone from the file');
    expect(keysIn()).toHaveLength(1);
  });

  it('keeps it where a plugin has values sealed with it, and says where and how to go on', async () => {
    await prepare((box) => box.seal('of a plugin'));
    const { out } = await run(['key', 'rotate']);
    expect(out).toMatch(/KEPT: 1 older keys .* my_notes_notes\.text .*--drop-old/);
    expect(keysIn()).toHaveLength(2);
    expect((await run(['key', 'rotate', '--drop-old'])).out).toContain('can no longer be read');
    expect(keysIn()).toHaveLength(1);
  });

  it('keeps it on request', async () => {
    await prepare(() => 'plain');
    expect((await run(['key', 'rotate', '--keep-old'])).out).toContain('KEPT: 1 older keys');
    expect(keysIn()).toHaveLength(2);
  });
});
