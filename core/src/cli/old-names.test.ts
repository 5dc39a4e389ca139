import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

let answers: Record<string, unknown>;
let asked: string[];
let server: Server;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-old-names-'));
  asked = [];
  answers = {
    'GET /v3/repo/acme%2Fapp/builds?limit=1': { builds: [{ id: 30 }] },
    'GET /v3/repo/acme%2Fapp/builds?build.number=7': { builds: [{ id: 20 }] },
    'GET /v3/build/20/jobs': {
      jobs: [
        { id: 8, number: '7.1' },
        { id: 9, number: '7.2' },
      ],
    },
    'GET /v3/build/20': { id: 20, number: '7', state: 'failed', jobs: [] },
    'GET /v3/build/30': { id: 30, number: '8', state: 'passed', jobs: [] },
    'GET /v3/job/9': { id: 9, number: '7.2', state: 'failed', config: { env: 'DB=pg' } },
    'GET /v3/user': { id: 1, login: 'alice' },
    'POST /v3/build/20/restart': {},
    'POST /v3/build/30/cancel': {},
    'POST /v3/job/9/restart': {},
  };
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    url.searchParams.delete('include');
    const line = `${request.method} ${url.pathname}`;
    const answer = answers[line + url.search] ?? answers[line];
    asked.push(line + url.search);
    const refused = request.headers.authorization === 'token expired';
    response.writeHead(refused ? 403 : answer === undefined ? 404 : 200);
    response.end(JSON.stringify((refused ? undefined : answer) ?? { error_message: 'Not there.' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function runAt(url: string, args: readonly string[], token = 'x') {
  let [out, err] = ['', ''];
  const code = await runCli([...args, '--url', url, '--token', token], {
    cwd: folder,
    env: {},
    stdin: (async function* () {})(),
    isTerminal: false,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
}
const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const run = (...args: readonly string[]) => runAt(address(), args);

describe('old names', () => {
  it('take a bare number for a number, never for an id', async () => {
    expect(await run('restart', '7', '-r', 'acme/app')).toMatchObject({ code: 0 });
    expect(asked).toContain('POST /v3/build/20/restart');
    expect(asked.filter((line) => line.includes('/build/7'))).toEqual([]);
  });

  it('take 7.2 for a job', async () => {
    expect(await run('restart', '7.2', '-r', 'acme/app')).toMatchObject({ code: 0 });
    expect(asked).toContain('POST /v3/job/9/restart');
    const { code, out } = await run('show', '7.2', '-r', 'acme/app', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([0, { id: 9, number: '7.2' }]);
  });

  it('mean the newest build where none is named', async () => {
    expect(await run('cancel', '-r', 'acme/app')).toMatchObject({ code: 0 });
    expect(asked).toContain('POST /v3/build/30/cancel');
    const { out } = await run('show', '-r', 'acme/app', '--json');
    expect(JSON.parse(out)).toMatchObject({ id: 30 });
  });

  it('list ten builds of the repository', async () => {
    answers['GET /v3/repo/acme%2Fapp/builds'] = { builds: [{ id: 20, number: '7' }] };
    const { code, out } = await run('history', '-r', 'acme/app', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([0, [{ id: 20 }]]);
    expect(asked).toEqual(['GET /v3/repo/acme%2Fapp/builds?limit=10']);
  });

  it('say who one is', async () => {
    expect(await run('whoami')).toEqual({ code: 0, out: 'alice\n', err: '' });
  });

  it('say what is wrong, and change nothing', async () => {
    const twice = await run('restart', 'acme/lib#7', '-r', 'acme/app');
    expect(twice).toMatchObject({ code: 2 });
    expect(twice.err).toContain('Write a number: --repo acme/app 7');
    expect(await run('restart', '99', '-r', 'acme/app')).toMatchObject({ code: 5 });
    expect(await run('cancel', 'nonsense')).toMatchObject({ code: 2 });
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  it('end with their own codes where a token has expired or nobody listens', async () => {
    expect(await runAt(address(), ['whoami'], 'expired')).toMatchObject({ code: 4 });
    const gone = address();
    await new Promise((resolve) => server.close(resolve));
    expect(await runAt(gone, ['whoami'])).toMatchObject({ code: 3 });
  });
});
