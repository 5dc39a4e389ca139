import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

interface FakeRun {
  readonly log: string;
  readonly sealed: boolean;
}
type Look = { readonly job: object; readonly runs: readonly FakeRun[] };

/** A server whose job 7 looks another way each time that its state is asked for. */
let looks: Look[];
let answers: Record<string, unknown>;
let asked: string[];
/** Bodies of writes. */
let sent: unknown[];
let server: Server;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-logs-'));
  looks = [];
  answers = {};
  asked = [];
  sent = [];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    asked.push(`${request.method} ${url.pathname}`);
    request.on('data', (chunk: Buffer) => sent.push(JSON.parse(chunk.toString())));
    const look = looks[0];
    if (url.pathname === '/v3/job/7/log.txt' && look) {
      const number = Number(url.searchParams.get('run') ?? look.runs.length);
      const run = look.runs[number - 1];
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      if (!run)
        return void response.writeHead(404).end('{"error_message":"There is no such run."}');
      response.writeHead(from > 0 && from >= run.log.length ? 416 : 200, {
        'x-log-run': String(number),
        'x-log-sealed': String(run.sealed),
      });
      return void response.end(run.log.slice(from));
    }
    if (url.pathname === '/v3/job/7' && look) {
      if (looks.length > 1) looks.shift();
      return void response.end(
        JSON.stringify({ id: 7, number: '3.1', ...look.job, run: look.runs.length }),
      );
    }
    const answer = answers[`${request.method} ${url.pathname}`];
    response.writeHead(answer === undefined ? 404 : 200);
    response.end(JSON.stringify(answer ?? { error_message: 'Not there.' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function run(
  ...args: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const { port } = server.address() as AddressInfo;
  let [out, err] = ['', ''];
  const code = await runCli([...args, '--url', `http://127.0.0.1:${port}`, '--token', 'x'], {
    cwd: folder,
    env: {},
    stdin: (async function* () {})(),
    isTerminal: false,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
}

const waiting = { state: 'queued', waiting: { reason: 'limit owner 5/5' } };
const PASSED: Look = { job: { state: 'passed' }, runs: [{ log: 'one\n', sealed: true }] };

describe('turnpike logs --follow', () => {
  it('waits for a job that has not begun, and says why it waits', async () => {
    looks = [
      { job: { state: 'created', reason: 'stage "Test" is not finished' }, runs: [] },
      { job: waiting, runs: [] },
      { job: waiting, runs: [] },
      PASSED,
    ];
    expect(await run('logs', '7', '--follow')).toEqual({
      code: 0,
      out: 'one\n',
      err: '3.1 waits: stage "Test" is not finished\n3.1 waits: limit owner 5/5\n',
    });
  });

  it('goes on with the next run where one was lost', async () => {
    const lost = { log: 'one\ntw', sealed: true };
    looks = [
      { job: { state: 'queued', reason: 'reset' }, runs: [lost] },
      { job: { state: 'started' }, runs: [lost, { log: 'again\n', sealed: false }] },
      { job: { state: 'passed' }, runs: [lost, { log: 'again\nok\n', sealed: true }] },
    ];
    const { code, out } = await run('logs', '7', '--follow');
    expect({ code, out }).toEqual({ code: 0, out: 'one\ntwagain\nok\n' });
  });

  it.each(['failed', 'errored', 'canceled'])(
    'ends with 1 and the reason of what %s',
    async (state) => {
      const reason = 'It ran longer than 50 minutes.';
      looks = [{ job: { state, reason }, runs: [{ log: '$ sleep 300', sealed: true }] }];
      expect(await run('logs', '7', '--follow')).toEqual({
        code: 1,
        out: `$ sleep 300\n3.1 ${state}: ${reason}\n`,
        err: '',
      });
      // Without it the log was printed, which is all that was asked for.
      expect(await run('logs', '7')).toMatchObject({
        code: 0,
        out: `$ sleep 300\n3.1 ${state}: ${reason}\n`,
      });
    },
  );

  it('ends where a job never got a run', async () => {
    looks = [{ job: { state: 'errored', reason: 'The file cannot be read.' }, runs: [] }];
    expect(await run('logs', '7', '--follow')).toMatchObject({
      code: 1,
      out: '3.1 errored: The file cannot be read.\n',
    });
  });

  it('is named as the way out where the log is only missing yet', async () => {
    looks = [{ job: waiting, runs: [] }];
    const { code, err } = await run('logs', '7');
    expect(code).toBe(5);
    expect(err).toMatch(
      /3\.1 has no log yet\. It waits: limit owner 5\/5[\s\S]*--follow waits for it/,
    );
    looks = [];
    expect(await run('logs', '7', '--follow')).toMatchObject({ code: 5 });
  });
});

describe('a job without its repository', () => {
  const repo = (id: number, slug: string, clone_url: string): object => ({ id, slug, clone_url });
  const lib = repo(1, 'acme/lib', 'https://git.example/acme/lib');
  const app = repo(2, 'acme/app', 'https://git.example/acme/app.git');
  const builds = { builds: [{ id: 30 }] };
  const job = { jobs: [{ id: 7, number: '3.1' }] };

  it('is of the only repository', async () => {
    looks = [PASSED];
    answers = {
      'GET /v3/repos': { repositories: [lib] },
      'GET /v3/repo/acme%2Flib/builds': builds,
      'GET /v3/build/30': { id: 30 },
      'GET /v3/build/30/jobs': job,
    };
    expect(await run('logs', '--follow', '3.1')).toMatchObject({ code: 0, out: 'one\n' });
    expect(await run('logs', '#latest')).toMatchObject({ code: 0, out: 'one\n' });
    expect(await run('logs', '#3.1')).toMatchObject({ code: 0, out: 'one\n' });
    expect(await run('logs', '3.9')).toMatchObject({ code: 5 });
  });

  it.each([
    'https://me:pw@git.example/acme/app',
    'git@git.example:acme/app.git',
    'ssh://git@elsewhere/acme/app/',
  ])('is of the one that the folder has as remote: %s', async (url) => {
    execFileSync('git', ['init', '-q', folder]);
    execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', url]);
    looks = [PASSED];
    answers = {
      'GET /v3/repos': { repositories: [lib, app] },
      'GET /v3/repo/acme%2Fapp/builds': builds,
      'GET /v3/build/30': { id: 30 },
      'GET /v3/build/30/jobs': job,
    };
    expect(await run('logs', '3.1')).toMatchObject({ code: 0, out: 'one\n' });
  });

  it('is asked for with the names that are there', async () => {
    answers = { 'GET /v3/repos': { repositories: [lib, app] } };
    const { code, err } = await run('logs', '3.1');
    expect(code).toBe(2);
    expect(err).toContain('acme/lib#3.1, acme/app#3.1');
  });
});

describe('one job', () => {
  it.each(['restart', 'cancel'])('is meant by its number: %s', async (verb) => {
    answers = {
      'GET /v3/repo/acme%2Fapp/builds': { builds: [{ id: 30 }] },
      'GET /v3/build/30': { id: 30 },
      'GET /v3/build/30/jobs': {
        jobs: [
          { id: 8, number: '3.1' },
          { id: 9, number: '3.2' },
        ],
      },
      [`POST /v3/job/9/${verb}`]: {},
      'GET /v3/job/9': { id: 9, number: '3.2', state: 'created', config: { env: 'DB=pg' } },
    };
    const { code, out } = await run('build', verb, 'acme/app#3.2');
    expect(code).toBe(0);
    expect(out).toMatch(/^ +3\.2 +created +DB=pg +9\n$/);
    expect(asked).toContain(`POST /v3/job/9/${verb}`);
  });
});

describe('a build that is put first', () => {
  it('is told how many of its jobs wait, and what was canceled for it', async () => {
    answers = {
      'GET /v3/build/30': { id: 30, number: '3' },
      'POST /v3/build/30/priority': { waiting: 2, canceled_builds: [28, 29] },
    };
    const { code, out } = await run('build', 'prioritize', '30', '--cancel-all');
    expect([code, out, sent]).toEqual([
      0,
      'Build 3 is first in line: 2 of its jobs wait.\nCanceled for it: 28, 29.\n',
      [{ cancel_all: true }],
    ]);
    answers['POST /v3/build/30/priority'] = { waiting: 1, canceled_builds: [] };
    const alone = await run('build', 'prioritize', '30');
    expect([alone.out, sent.at(-1)]).toEqual([
      'Build 3 is first in line: 1 of its jobs wait.\n',
      {},
    ]);
  });
});

describe('tables', () => {
  it('tell of each job what it runs, how long it took and where its page is', async () => {
    const at = (seconds: number): string => new Date(1e12 + seconds * 1000).toISOString();
    const jobs = [
      {
        id: 8,
        number: '3.1',
        state: 'passed',
        config: { env: 'DB=pg' },
        started_at: at(0),
        finished_at: at(185),
      },
      {
        id: 9,
        number: '3.2',
        state: 'failed',
        config: { env: 'DB=mysql' },
        started_at: at(0),
        finished_at: at(7.4),
      },
    ];
    const build = {
      id: 30,
      number: '3',
      state: 'failed',
      repository: { slug: 'acme/app' },
      started_at: at(0),
      finished_at: at(185),
      commit: { sha: '0123456789', message: 'One', author: { name: 'Ada' } },
    };
    answers = {
      'GET /v3/build/30': { ...build, jobs },
      'GET /v3/repo/acme%2Fapp/builds': { builds: [build] },
    };
    const shown = await run('build', 'show', '30');
    expect(shown.out).toMatch(/#3 +failed +acme\/app +0123456 +3 min 05 s .* Ada /);
    expect(shown.out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/acme\/app\/builds\/30\n/);
    expect(shown.out).toMatch(
      /JOB +STATE +VALUES +TOOK +ID\n +3\.1 +passed +DB=pg +3 min 05 s +8\n +3\.2 +failed +DB=mysql +7\.4 s +9/,
    );
    expect((await run('build', 'list', 'acme/app')).out).toMatch(
      /^BUILD +STATE +REPOSITORY +COMMIT +TOOK +AGE +BY +ID +MESSAGE\n#3 /,
    );
  });

  it('are of schedules, one of which is run at once', async () => {
    const cron = (id: number, name: string) => ({
      id,
      branch: { name },
      interval: 'daily',
      next_run: '2030-01-01T00:00:00Z',
      last_run: null,
    });
    const path = 'GET /v3/repo/acme%2Fapp/crons';
    answers = {
      [path]: { crons: [cron(4, 'main')] },
      'POST /v3/cron/4/run': {},
      'POST /v3/cron/5/run': {},
    };
    expect((await run('cron', 'list', 'acme/app')).out).toMatch(/main +daily +2030-\S+ +never/);
    expect(await run('cron', 'run', 'acme/app')).toMatchObject({ code: 0 });
    expect(asked).toContain('POST /v3/cron/4/run');
    const other = await run('cron', 'run', 'acme/app', '--branch', 'next');
    expect([other.code, other.err]).toEqual([5, expect.stringContaining('There are: main')]);
    answers[path] = { crons: [cron(4, 'main'), cron(5, 'next')] };
    const several = await run('cron', 'run', 'acme/app');
    expect([several.code, several.err]).toEqual([2, expect.stringContaining('main, next')]);
    expect(asked).not.toContain('POST /v3/cron/5/run');
    expect((await run('cron', 'run', 'acme/app', '--branch', 'next')).code).toBe(0);
    expect(asked).toContain('POST /v3/cron/5/run');
    answers[path] = { crons: [] };
    expect((await run('cron', 'list', 'acme/app')).out).toContain('No schedules.');
    expect((await run('cron', 'run', 'acme/app')).code).toBe(5);
  });

  it('are of settings, plugins’ own among them, which are read by their schema', async () => {
    const declared = (schema: object, value: unknown) => ({
      value,
      declared: { plugin: 'freeze', description: 'Days off.', default: value, schema },
    });
    const settings = [
      { name: 'build_pushes', value: true },
      { name: 'freeze.days', ...declared({ type: 'array', items: { type: 'string' } }, []) },
      { name: 'freeze.room', ...declared({ type: 'string' }, '') },
      {
        name: 'freeze.most',
        ...declared({ anyOf: [{ type: 'integer' }, { type: 'null' }] }, null),
      },
    ];
    const path = '/v3/repo/acme%2Fapp/setting';
    answers = {
      'GET /v3/repo/acme%2Fapp/settings': { settings },
      ...Object.fromEntries(settings.map((one) => [`GET ${path}/${one.name}`, one])),
      ...Object.fromEntries(settings.map((one) => [`PATCH ${path}/${one.name}`, one])),
    };
    const listed = await run('settings', 'list', 'acme/app');
    expect(listed.out).toMatch(/build_pushes +true\nfreeze\.days +\[\] +Days off\.\n/);
    const one = await run('settings', 'get', 'acme/app', 'freeze.most');
    expect(one.out).toBe('freeze.most  null\nDays off.\nOf the plugin freeze. Default: null\n');
    const set = async (name: string, ...values: readonly string[]) => {
      const { code } = await run('settings', 'set', 'acme/app', name, ...values);
      expect(code).toBe(0);
      return sent.at(-1);
    };
    expect(await set('build_pushes', 'false')).toEqual({ value: false });
    expect(await set('freeze.days', 'fri', 'sat')).toEqual({ value: ['fri', 'sat'] });
    expect(await set('freeze.days')).toEqual({ value: [] });
    expect(await set('freeze.room', '5')).toEqual({ value: '5' });
    expect(await set('freeze.most', '5')).toEqual({ value: 5 });
    expect(await set('freeze.most', 'null')).toEqual({ value: null });
    const many = await run('settings', 'set', 'acme/app', 'freeze.room', 'a', 'b');
    expect([many.code, many.err]).toEqual([2, expect.stringContaining('takes one value')]);
    expect((await run('settings', 'get', 'acme/app', 'gone')).code).toBe(5);
    const [, days] = settings;
    answers = {
      'GET /v3/owner/acme/settings': { settings: [days] },
      'GET /v3/owner/acme/setting/freeze.days': days,
      'PATCH /v3/owner/acme/setting/freeze.days': days,
    };
    expect((await run('settings', 'list', 'acme', '--owner')).out).toMatch(/freeze\.days +\[\]/);
    const ofOwner = ['--owner', '--host', 'work', 'acme', 'freeze.days', 'fri'];
    expect((await run('settings', 'set', ...ofOwner)).code).toBe(0);
    expect(sent.at(-1)).toEqual({ value: ['fri'] });
  });

  it('are of variables, whose secret values nobody is shown', async () => {
    const path = '/v3/repo/acme%2Fapp/env_var';
    const variable = { id: '1', name: 'A', public: true, value: '1', branch: null };
    const hidden = { id: '2', name: 'KEY', public: false, value: null, branch: 'main' };
    answers = {
      [`GET ${path}s`]: { env_vars: [variable, hidden] },
      [`POST ${path}s`]: { ...hidden, id: '3', branch: null },
      [`PATCH ${path}/1`]: variable,
      [`PATCH ${path}/2`]: hidden,
      [`DELETE ${path}/1`]: {},
      [`DELETE ${path}/2`]: {},
    };
    const listed = await run('env', 'list', 'acme/app');
    expect(listed.out).toBe('NAME  VALUE     BRANCH\nA     1\nKEY   [secure]  main\n');
    const set = async (...words: readonly string[]) => {
      const { code, out } = await run('env', 'set', 'acme/app', ...words);
      return [code, out, asked.at(-1), sent.at(-1)];
    };
    const secret = { form: 'text', public: false };
    const made = await set('KEY', 'x y');
    expect(made).toEqual([
      0,
      'KEY is set, and secret.\n',
      `POST ${path}s`,
      { name: 'KEY', value: 'x y', ...secret },
    ]);
    expect(await set('KEY', 'z', '--branch', 'main')).toEqual([
      0,
      'KEY is set for main, and secret.\n',
      `PATCH ${path}/2`,
      { name: 'KEY', value: 'z', ...secret },
    ]);
    expect((await set('A', '"$B"', '--public', '--shell')).at(-1)).toEqual({
      name: 'A',
      value: '"$B"',
      form: 'shell',
      public: true,
    });
    expect((await run('env', 'unset', 'acme/app', 'A', 'KEY')).out).toBe('Removed: A, KEY.\n');
    expect(asked).toContain(`DELETE ${path}/2`);
    asked = [];
    const wrong = await run('env', 'unset', 'acme/app', 'A', 'NONE');
    expect([wrong.code, wrong.err]).toEqual([5, expect.stringContaining('no variable NONE')]);
    expect((await run('env', 'unset', 'acme/app', 'KEY', '--branch', 'other')).code).toBe(5);
    expect(asked.filter((one) => one.startsWith('DELETE'))).toEqual([]);
  });

  it('are of the SSH key, given by file, and never shown', async () => {
    const path = '/v3/repo/acme%2Fapp/key_pair';
    const key = { description: 'own', fingerprint: 'SHA256:abc', public_key: 'ssh-ed25519 AAAA' };
    const file = join(folder, 'id');
    writeFileSync(file, 'PRIVATE');
    const sshkey = async (...words: readonly string[]) => {
      asked = [];
      sent = [];
      const { code, out, err } = await run('sshkey', 'acme/app', ...words);
      const calls = asked.filter((one) => one.endsWith('/key_pair'));
      return { code, out, err, calls, sent };
    };
    expect(await sshkey()).toMatchObject({ code: 5, calls: [`GET ${path}`] });
    answers = { [`GET ${path}`]: key, [`POST ${path}`]: key, [`PATCH ${path}`]: key };
    const text = 'own\nSHA256:abc\nssh-ed25519 AAAA\n';
    expect(await sshkey()).toMatchObject({ code: 0, out: text });
    expect(await sshkey('--upload', file, '--description', 'own')).toMatchObject({
      out: text,
      calls: [`POST ${path}`],
      sent: [{ value: 'PRIVATE', description: 'own' }],
    });
    expect(await sshkey('--description', 'x')).toMatchObject({
      calls: [`PATCH ${path}`],
      sent: [{ description: 'x' }],
    });
    answers = { [`DELETE ${path}`]: {} };
    expect(await sshkey('--delete')).toMatchObject({ code: 0, calls: [`DELETE ${path}`] });
    expect(await sshkey('--delete', '--upload', file)).toMatchObject({ code: 2, calls: [] });
    const missing = await sshkey('--upload', join(folder, 'none'));
    expect(missing).toMatchObject({ code: 2, calls: [] });
    expect(missing.err).toContain('none cannot be read: ENOENT');
  });

  it('are of what builds stored and jobs keep', async () => {
    const artifact = {
      '@href': '/v3/build/30/artifacts/out/a.txt',
      path: 'out/a.txt',
      size: 2,
      sha256: 'ab',
      job_id: 8,
      created_at: new Date().toISOString(),
    };
    const cache = {
      name: 'cache--linux',
      branch: 'main',
      size: 2048,
      last_modified: new Date().toISOString(),
    };
    answers = {
      'GET /v3/build/30': { id: 30 },
      'GET /v3/build/30/artifacts': { artifacts: [artifact, { ...artifact, path: '../evil' }] },
      'GET /v3/build/30/artifacts/out/a.txt': 'hi',
      'GET /v3/repo/acme%2Fapp/caches': { caches: [cache] },
      'DELETE /v3/repo/acme%2Fapp/caches': { caches: [cache] },
    };
    expect((await run('artifacts', 'list', '30')).out).toMatch(/out\/a\.txt +2 B/);
    mkdirSync(join(folder, 'to'));
    expect(await run('artifacts', 'download', '30', 'out', '--to', 'to')).toMatchObject({
      code: 0,
    });
    expect(await run('artifacts', 'download', '30')).toMatchObject({ code: 2 });
    expect(await run('artifacts', 'download', '30', 'nothing')).toMatchObject({ code: 5 });
    expect((await run('caches', 'list', 'acme/app')).out).toMatch(/main +cache--linux +2\.0 KiB/);
    expect(await run('caches', 'delete', 'acme/app', '--branch', 'main')).toMatchObject({
      code: 0,
    });
    expect(asked).toContain('DELETE /v3/repo/acme%2Fapp/caches');
  });
});

it('a command of a group is named where its name alone was given', async () => {
  writeFileSync(join(folder, 'turnpike.yml'), 'plugins: []\n');
  const { code, err } = await run('trigger');
  expect(code).toBe(2);
  expect(err).toContain('Did you mean "build trigger"?');
});
