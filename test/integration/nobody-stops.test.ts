/** Whatever anybody sends to any route, as large as it takes: everybody else is still answered, memory stays bounded. */
import { createHmac, randomUUID } from 'node:crypto';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../support/routes.js';

const MIB = 1_048_576;
const ROLE = 'a role secret for the test of what nobody stops';
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({
    config: {
      worker: { executor: 'dummy' },
      http: { port: 0, ratePerMinute: 0 },
      tokens: { role: ROLE },
    },
  });
}, 60_000);
afterAll(() => platform?.stop());

const identities = (): Record<string, Record<string, string>> => ({
  'an administrator': { authorization: `token ${platform.api.token}` },
  'another role': { authorization: `Bearer ${ROLE}`, 'turnpike-service-version': '1.0.0' },
  nobody: {},
});

const filled = (piece: string, bytes: number): string =>
  piece.repeat(Math.floor(bytes / piece.length));

/** Bodies of JSON, almost as large as the limit. */
const SHAPES: Readonly<Record<string, (bytes: number) => string>> = {
  'one long text': (bytes) => `{"a":"${filled('x', bytes - 100)}"}`,
  'lists in lists': (bytes) => filled('[', bytes - 100),
  'objects in objects': (bytes) => filled('{"a":', bytes - 100),
  'an object as deep as it is long': (bytes) => {
    const times = Math.floor((bytes - 100) / 6);
    return `${'{"a":'.repeat(times)}1${'}'.repeat(times)}`;
  },
  'a known member that goes deep': () =>
    `{"request":{"config":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}},"input":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
  'many keys': (bytes) =>
    `{${Array.from({ length: Math.floor(bytes / 16) }, (_, at) => `"k${at}":1`).join()}}`,
  'many small lists': (bytes) => `{"a":[${filled('[],', bytes - 100)}[]]}`,
  'names of every object': () => `{${NAMES.map((name) => `"${name}":{"${name}":1}`).join()}}`,
};

async function send(method: string, path: string, headers: Record<string, string>, body?: string) {
  const answer = await platform.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const bytes = (await answer.arrayBuffer()).byteLength;
  return { status: answer.status, bytes, retryAfter: answer.headers.get('retry-after') };
}

/** 503: what it needs does not run here, or it is busy. */
const isHarmless = ({ status }: { status: number }): boolean => status < 500 || status === 503;

function routesBy(isRead: boolean) {
  return platform
    .routes()
    .filter(
      ({ upgrade, method }) => !upgrade && (method === 'GET' || method === 'HEAD') === isRead,
    );
}

const growth = (before: number): number => (process.memoryUsage().rss - before) / MIB;

/** A configuration whose jobs repeat a long text each. */
const product = (jobs: number, characters: number): string =>
  `rvm: [${Array.from({ length: Math.ceil(jobs / 30) }, (_, at) => at).join()}]\n` +
  `env: [${Array.from({ length: 30 }, (_, at) => `A=${at}`).join()}]\n` +
  `script: "${'x'.repeat(characters)}"\n`;

// First: the walk over all routes spends what a minute allows at these doors.
describe('a configuration', () => {
  it(
    'that stands for much more than it is costs little, twenty times at once',
    { timeout: 200_000 },
    async () => {
      const before = process.memoryUsage().rss;
      const headers = identities()['an administrator'] ?? {};
      for (const content of [product(990, 295_000), product(990, 7_000), product(120, 60_000)]) {
        const asked = Array.from({ length: 20 }, () =>
          send('POST', '/v3/lint', headers, JSON.stringify({ content })),
        );
        const answers = await Promise.all(asked);
        expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
        for (const { status, bytes, retryAfter } of answers) {
          expect([200, 429, 503]).toContain(status);
          if (status !== 200) expect(Number(retryAfter)).toBeGreaterThan(0);
          expect(bytes).toBeLessThan(4 * MIB);
        }
      }
      expect(growth(before)).toBeLessThan(900);
    },
  );

  it('says what of its jobs is left out, and what is too much', async () => {
    const headers = { ...identities()['an administrator'], 'content-type': 'application/json' };
    const lint = async (content: string) => {
      const body = JSON.stringify({ content });
      const answer = await platform.request('/v3/lint', { method: 'POST', headers, body });
      return (await answer.json()) as Record<string, unknown>;
    };
    const refused = await lint(product(990, 295_000));
    expect(refused).toMatchObject({ jobs: [], error: { code: 'TURNPIKE_YML_LIMIT' } });
    const cut = await lint(product(120, 60_000));
    expect(cut).toMatchObject({ error: null, '@warnings': [{ warning_type: 'answer_cut' }] });
    const jobs = cut['jobs'] as { config: object; config_cut?: boolean }[];
    expect(jobs).toHaveLength(120);
    expect(jobs[0]?.config).toHaveProperty('script');
    expect(jobs.at(-1)).toMatchObject({ config: {}, config_cut: true });
  });
});

describe('no route', () => {
  it(
    'fails, or answers with much, for the largest body in any shape',
    { timeout: 400_000 },
    async () => {
      const before = process.memoryUsage().rss;
      const faults: string[] = [];
      const routes = routesBy(false);
      expect(routes.length).toBeGreaterThan(40);
      for (const [who, headers] of Object.entries(identities())) {
        for (const { method, path } of routes) {
          for (const [shape, write] of Object.entries(SHAPES)) {
            // Others than administrators are refused before anything is read at most doors.
            if (who !== 'an administrator' && !/deep|lists in/.test(shape)) continue;
            const isLarge = who === 'an administrator' && /v3|hooks|^\/$/.test(path);
            const body = write(isLarge ? MIB - 1000 : 100_000);
            const address = addressOf(path, '1');
            const answer = await send(method, address, headers, body).catch(() => undefined);
            // The connection may end with what was not read of a body.
            if (!answer) continue;
            if (!isHarmless(answer) || answer.bytes > 100_000) {
              faults.push(`${who}: ${method} ${path}: ${shape}: ${answer.status}, ${answer.bytes}`);
            }
          }
        }
      }
      expect(faults).toEqual([]);
      expect(growth(before)).toBeLessThan(900);
    },
  );

  it(
    'fails for names of every object, long texts and odd numbers in its parameters',
    { timeout: 200_000 },
    async () => {
      const faults: string[] = [];
      const values = [
        ...['__proto__', 'constructor'].flatMap((name) => [name, `${name}.x`]),
        'build.toString',
        'hasOwnProperty.valueOf',
        filled('build.jobs,', 8_000),
        '9'.repeat(300),
        '-1',
        `(${'a+'.repeat(50)})+$`,
      ];
      const parameters = [
        'limit',
        'offset',
        'sort_by',
        'name_filter',
        'build.state',
        'branch',
        'after',
      ];
      const headers = identities()['an administrator'] ?? {};
      for (const { path } of routesBy(true)) {
        for (const value of values) {
          const query = new URLSearchParams(parameters.map((name) => [name, value]));
          const addresses = [
            `${addressOf(path, value.startsWith('__') ? '__proto__' : '1')}?${query}`,
            `${addressOf(path, '1')}?include=${encodeURIComponent(value)}`,
          ];
          for (const address of addresses) {
            const answer = await send('GET', address, headers);
            if (!isHarmless(answer)) faults.push(`${address.slice(0, 120)}: ${answer.status}`);
          }
        }
      }
      expect(faults).toEqual([]);
    },
  );
});

describe('the door for deliveries', () => {
  it(
    'takes the largest that nobody signed from many at once, without holding them',
    { timeout: 200_000 },
    async () => {
      const before = process.memoryUsage().rss;
      for (const piece of ['[', '{},', '0,', '"a":{']) {
        const body = `{"repository":{"id":1},"a":[${filled(piece, 24 * MIB)}`;
        const signature = createHmac('sha256', 'nobody').update('x').digest('hex');
        const asked = Array.from({ length: 6 }, (_, at) =>
          send(
            'POST',
            ['/hooks/github/1', '/hooks/github', '/'][at % 3] ?? '/',
            {
              'x-github-event': 'push',
              'x-github-delivery': randomUUID(),
              'x-hub-signature-256': `sha256=${signature}`,
            },
            body,
          ).catch(() => undefined),
        );
        for (const answer of await Promise.all(asked)) {
          if (answer) expect([400, 403, 404, 429, 503]).toContain(answer.status);
        }
        expect((await send('GET', '/healthz', {})).status).toBe(200);
      }
      // The test's own bodies are part of it: it runs in the same process.
      expect(growth(before)).toBeLessThan(1500);
    },
  );
});
